import { RpcError } from "../rpc/index.js";
import type { Call } from "../wire/message.js";
import { Attempts } from "./attempts.js";
import { decodePassword, headerPassword, type PasswordCheck } from "./password.js";

/** Who calls: the address without its port, and the `Authorization` header where there was one. */
export interface Caller {
  readonly address: string;
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
  readonly #attempts = new Attempts();

  constructor(check: PasswordCheck) {
    this.#check = check;
  }

  /** @throws RpcError `UNAUTHORIZED`. */
  admit(call: Call, { address, authorization }: Caller): Admitted {
    if (this.#attempts.mustWait(address)) {
      throw new RpcError("UNAUTHORIZED", "Too many wrong passwords: wait a second");
    }
    const [first, ...rest] = Array.isArray(call.params) ? call.params : [];
    const asParameter = decodePassword(first);
    if (asParameter !== undefined && this.#check(asParameter))
      return { call: { ...call, params: rest }, legacy: true };
    const inHeader = headerPassword(authorization);
    if (inHeader !== undefined && this.#check(inHeader)) return { call, legacy: false };
    this.#attempts.failed(address);
    throw new RpcError("UNAUTHORIZED", "Unauthorized access");
  }
}
