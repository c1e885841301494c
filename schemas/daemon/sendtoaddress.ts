import { byArgument, method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badType, insufficientFunds, notFound, walletErrors, walletFailed, walletLocked } from "./errors.js";
import {
  Address,
  Amount,
  ConfirmationTarget,
  FeeEstimateMode,
  Hash,
  SatoshisPerByte,
  SentTransaction,
} from "./shapes.js";

export default method("sendtoaddress", {
  summary: "Pays an address.",
  description: [
    "**Not safe to repeat**: after a call without an answer, check `listtransactions` first.",
    "Dogecoin Core 1.14 accepts the first five parameters.",
  ].join(" "),
  params: {
    address: param(Address, "The recipient."),
    amount: param(Amount, "The amount in coins."),
    comment: optional(Type.String(), "A note that the wallet stores."),
    comment_to: optional(Type.String(), "A note on the recipient."),
    subtractfeefromamount: optional(Type.Boolean(), "Whether the recipient pays the fee. Default: false."),
    replaceable: optional(
      Type.Boolean(),
      "Whether it can be replaced by one with a higher fee (BIP125). Default: the wallet's setting.",
    ),
    conf_target: optional(
      ConfirmationTarget,
      "The number of blocks within which it should be mined. Default: the wallet's setting.",
    ),
    estimate_mode: optional(FeeEstimateMode, "How conservatively the fee is estimated. Default: `unset`."),
    avoid_reuse: optional(
      Type.Boolean(),
      "Whether to avoid coins on reused addresses, in a wallet that keeps them separate. Default: true.",
    ),
    fee_rate: optional(SatoshisPerByte, "The fee rate in satoshis per virtual byte. Default: estimated."),
    verbose: optional(Type.Boolean(), "Whether to return the reason for the fee. Default: false."),
  },
  result: byArgument("verbose", [
    { values: [false, undefined], result: withDescription(Hash, "The transaction that was sent.") },
    { values: [true], result: SentTransaction },
  ]),
  errors: [badType, walletFailed, notFound, insufficientFunds, walletLocked, ...walletErrors],
  examples: [
    {
      params: { address: "bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj", amount: "1.50000000" },
      result: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd",
    },
    {
      name: "verbose",
      params: {
        address: "bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj",
        amount: "1.50000000",
        verbose: true,
      },
      result: {
        txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd",
        fee_reason: "Fallback fee",
      },
    },
  ],
});
