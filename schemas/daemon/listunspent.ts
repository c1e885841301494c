import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound, walletErrors } from "./errors.js";
import { Address, Amount, Bytes, Count, Hash, OutputIndex, Satoshis } from "./shapes.js";

const UnspentFilter = Type.Object(
  {
    minimumAmount: Type.Optional(withDescription(Amount, "Leave out outputs with fewer coins.")),
    maximumAmount: Type.Optional(withDescription(Amount, "Leave out outputs with more coins.")),
    maximumCount: Type.Optional(withDescription(Count, "How many outputs to list at most.")),
    minimumSumAmount: Type.Optional(withDescription(Amount, "Stop when those listed have as many coins.")),
    include_immature_coinbase: Type.Optional(
      Type.Boolean({ description: "Whether to list blocks' rewards that are too new; newer daemons only." }),
    ),
  },
  { $id: "UnspentFilter", description: "Which outputs are listed." },
);

const UnspentOutput = Type.Object(
  {
    txid: withDescription(Hash, "The transaction that made it."),
    vout: Type.Optional(
      withDescription(
        OutputIndex,
        "Which of its outputs, from 0; absent for one of Litecoin's extension block.",
      ),
    ),
    address: Type.Optional(withDescription(Address, "The address that it pays to, if there is one.")),
    label: Type.Optional(Type.String({ description: "The address's label." })),
    scriptPubKey: Type.Optional(
      withDescription(Bytes, "Its script; absent for an output of Litecoin's extension block."),
    ),
    amount: withDescription(Amount, "Its coins."),
    confirmations: Type.Integer({ minimum: 0, description: "0 in the mempool, 1 in the tip." }),
    ancestorcount: Type.Optional(
      withDescription(Count, "Transactions of the mempool that it needs, its own included."),
    ),
    ancestorsize: Type.Optional(withDescription(Count, "Their virtual bytes.")),
    ancestorfees: Type.Optional(withDescription(Satoshis, "Their fees, in satoshis.")),
    redeemScript: Type.Optional(withDescription(Bytes, "The script that it has the hash of (P2SH).")),
    witnessScript: Type.Optional(withDescription(Bytes, "The script of the witness (P2WSH).")),
    spendable: Type.Boolean({ description: "Whether the wallet has the keys." }),
    solvable: Type.Optional(
      Type.Boolean({ description: "Whether it could be spent with the keys; absent as `vout` is." }),
    ),
    reused: Type.Optional(
      Type.Boolean({ description: "Whether its address was used, in a wallet that keeps those apart." }),
    ),
    desc: Type.Optional(Type.String({ description: "Its descriptor, if it is solvable." })),
    parent_descs: Type.Optional(
      Type.Array(Type.String(), { description: "The wallet's descriptors that the address came from." }),
    ),
    safe: Type.Optional(
      Type.Boolean({ description: "False while it may still be replaced; absent as `vout` is." }),
    ),
  },
  { $id: "UnspentOutput", description: "An output that the wallet can spend." },
);

export default method("listunspent", {
  summary: "Lists the wallet's unspent outputs.",
  params: {
    minconf: optional(Count, "Only those with as many confirmations at least. Default: 1."),
    maxconf: optional(Count, "Only those with as many at most. Default: 9,999,999."),
    addresses: optional(Type.Array(Address), "Only those on these addresses. Default: all."),
    include_unsafe: optional(
      Type.Boolean(),
      "Whether to list those that may still be replaced. Default: true.",
    ),
    query_options: optional(UnspentFilter),
  },
  result: Type.Array(UnspentOutput),
  errors: [notFound, badParameter, ...walletErrors],
  examples: [
    {
      params: { minconf: 6, query_options: { minimumAmount: "1.00000000" } },
      result: [
        {
          txid: "9bd240b347c29c1cddec038c4bb6b9efc1dcea72301d509e25b6a82fea73ee00",
          amount: "25.00000000",
          confirmations: 490,
          spendable: true,
          address: "rltc1qj0v5nnh50yehphl48v2sd0zcw7efrvjhhsgct5",
          label: "",
          vout: 0,
          scriptPubKey: "001493d949cef4793370dff53b1506bc5877b291b257",
          solvable: true,
          safe: true,
        },
      ],
    },
  ],
});
