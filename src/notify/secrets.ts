import type { Secrets } from "../rpc/index.js";
import { decodePassword } from "./password.js";

/** The first parameter may be the password, unless it is the hash of a block or the id of a transaction. */
export const notifySecrets: Secrets = (_method, [first]) => {
  const isHash = typeof first === "string" && /^[0-9a-f]{64}$/i.test(first);
  return !isHash && decodePassword(first) !== undefined ? [0] : [];
};
