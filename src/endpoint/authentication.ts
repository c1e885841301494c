import type { AnyProtocol } from "../rpc/index.js";
import { isRpcError, RpcError, waitFor, whenSettled } from "../rpc/index.js";
import { hostOf } from "../transport/address.js";
import { Attempts } from "./attempts.js";
import type { AuthenticationRequest, ServeOptions } from "./serve-options.js";

/** The method that authenticates a connection whose transport has no headers. */
export const authenticateMethod = "rpc.authenticate";

type Authenticate<Account> = NonNullable<ServeOptions<AnyProtocol, Account, unknown>["authenticate"]>;

/** Options of an authentication. */
export interface AuthenticationOptions<Account> {
  readonly authenticate: Authenticate<Account>;
  /** Milliseconds that a check may take. */
  readonly deadline: number;
  /** Called when a client with credentials is refused. */
  readonly refused: (remoteAddress: string) => void;
  /** Called when the check itself failed. Its client is refused. */
  readonly failed: (error: unknown) => void;
}

/** Finds a client's account, and makes addresses wait that fail too often. */
export class Authentication<Account> {
  readonly #options: AuthenticationOptions<Account>;
  readonly #attempts = new Attempts();

  constructor(options: AuthenticationOptions<Account>) {
    this.#options = options;
  }

  /**
   * Returns the account, or undefined for a refused client. Never throws or rejects. Requests without
   * credentials are not counted as failures.
   */
  check(request: AuthenticationRequest): Account | undefined | Promise<Account | undefined> {
    const { authenticate, deadline } = this.#options;
    if (this.#attempts.mustWait(hostOf(request.remoteAddress))) return undefined;
    const failed = (error: unknown) => this.#fail(request, error);
    try {
      const checked = whenSettled(authenticate(request), (account) => this.#judge(request, account));
      return checked instanceof Promise
        ? waitFor(checked, "authenticate", { deadline }).catch(failed)
        : checked;
    } catch (error) {
      return failed(error);
    }
  }

  #judge(
    { headers, remoteAddress }: AuthenticationRequest,
    account: Account | undefined | null | false,
  ): Account | undefined {
    if (account !== undefined && account !== null && account !== false) return account;
    if (headers.authorization !== undefined) {
      this.#attempts.failed(hostOf(remoteAddress));
      this.#options.refused(remoteAddress);
    }
    return undefined;
  }

  #fail(request: AuthenticationRequest, error: unknown): Account | undefined {
    if (isRpcError(error, "UNAUTHORIZED")) return this.#judge(request, undefined);
    this.#options.failed(error);
    return undefined;
  }
}

/**
 * The argument of `rpc.authenticate`, by position or by name: the value of an `Authorization` header.
 *
 * @throws RpcError `INVALID_PARAMS`.
 */
export function readAuthorization(params: unknown): string {
  const given: unknown = Array.isArray(params) ? params[0] : Reflect.get(Object(params), "authorization");
  if (typeof given === "string") return given;
  throw new RpcError(
    "INVALID_PARAMS",
    `${authenticateMethod}: authorization must be a text, such as "Bearer <token>"`,
  );
}
