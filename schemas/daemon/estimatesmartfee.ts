import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { ConfirmationTarget, Count, FeeEstimateMode, FeeRate } from "./shapes.js";

export default method("estimatesmartfee", {
  summary: "Guesses the fee rate with which a transaction is mined in time.",
  description: [
    "A daemon that does not know answers without `feerate`, and that is no error: set one of your own.",
    "Dogecoin Core 1.14 answers -1 then.",
  ].join(" "),
  params: {
    conf_target: param(ConfirmationTarget),
    estimate_mode: optional(
      FeeEstimateMode,
      "Default: `conservative`, since Bitcoin Core 28 `economical`. Not in Dogecoin Core 1.14.",
    ),
  },
  result: Type.Object(
    {
      feerate: Type.Optional(FeeRate),
      errors: Type.Optional(Type.Array(Type.String(), { description: "Why there is none." })),
      blocks: withDescription(
        Count,
        "The number of blocks that the guess is for; may differ from what was asked.",
      ),
    },
    { $id: "FeeEstimate", description: "A guess at the fee rate." },
  ),
  errors: [badParameter],
  examples: [
    { params: { conf_target: 6 }, result: { feerate: "0.00012345", blocks: 6 } },
    {
      name: "not known",
      params: { conf_target: 6 },
      result: { errors: ["Insufficient data or no feerate found"], blocks: 6 },
    },
  ],
});
