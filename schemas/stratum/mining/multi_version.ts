import { method, param, Type } from "../../../codegen/schema/index.js";

export default method("mining.multi_version", {
  summary: "Asks to roll version bits, in the way of Bitmain's firmware before BIP310.",
  params: {
    bits: param(Type.Integer({ minimum: 0, maximum: 32 }), "How many bits the miner rolls; 1 for none."),
  },
  result: Type.Boolean({ description: "Whether shares with rolled bits count." }),
  optional: true,
  examples: [{ params: { bits: 4 }, result: true }],
});
