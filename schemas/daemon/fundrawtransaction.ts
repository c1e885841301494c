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
      Type.Boolean({ description: "Whether inputs may be added to existing ones. Default: true." }),
    ),
    include_unsafe: Type.Optional(
      Type.Boolean({
        description: "Whether unconfirmed coins from others may be spent; newer daemons only.",
      }),
    ),
    changeAddress: Type.Optional(withDescription(Address, "The change address. Default: a new one.")),
    changePosition: Type.Optional(
      withDescription(OutputIndex, "The number of the change output. Default: random."),
    ),
    change_type: Type.Optional(AddressType),
    includeWatching: Type.Optional(
      Type.Boolean({ description: "Whether watch-only coins may be spent, before Bitcoin Core 30." }),
    ),
    lockUnspents: Type.Optional(
      Type.Boolean({
        description: "Whether to lock the coins, so that other transactions don't spend them.",
      }),
    ),
    fee_rate: Type.Optional(SatoshisPerByte),
    feeRate: Type.Optional(FeeRate),
    subtractFeeFromOutputs: Type.Optional(
      Type.Array(OutputIndex, { description: "The outputs that share the fee equally. Default: none." }),
    ),
    replaceable: Type.Optional(
      Type.Boolean({ description: "Whether it can be replaced by one with a higher fee (BIP125)." }),
    ),
    conf_target: Type.Optional(ConfirmationTarget),
    estimate_mode: Type.Optional(FeeEstimateMode),
  },
  { $id: "FundingOptions", description: "Options for choosing inputs and fee." },
);

export default method("fundrawtransaction", {
  summary: "Funds a transaction: adds inputs of the wallet and a change output.",
  description: "Nothing is signed or sent. Existing signatures become invalid.",
  params: {
    hexstring: param(Bytes, "The transaction."),
    options: optional(FundingOptions),
    iswitness: optional(
      Type.Boolean(),
      "Whether the transaction has a witness. Default: detected. Not in Dogecoin Core 1.14.",
    ),
  },
  result: Type.Object(
    {
      hex: withDescription(Bytes, "The transaction."),
      fee: withDescription(Amount, "Its fee, in coins."),
      changepos: Type.Integer({
        minimum: -1,
        description: "The number of the change output, from 0; -1 without change.",
      }),
    },
    { $id: "FundedTransaction", description: "A funded transaction." },
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
