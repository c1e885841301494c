import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { Amount, Hash, OutputIndex, ScriptPubKey } from "./shapes.js";

const UnspentTransactionOutput = Type.Object(
  {
    bestblock: withDescription(Hash, "The tip at the time of the call."),
    confirmations: Type.Integer({ minimum: 0, description: "0 in the mempool, 1 in the tip." }),
    value: Amount,
    scriptPubKey: ScriptPubKey,
    coinbase: Type.Boolean({ description: "Whether it is an output of a coinbase." }),
  },
  { $id: "UnspentTransactionOutput", description: "An unspent output." },
);

export default method("gettxout", {
  summary: "Returns an unspent output.",
  params: {
    txid: param(Hash, "The transaction."),
    n: param(OutputIndex),
    include_mempool: optional(Type.Boolean(), "Whether to take the mempool into account. Default: true."),
  },
  result: Type.Union([UnspentTransactionOutput, Type.Null()], {
    description: "Null if it is spent or unknown.",
  }),
  examples: [
    {
      params: { txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd", n: 0 },
      result: {
        bestblock: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        confirmations: 1,
        value: "1.50000000",
        scriptPubKey: {
          asm: "0 6cda81d413264b1abdcbffff0a51641a0306a916",
          desc: "addr(bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj)#lrpaug0z",
          hex: "00146cda81d413264b1abdcbffff0a51641a0306a916",
          address: "bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj",
          type: "witness_v0_keyhash",
        },
        coinbase: false,
      },
    },
    {
      name: "spent",
      params: { txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd", n: 7 },
      result: null,
    },
  ],
});
