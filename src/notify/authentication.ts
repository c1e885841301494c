import { Attempts } from "../endpoint/attempts.js";
import { authenticateMethod } from "../endpoint/authentication.js";
import { RpcError } from "../rpc/index.js";
import { hostOf } from "../transport/address.js";
import type { Call } from "../wire/message.js";
import type { NotifyContext } from "./context.js";
import { headerPassword, type PasswordCheck, passwordParameter } from "./password.js";

/**
 * Authenticates calls by password: from the `Authorization` header, from an earlier `rpc.authenticate`, or from
 * the first parameter in base64, as `stratum-notify` sends it. Addresses that fail too often have to wait.
 */
export class Authentication {
  readonly #check: PasswordCheck;
  readonly #failed: (remoteAddress: string) => void;
  readonly #attempts = new Attempts();

  /** @param failed Called for each wrong password, except for addresses that have to wait. */
  constructor(check: PasswordCheck, failed: (remoteAddress: string) => void) {
    this.#check = check;
    this.#failed = failed;
  }

  /**
   * Returns the call, without the password if that was its first parameter.
   *
   * @throws RpcError `UNAUTHORIZED`.
   */
  admit(call: Call, context: NotifyContext): Call {
    const admitted = this.#admit(call, context);
    context.isAdmitted = true;
    return admitted;
  }

  /** Whether a connection has sent the password: with a call, or in the header of its upgrade. */
  isKnown({ isAdmitted, authorization, remoteAddress }: NotifyContext): boolean {
    if (isAdmitted) return true;
    const host = hostOf(remoteAddress);
    const inHeader = headerPassword(authorization);
    if (inHeader === undefined || this.#attempts.mustWait(host)) return false;
    if (this.#check(inHeader)) return true;
    this.#attempts.failed(host);
    return false;
  }

  #admit(call: Call, context: NotifyContext): Call {
    const host = hostOf(context.remoteAddress);
    if (this.#attempts.mustWait(host)) {
      context.isRefused = true;
      throw new RpcError("UNAUTHORIZED", "Too many wrong passwords: wait a second");
    }
    const asParameter = passwordParameter(call);
    if (asParameter !== undefined && this.#check(asParameter.password)) {
      context.isAuthenticated ||= call.method === authenticateMethod;
      return { ...call, params: asParameter.rest };
    }
    const isAuthenticating = call.method === authenticateMethod;
    const inHeader = headerPassword(isAuthenticating ? headerParameter(call) : context.authorization);
    if (context.isAuthenticated && !isAuthenticating) return call;
    if (inHeader !== undefined && this.#check(inHeader)) {
      context.isAuthenticated ||= isAuthenticating;
      return call;
    }
    this.#attempts.failed(host);
    this.#failed(context.remoteAddress);
    context.isRefused = true;
    throw new RpcError("UNAUTHORIZED", "Unauthorized access");
  }
}

/** The argument of `rpc.authenticate`, by position or by name: the value of an `Authorization` header. */
function headerParameter({ params }: Call): string | undefined {
  const given: unknown = Array.isArray(params) ? params[0] : Reflect.get(Object(params), "authorization");
  return typeof given === "string" ? given : undefined;
}
