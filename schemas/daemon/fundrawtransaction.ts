import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { insufficientFunds, undecodable, walletErrors, walletFailed } from "./errors.js";
import {
  Address,
  AddressType,
  Amount,
  Bytes,
  ConfirmationTarget,
  FeeEstimateMode,
  FeeRate,
  OutputIndex,
  SatoshisPerByte,
} from "./shapes.js";

const FundingOptions = Type.Object(
  {
    add_inputs: Type.Optional(
      Type.Boolean({ description: "Whether inputs may be added to those that are there. Default: true." }),
    ),
    include_unsafe: Type.Optional(
      Type.Boolean({
        description: "Whether unconfirmed coins of others may be spent; newer daemons only.",
      }),
    ),
    changeAddress: Type.Optional(withDescription(Address, "Where the change goes. Default: a new address.")),
    changePosition: Type.Optional(withDescription(OutputIndex, "Which output it becomes. Default: any.")),
    change_type: Type.Optional(AddressType),
    includeWatching: Type.Optional(
      Type.Boolean({ description: "Whether coins without a key may be spent, before Bitcoin Core 30." }),
    ),
    lockUnspents: Type.Optional(
      Type.Boolean({ description: "Whether other transactions must not spend the same coins meanwhile." }),
    ),
    fee_rate: Type.Optional(SatoshisPerByte),
    feeRate: Type.Optional(FeeRate),
    subtractFeeFromOutputs: Type.Optional(
      Type.Array(OutputIndex, { description: "The outputs that pay the fee in equal parts. Default: none." }),
    ),
    replaceable: Type.Optional(
      Type.Boolean({ description: "Whether it may be replaced by one with a higher fee (BIP125)." }),
    ),
    conf_target: Type.Optional(ConfirmationTarget),
    estimate_mode: Type.Optional(FeeEstimateMode),
  },
  { $id: "FundingOptions", description: "How inputs and fee are chosen." },
);

export default method("fundrawtransaction", {
  summary: "Adds inputs of the wallet, and an output for the change, until a transaction is paid for.",
  description: "Nothing is signed or sent. Signatures of inputs that were there before no longer hold.",
  params: {
    hexstring: param(Bytes, "The transaction."),
    options: optional(FundingOptions),
    iswitness: optional(
      Type.Boolean(),
      "Whether the bytes have a witness. Default: whichever decodes. Not in Dogecoin Core 1.14.",
    ),
  },
  result: Type.Object(
    {
      hex: withDescription(Bytes, "The transaction."),
      fee: withDescription(Amount, "Its fee, in coins."),
      changepos: Type.Integer({
        minimum: -1,
        description: "Which output is the change, from 0; -1: there is none.",
      }),
    },
    { $id: "FundedTransaction", description: "A transaction that is paid for." },
  ),
  errors: [walletFailed, insufficientFunds, undecodable, ...walletErrors],
  examples: [
    {
      params: {
        hexstring: "02000000000100e1f505000000001600146cda81d413264b1abdcbffff0a51641a0306a91600000000",
        options: { fee_rate: 1.5 },
      },
      result: {
        hex: "0200000001dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b0100000000",
        fee: "0.00014100",
        changepos: 1,
      },
    },
  ],
});
