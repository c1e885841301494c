import { method, param, Type } from "../../../codegen/schema/index.js";

export default method("mining.multi_version", {
  summary: "Requests version rolling (Bitmain's firmware before BIP310).",
  params: {
    bits: param(
      Type.Integer({ minimum: 0, maximum: 32 }),
      "The number of bits that the miner rolls; 1 for none.",
    ),
  },
  result: Type.Boolean({ description: "Whether shares with rolled bits are accepted." }),
  optional: true,
  examples: [{ params: { bits: 4 }, result: true }],
});
