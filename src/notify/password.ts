import { createHash, timingSafeEqual } from "node:crypto";
import { RpcError } from "../rpc/index.js";
import type { Call } from "../wire/message.js";

/** SHA-256 of `password`, node-stratum's default. Refused on addresses that other machines can reach. */
export const defaultPasswordHash = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

/** Hashes a password for the RPC port: SHA-256 of its UTF-8 bytes, in hexadecimal digits. */
export function hashPassword(password: string): string {
  return createHash("sha256").update(password).digest("hex");
}

/** Compares in constant time. */
export type PasswordCheck = (password: string) => boolean;

/**
 * Creates a check against a password's hash.
 *
 * @throws RpcError `INVALID_OPTION` when it is not a SHA-256 hash: it may be the password itself.
 */
export function createPasswordCheck(hash: string): PasswordCheck {
  if (!/^[0-9a-f]{64}$/i.test(hash)) {
    throw new RpcError(
      "INVALID_OPTION",
      "password must be the SHA-256 hash of the password, 64 hexadecimal digits: see hashPassword()",
    );
  }
  const expected = Buffer.from(hash, "hex");
  return (password) => timingSafeEqual(createHash("sha256").update(password).digest(), expected);
}

/** Decodes the password from a base64 parameter, as `stratum-notify` sends it. Undefined for other values. */
export function decodePassword(parameter: unknown): string | undefined {
  if (typeof parameter !== "string") return undefined;
  const password = Buffer.from(parameter, "base64");
  return password.toString("base64") === parameter ? password.toString("utf8") : undefined;
}

/** The password in an `Authorization` header: Basic with any user, or Bearer. */
export function headerPassword(header: string | undefined): string | undefined {
  const [, scheme = "", credentials = ""] = header?.match(/^(\w+)\s+(\S+)$/) ?? [];
  if (/^bearer$/i.test(scheme)) return credentials;
  if (!/^basic$/i.test(scheme)) return undefined;
  const decoded = Buffer.from(credentials, "base64").toString("utf8");
  return decoded.slice(decoded.indexOf(":") + 1);
}

/** Splits off the first parameter, which may be the password. */
export function passwordParameter({
  params,
}: Pick<Call, "params">): { readonly password: string; readonly rest: unknown[] } | undefined {
  const [first, ...rest] = Array.isArray(params) ? params : [];
  const password = decodePassword(first);
  return password === undefined ? undefined : { password, rest };
}
