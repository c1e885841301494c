import { method, optional, Type } from "../../codegen/schema/index.js";
import { walletErrors, walletFailed, walletLocked } from "./errors.js";
import { Count } from "./shapes.js";

export default method("keypoolrefill", {
  summary: "Prepares keys for new addresses.",
  params: { newsize: optional(Count, "How many to have ready. Default: as the daemon is set.") },
  result: Type.Null({ description: "Always null." }),
  errors: [walletFailed, walletLocked, ...walletErrors],
  examples: [{ params: { newsize: 100 }, result: null }],
});
