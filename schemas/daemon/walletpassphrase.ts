import { method, param, Type } from "../../codegen/schema/index.js";
import { notEncrypted, walletErrors, wrongPassphrase } from "./errors.js";

export default method("walletpassphrase", {
  summary: "Unlocks the wallet for a while.",
  description: "A second call sets the time anew.",
  params: {
    passphrase: param(Type.String({ minLength: 1 }), "The passphrase."),
    timeout: param(Type.Integer({ minimum: 0, maximum: 100000000 }), "For how many seconds."),
  },
  result: Type.Null({ description: "Always null." }),
  errors: [wrongPassphrase, notEncrypted, ...walletErrors],
  examples: [{ params: { passphrase: "correct horse", timeout: 60 }, result: null }],
});
