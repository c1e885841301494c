import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { failed, notFound } from "./errors.js";
import { Address, Count, Hash } from "./shapes.js";

export default method("generatetoaddress", {
  summary: "Mines blocks immediately; for regtest.",
  description: [
    "Includes transactions from the mempool and returns when the blocks are in the chain. Not safe to repeat.",
    "Litecoin on regtest stops at height 431: block 432 must hold a payment to an `mweb` address.",
  ].join(" "),
  params: {
    nblocks: param(Count, "The number of blocks to mine."),
    address: param(Address, "The address that gets the rewards."),
    maxtries: optional(Count, "The total number of nonces to try. Default: 1,000,000."),
  },
  result: Type.Array(Hash, {
    description: "The blocks' hashes, oldest first. Fewer than requested when the tries run out.",
  }),
  errors: [failed, notFound],
  examples: [
    {
      params: { nblocks: 2, address: "bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj" },
      result: [
        "34f145e2f2c7ddb61f89ec35433da3d50207c7678dd087cc6ef1aa994eca9c55",
        "26dbad5376f3f171ebd7a14293658ddfc7a360b500169079a4387c8820276209",
      ],
    },
  ],
});
