import { method, param, Type } from "../../codegen/schema/index.js";
import { notEncrypted, walletErrors, wrongPassphrase } from "./errors.js";

export default method("walletpassphrase", {
  summary: "Unlocks the wallet for a limited time.",
  description: "A further call replaces the timeout.",
  params: {
    passphrase: param(Type.String({ minLength: 1 }), "The passphrase."),
    timeout: param(Type.Integer({ minimum: 0, maximum: 100000000 }), "Seconds until it locks again."),
  },
  result: Type.Null({ description: "Always null." }),
  errors: [wrongPassphrase, notEncrypted, ...walletErrors],
  examples: [{ params: { passphrase: "correct horse", timeout: 60 }, result: null }],
});
