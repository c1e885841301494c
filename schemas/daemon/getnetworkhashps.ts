import { method, optional, Type } from "../../codegen/schema/index.js";

export default method("getnetworkhashps", {
  summary: "Guesses how many hashes per second all miners try.",
  params: {
    nblocks: optional(
      Type.Integer({ minimum: -1, maximum: 2147483647 }),
      "From how many blocks to guess; -1: those since the difficulty last changed. Default: 120.",
    ),
    height: optional(
      Type.Integer({ minimum: -1, maximum: 2147483647 }),
      "The last of these blocks; -1, the default, is the tip.",
    ),
  },
  result: Type.Number({ minimum: 0, description: "Hashes per second." }),
  examples: [{ params: { nblocks: 120 }, result: 2.201834862385321 }],
});
