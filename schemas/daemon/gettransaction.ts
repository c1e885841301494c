import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { notFound, walletErrors } from "./errors.js";
import {
  Amount,
  Bytes,
  Hash,
  LastProcessedBlock,
  Transaction,
  WalletTransactionDetail,
  WalletTransactionStatus,
} from "./shapes.js";

const WalletTransaction = Type.Intersect(
  [
    WalletTransactionStatus,
    Type.Object({
      amount: withDescription(
        Amount,
        "Coins that the wallet received, negative if it sent them; without the fee.",
      ),
      fee: Type.Optional(
        withDescription(Amount, "The fee in coins, negative; only if the wallet sent the transaction."),
      ),
      details: Type.Array(WalletTransactionDetail, {
        description: "What was sent and received, per output.",
      }),
      hex: withDescription(Bytes, "The transaction with its witness."),
      decoded: Type.Optional(withDescription(Transaction, "The transaction, decoded; only with `verbose`.")),
      lastprocessedblock: Type.Optional(LastProcessedBlock),
    }),
  ],
  { $id: "WalletTransaction", description: "A transaction of the wallet." },
);

export default method("gettransaction", {
  summary: "Returns a transaction of the wallet.",
  description:
    "A block reward has one detail, whose category changes from `immature` to `generate`, or is `orphan`.",
  params: {
    txid: param(Hash, "The transaction."),
    include_watchonly: optional(Type.Boolean(), "Whether watch-only coins count, before Bitcoin Core 30."),
    verbose: optional(Type.Boolean(), "Whether to decode it. Default: false. Not in Dogecoin Core 1.14."),
  },
  result: WalletTransaction,
  errors: [notFound, ...walletErrors],
  examples: [
    {
      params: { txid: "605dbe6de934bca60377eeb051101fae79f432a5809cd0b5d2f683ed7eb367d4" },
      result: {
        amount: "0.00000000",
        confirmations: 1,
        generated: true,
        blockhash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
        blockheight: 740,
        blockindex: 0,
        blocktime: 1795338346,
        txid: "605dbe6de934bca60377eeb051101fae79f432a5809cd0b5d2f683ed7eb367d4",
        walletconflicts: [],
        time: 1795338346,
        timereceived: 1795338346,
        "bip125-replaceable": "no",
        details: [
          {
            address: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q",
            category: "immature",
            amount: "3.12555800",
            label: "",
            vout: 0,
          },
        ],
        hex: "020000000001010000000000000000000000000000000000000000000000000000000000000000",
      },
    },
  ],
});
