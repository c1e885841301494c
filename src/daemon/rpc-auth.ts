import { createHmac, randomBytes } from "node:crypto";

/**
 * The value of a daemon's `-rpcauth` option, `user:salt$hash` (Bitcoin Core, share/rpcauth): allows a
 * user and password without the password on the daemon's command line.
 *
 * @param user Without a colon.
 * @param salt 32 hexadecimal digits. Default: random.
 */
export function rpcAuth(user: string, password: string, salt = randomBytes(16).toString("hex")): string {
  return `${user}:${salt}$${createHmac("sha256", salt).update(password).digest("hex")}`;
}
