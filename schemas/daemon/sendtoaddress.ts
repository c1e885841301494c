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
  summary: "Pays to an address.",
  description: [
    "**Not safe to repeat**: after a call without an answer look into `listtransactions` first.",
    "Dogecoin Core 1.14 takes the first five parameters.",
  ].join(" "),
  params: {
    address: param(Address, "Who is paid."),
    amount: param(Amount, "How many coins."),
    comment: optional(Type.String(), "A note that the wallet keeps."),
    comment_to: optional(Type.String(), "Another, on who is paid."),
    subtractfeefromamount: optional(Type.Boolean(), "Whether who is paid pays the fee. Default: false."),
    replaceable: optional(
      Type.Boolean(),
      "Whether it may be replaced by one with a higher fee (BIP125). Default: as the wallet is set.",
    ),
    conf_target: optional(
      ConfirmationTarget,
      "Within how many blocks it should be mined. Default: as the wallet is set.",
    ),
    estimate_mode: optional(FeeEstimateMode, "How carefully its fee is estimated. Default: `unset`."),
    avoid_reuse: optional(
      Type.Boolean(),
      "Whether coins on addresses that were used are left alone, in a wallet that keeps them apart. Default: true.",
    ),
    fee_rate: optional(SatoshisPerByte, "The fee rate in satoshis per virtual byte. Default: estimated."),
    verbose: optional(Type.Boolean(), "Whether to say why the fee is what it is. Default: false."),
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
