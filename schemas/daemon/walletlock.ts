import { method, Type } from "../../codegen/schema/index.js";
import { notEncrypted, walletErrors } from "./errors.js";

export default method("walletlock", {
  summary: "Locks the wallet before its timeout.",
  result: Type.Null({ description: "Always null." }),
  errors: [notEncrypted, ...walletErrors],
  examples: [{ result: null }],
});
