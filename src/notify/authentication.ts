import { RpcError } from "../rpc/index.js";
import { hostOf } from "../transport/address.js";
import type { Call } from "../wire/message.js";
import { Attempts } from "./attempts.js";
import { decodePassword, headerPassword, type PasswordCheck } from "./password.js";

/** Who calls: address and port, and the `Authorization` header where there was one. */
export interface Caller {
  readonly remoteAddress: string;
  readonly authorization?: string | undefined;
}

/** A call that was let in. `legacy` where the password came as its first parameter, which is taken off. */
export interface Admitted {
  readonly call: Call;
  readonly legacy: boolean;
}

/**
 * Lets calls in by password: from the `Authorization` header, or as the first parameter in base64, as
 * `stratum-notify` has always sent it. Addresses that fail too often have to wait.
 */
export class Authentication {
  readonly #check: PasswordCheck;
  readonly #failed: (remoteAddress: string) => void;
  readonly #attempts = new Attempts();

  /** @param failed Told of wrong passwords, but not of those that were refused unseen: it is as rare as attempts are. */
  constructor(check: PasswordCheck, failed: (remoteAddress: string) => void) {
    this.#check = check;
    this.#failed = failed;
  }

  /** @throws RpcError `UNAUTHORIZED`. */
  admit(call: Call, { remoteAddress, authorization }: Caller): Admitted {
    const host = hostOf(remoteAddress);
    if (this.#attempts.mustWait(host)) {
      throw new RpcError("UNAUTHORIZED", "Too many wrong passwords: wait a second");
    }
    const asParameter = passwordParameter(call);
    if (asParameter !== undefined && this.#check(asParameter.password))
      return { call: { ...call, params: asParameter.rest }, legacy: true };
    const inHeader = headerPassword(authorization);
    if (inHeader !== undefined && this.#check(inHeader)) return { call, legacy: false };
    this.#attempts.failed(host);
    this.#failed(remoteAddress);
    throw new RpcError("UNAUTHORIZED", "Unauthorized access");
  }
}

/** The password that a call's first parameter may be, and the parameters behind it. */
export function passwordParameter({
  params,
}: Call): { readonly password: string; readonly rest: unknown[] } | undefined {
  const [first, ...rest] = Array.isArray(params) ? params : [];
  const password = decodePassword(first);
  return password === undefined ? undefined : { password, rest };
}
