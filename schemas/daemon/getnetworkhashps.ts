import { method, optional, Type } from "../../codegen/schema/index.js";

export default method("getnetworkhashps", {
  summary: "Estimates the hash rate of all miners.",
  params: {
    nblocks: optional(
      Type.Integer({ minimum: -1, maximum: 2147483647 }),
      "The number of blocks to estimate from; -1: since the last change of the difficulty. Default: 120.",
    ),
    height: optional(
      Type.Integer({ minimum: -1, maximum: 2147483647 }),
      "The last of these blocks. Default: -1, the tip.",
    ),
  },
  result: Type.Number({ minimum: 0, description: "Hashes per second." }),
  examples: [{ params: { nblocks: 120 }, result: 2.201834862385321 }],
});
