import { authenticateMethod } from "../endpoint/authentication.js";
import type { Session } from "../endpoint/service.js";
import type { Call } from "../wire/message.js";
import { passwordParameter } from "./password.js";

/** The context of a notify server's handlers, including the server's private part. */
export class NotifyContext {
  readonly remoteAddress: string;
  readonly signal: AbortSignal;
  readonly authorization: string | undefined;
  /** Whether the connection sent the password with `rpc.authenticate`. */
  isAuthenticated = false;
  /** Whether a call had the password. */
  isAdmitted = false;
  /** Whether a call was refused for its password. */
  isRefused = false;
  readonly #session: Session;

  constructor(session: Session) {
    const { remoteAddress, signal, headers } = session.origin;
    this.#session = session;
    this.remoteAddress = remoteAddress;
    this.signal = signal;
    this.authorization = headers.authorization;
  }

  /** Whether a call comes from a client as old as node-stratum: raw TCP, with the password as first parameter. */
  isLegacy(call: Call): boolean {
    return (
      this.#session.origin.transport === "tcp" &&
      !this.isAuthenticated &&
      call.method !== authenticateMethod &&
      passwordParameter(call) !== undefined
    );
  }

  close(): void {
    this.#session.close();
  }
}
