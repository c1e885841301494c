import { method, optional, Type } from "../../codegen/schema/index.js";
import { walletErrors, walletFailed, walletLocked } from "./errors.js";
import { Count } from "./shapes.js";

export default method("keypoolrefill", {
  summary: "Refills the keypool.",
  params: { newsize: optional(Count, "The keypool's size. Default: the daemon's setting.") },
  result: Type.Null({ description: "Always null." }),
  errors: [walletFailed, walletLocked, ...walletErrors],
  examples: [{ params: { newsize: 100 }, result: null }],
});
