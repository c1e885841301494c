import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { ConfirmationTarget, Count, FeeEstimateMode, FeeRate } from "./shapes.js";

export default method("estimatesmartfee", {
  summary: "Estimates the fee rate for a transaction to be mined in time.",
  description: [
    "Without enough data the result has no `feerate`, and no error is returned: use your own rate.",
    "Dogecoin Core 1.14 returns -1 in that case.",
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
      errors: Type.Optional(Type.Array(Type.String(), { description: "Why there is no estimate." })),
      blocks: withDescription(
        Count,
        "The number of blocks that the estimate is for; may differ from the requested one.",
      ),
    },
    { $id: "FeeEstimate", description: "An estimated fee rate." },
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
