import type { AnyProtocol } from "../rpc/index.js";
import { RpcError, whenSettled } from "../rpc/index.js";
import { hostOf } from "../transport/address.js";
import { Attempts } from "./attempts.js";
import type { AuthenticationRequest, ServeOptions } from "./serve-options.js";

/** The method with which a connection authenticates, where its transport has no headers. */
export const authenticateMethod = "rpc.authenticate";

/** Asks the owner of a service who calls, and makes addresses wait that fail too often. */
export class Authentication<Account> {
  readonly #authenticate: NonNullable<ServeOptions<AnyProtocol, Account, unknown>["authenticate"]>;
  readonly #refused: (remoteAddress: string) => void;
  readonly #attempts = new Attempts();

  constructor(
    authenticate: NonNullable<ServeOptions<AnyProtocol, Account, unknown>["authenticate"]>,
    refused: (remoteAddress: string) => void,
  ) {
    this.#authenticate = authenticate;
    this.#refused = refused;
  }

  /** The account, or undefined for a client that is refused. Requests without credentials are never counted. */
  check(request: AuthenticationRequest): Account | undefined | Promise<Account | undefined> {
    const { headers, remoteAddress } = request;
    const host = hostOf(remoteAddress);
    if (this.#attempts.mustWait(host)) return undefined;
    return whenSettled(this.#authenticate(request), (account) => {
      if (account !== undefined && account !== null && account !== false) return account;
      if (headers.authorization !== undefined) {
        this.#attempts.failed(host);
        this.#refused(remoteAddress);
      }
      return undefined;
    });
  }
}

/**
 * The argument of `rpc.authenticate`: what an `Authorization` header would have, by position or by name.
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
