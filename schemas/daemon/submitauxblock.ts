import { method, param, Type } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Bytes, Hash } from "./shapes.js";

export default method("submitauxblock", {
  summary: "Submits the proof of merged mining for a block of `createauxblock`.",
  params: {
    hash: param(Hash, "The block's hash, from `createauxblock`."),
    auxpow: param(
      Bytes,
      "The proof: the parent's coinbase, its merkle branch, the branch of merged chains, the parent's header.",
    ),
  },
  result: Type.Boolean({ description: "Whether the block was accepted." }),
  errors: [badParameter],
  examples: [
    {
      params: {
        hash: "0f3c4a1d5b0e6f1f39a1dd2a9e7d5f3b3ad7f9b0c1e2d3f4a5b6c7d8e9f0a1b2",
        auxpow: "01000000010000000000",
      },
      result: true,
    },
  ],
});
