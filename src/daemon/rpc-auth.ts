import { createHmac, randomBytes } from "node:crypto";

/**
 * The value of a daemon's `-rpcauth` option (Bitcoin Core, share/rpcauth): lets a user in by password
 * without the password being on the daemon's command line, `user:salt$hash`.
 *
 * @param user Without a colon.
 * @param salt 32 hexadecimal digits. Default: by chance.
 */
export function rpcAuth(user: string, password: string, salt = randomBytes(16).toString("hex")): string {
  return `${user}:${salt}$${createHmac("sha256", salt).update(password).digest("hex")}`;
}
