import { method, optional, Type } from "../../codegen/schema/index.js";
import { badParameter, noKeysLeft, notConnected, notSynced } from "./errors.js";
import { AuxBlock, Bytes, Hash } from "./shapes.js";

export default method("getauxblock", {
  summary: "Calls `createauxblock` with an address of the wallet or, with both arguments, `submitauxblock`.",
  description: "Requires a loaded wallet with keys. Prefer the two methods that it combines.",
  params: {
    hash: optional(Hash, "The block to submit."),
    auxpow: optional(Bytes, "The proof of merged mining."),
  },
  result: Type.Union([AuxBlock, Type.Boolean()], {
    description: "A block to mine; with arguments, whether the submitted block was accepted.",
  }),
  errors: [badParameter, notConnected, notSynced, noKeysLeft],
  examples: [
    {
      result: {
        hash: "0f3c4a1d5b0e6f1f39a1dd2a9e7d5f3b3ad7f9b0c1e2d3f4a5b6c7d8e9f0a1b2",
        chainid: 98,
        previousblockhash: "5b1a3e9d1c7f2b604d8e6a90f3c2b1a0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4",
        coinbasevalue: 1000000000000,
        bits: "1a01cd2d",
        height: 5000000,
        _target: "0000000000000000000000000000000000000000000000002dcd010000000000",
      },
    },
    {
      name: "submit",
      params: {
        hash: "0f3c4a1d5b0e6f1f39a1dd2a9e7d5f3b3ad7f9b0c1e2d3f4a5b6c7d8e9f0a1b2",
        auxpow: "01000000010000000000",
      },
      result: false,
    },
  ],
});
