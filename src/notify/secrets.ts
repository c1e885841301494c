import { hidingCredentials } from "../endpoint/authentication.js";
import type { Secrets } from "../rpc/index.js";
import { decodePassword } from "./password.js";

/** The first parameter may be the password, unless it is what daemons report: the hash of a block, the id of a transaction. */
export const notifySecrets: Secrets = hidingCredentials((_method, [first]) => {
  const isHash = typeof first === "string" && /^[0-9a-f]{64}$/i.test(first);
  return !isHash && decodePassword(first) !== undefined ? [0] : [];
});
