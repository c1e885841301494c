import { method, param, Type } from "../../codegen/schema/index.js";
import { badParameter, walletErrors } from "./errors.js";
import { FeeRate } from "./shapes.js";

export default method("settxfee", {
  summary: "Sets the wallet's fee rate.",
  deprecated: "Removed in Bitcoin Core 31; use the parameter `fee_rate` when sending.",
  params: { amount: param(FeeRate, "Coins per 1000 virtual bytes; 0 uses estimates.") },
  result: Type.Boolean({ description: "Always true." }),
  errors: [badParameter, ...walletErrors],
  examples: [{ params: { amount: "0.00001000" }, result: true }],
});
