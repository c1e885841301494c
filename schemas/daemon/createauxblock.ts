import { method, param } from "../../codegen/schema/index.js";
import { badParameter, notConnected, notSynced } from "./errors.js";
import { Address, AuxBlock } from "./shapes.js";

export default method("createauxblock", {
  summary: "Creates a block for merged mining, on Dogecoin and similar coins.",
  description: "The daemon drops the block when the tip changes. Call again regularly to include new fees.",
  params: { address: param(Address, "The address that gets the block's reward.") },
  result: AuxBlock,
  errors: [badParameter, notConnected, notSynced],
  examples: [
    {
      params: { address: "DH9fPpKHLiP5eaAD3pXxxUZmPktGNGTFp6" },
      result: {
        hash: "0f3c4a1d5b0e6f1f39a1dd2a9e7d5f3b3ad7f9b0c1e2d3f4a5b6c7d8e9f0a1b2",
        chainid: 98,
        previousblockhash: "5b1a3e9d1c7f2b604d8e6a90f3c2b1a0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4",
        coinbasevalue: 1000000000000,
        bits: "1a01cd2d",
        height: 5000000,
        target: "0000000000000000000000000000000000000000000000002dcd010000000000",
      },
    },
  ],
});
