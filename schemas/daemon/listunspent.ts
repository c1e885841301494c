import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound, walletErrors } from "./errors.js";
import { Address, Amount, Bytes, Count, Hash, OutputIndex, Satoshis } from "./shapes.js";

const UnspentFilter = Type.Object(
  {
    minimumAmount: Type.Optional(withDescription(Amount, "The lowest amount per output.")),
    maximumAmount: Type.Optional(withDescription(Amount, "The highest amount per output.")),
    maximumCount: Type.Optional(withDescription(Count, "The highest number of outputs.")),
    minimumSumAmount: Type.Optional(
      withDescription(Amount, "Lists outputs until their sum reaches this amount."),
    ),
    include_immature_coinbase: Type.Optional(
      Type.Boolean({ description: "Whether to list immature block rewards; newer daemons only." }),
    ),
  },
  { $id: "UnspentFilter", description: "Limits of the listed outputs." },
);

const UnspentOutput = Type.Object(
  {
    txid: withDescription(Hash, "The transaction that created it."),
    vout: Type.Optional(
      withDescription(
        OutputIndex,
        "The output's number, from 0; missing for one of Litecoin's extension block.",
      ),
    ),
    address: Type.Optional(withDescription(Address, "The address that it pays to, if there is one.")),
    label: Type.Optional(Type.String({ description: "The address's label." })),
    scriptPubKey: Type.Optional(
      withDescription(Bytes, "Its script; missing for one of Litecoin's extension block."),
    ),
    amount: withDescription(Amount, "Its amount in coins."),
    confirmations: Type.Integer({ minimum: 0, description: "0 in the mempool, 1 in the tip." }),
    ancestorcount: Type.Optional(
      withDescription(Count, "Transactions of the mempool that it depends on, itself included."),
    ),
    ancestorsize: Type.Optional(withDescription(Count, "Their virtual bytes.")),
    ancestorfees: Type.Optional(withDescription(Satoshis, "Their fees, in satoshis.")),
    redeemScript: Type.Optional(withDescription(Bytes, "The script whose hash it contains (P2SH).")),
    witnessScript: Type.Optional(withDescription(Bytes, "The script of the witness (P2WSH).")),
    spendable: Type.Boolean({ description: "Whether the wallet has the keys." }),
    solvable: Type.Optional(
      Type.Boolean({ description: "Whether it could be spent with the keys; missing like `vout`." }),
    ),
    reused: Type.Optional(
      Type.Boolean({ description: "Whether its address was reused, in a wallet that keeps those separate." }),
    ),
    desc: Type.Optional(Type.String({ description: "Its descriptor, if it is solvable." })),
    parent_descs: Type.Optional(
      Type.Array(Type.String(), { description: "The wallet descriptors that the address is derived from." }),
    ),
    safe: Type.Optional(
      Type.Boolean({ description: "False while it can still be replaced; missing like `vout`." }),
    ),
  },
  { $id: "UnspentOutput", description: "An output that the wallet can spend." },
);

export default method("listunspent", {
  summary: "Lists the wallet's unspent outputs.",
  params: {
    minconf: optional(Count, "The lowest number of confirmations. Default: 1."),
    maxconf: optional(Count, "The highest number of confirmations. Default: 9,999,999."),
    addresses: optional(Type.Array(Address), "Only outputs of these addresses. Default: all."),
    include_unsafe: optional(
      Type.Boolean(),
      "Whether to list outputs that can still be replaced. Default: true.",
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
