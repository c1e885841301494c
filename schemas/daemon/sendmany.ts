import { byArgument, method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import {
  badParameter,
  badType,
  insufficientFunds,
  notFound,
  walletErrors,
  walletFailed,
  walletLocked,
} from "./errors.js";
import {
  Address,
  Amount,
  ConfirmationTarget,
  Count,
  FeeEstimateMode,
  Hash,
  SatoshisPerByte,
  SentTransaction,
} from "./shapes.js";

export default method("sendmany", {
  summary: "Pays many addresses in one transaction.",
  description: [
    "**Not safe to repeat**: after a call without an answer, check `listtransactions` first; a `comment` of",
    "your own helps to find it. Dogecoin Core 1.14 accepts the first five parameters.",
  ].join(" "),
  params: {
    dummy: optional(Type.Literal(""), "Omit it. Dogecoin Core 1.14 requires an empty text."),
    amounts: param(Type.Record(Type.String(), Amount), "Coins by address."),
    minconf: optional(
      Count,
      "Ignored; on Dogecoin Core 1.14 the lowest number of confirmations of spent coins.",
    ),
    comment: optional(Type.String(), "A note that the wallet stores."),
    subtractfeefrom: optional(
      Type.Array(Address),
      "The addresses that share the fee equally. Default: the wallet pays.",
    ),
    replaceable: optional(
      Type.Boolean(),
      "Whether it can be replaced by one with a higher fee (BIP125). Default: the wallet's setting.",
    ),
    conf_target: optional(
      ConfirmationTarget,
      "The number of blocks within which it should be mined. Default: the wallet's setting.",
    ),
    estimate_mode: optional(FeeEstimateMode, "How conservatively the fee is estimated. Default: `unset`."),
    fee_rate: optional(SatoshisPerByte, "The fee rate in satoshis per virtual byte. Default: estimated."),
    verbose: optional(Type.Boolean(), "Whether to return the reason for the fee. Default: false."),
  },
  result: byArgument("verbose", [
    { values: [false, undefined], result: withDescription(Hash, "The transaction that was sent.") },
    { values: [true], result: SentTransaction },
  ]),
  errors: [badType, walletFailed, notFound, insufficientFunds, badParameter, walletLocked, ...walletErrors],
  examples: [
    {
      params: {
        amounts: {
          bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj: "0.10000000",
          n3Bew5EF9N76sRwT7BKCs8ajHxqeomXZ4w: "0.25000000",
        },
        comment: "round 17",
      },
      result: "16fd120f3d9e98b89ce286c62e3344779389a5865666ca6fda2b333bd911d59e",
    },
    {
      name: "verbose",
      params: { amounts: { n3Bew5EF9N76sRwT7BKCs8ajHxqeomXZ4w: "0.25000000" }, verbose: true },
      result: {
        txid: "f056b6548d4cc6c9e1ca04181908b2c1b0faa7dcc4e22174d71bd14083d6637a",
        fee_reason: "Fallback fee",
      },
    },
  ],
});
