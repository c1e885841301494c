import { method, param, Type } from "../../codegen/schema/index.js";
import { badParameter, walletErrors } from "./errors.js";
import { FeeRate } from "./shapes.js";

export default method("settxfee", {
  summary: "Sets the fee rate that the wallet pays.",
  deprecated: "Bitcoin Core 31 does not have it any more; give `fee_rate` when sending.",
  params: { amount: param(FeeRate, "Coins per 1000 virtual bytes; 0 for estimates.") },
  result: Type.Boolean({ description: "Always true." }),
  errors: [badParameter, ...walletErrors],
  examples: [{ params: { amount: "0.00001000" }, result: true }],
});
