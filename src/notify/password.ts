import { createHash, timingSafeEqual } from "node:crypto";
import { RpcError } from "../rpc/index.js";
import type { Call } from "../wire/message.js";

/** SHA-256 of `password`, what node-stratum started with. It is refused on addresses that others can reach. */
export const defaultPasswordHash = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

/** The hash of a password, as the RPC port is given it: SHA-256 of its UTF-8 bytes, in hexadecimal digits. */
export function hashPassword(password: string): string {
  return createHash("sha256").update(password).digest("hex");
}

/** Compares in constant time. */
export type PasswordCheck = (password: string) => boolean;

/**
 * A check against a password's hash.
 *
 * @throws RpcError `INVALID_OPTION` where it is no SHA-256 hash: then it may be the password itself.
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

/** The password that a first parameter holds in base64, as `stratum-notify` sends it; undefined where it holds none. */
export function decodePassword(parameter: unknown): string | undefined {
  if (typeof parameter !== "string") return undefined;
  const password = Buffer.from(parameter, "base64");
  return password.toString("base64") === parameter ? password.toString("utf8") : undefined;
}

/** The password of an `Authorization` header: Basic, whatever the user, or Bearer. */
export function headerPassword(header: string | undefined): string | undefined {
  const [, scheme = "", credentials = ""] = header?.match(/^(\w+)\s+(\S+)$/) ?? [];
  if (/^bearer$/i.test(scheme)) return credentials;
  if (!/^basic$/i.test(scheme)) return undefined;
  const decoded = Buffer.from(credentials, "base64").toString("utf8");
  return decoded.slice(decoded.indexOf(":") + 1);
}

/** The password that a call's first parameter may be, and the parameters after it. */
export function passwordParameter({
  params,
}: Pick<Call, "params">): { readonly password: string; readonly rest: unknown[] } | undefined {
  const [first, ...rest] = Array.isArray(params) ? params : [];
  const password = decodePassword(first);
  return password === undefined ? undefined : { password, rest };
}
