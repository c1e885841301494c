import { type AnyProtocol, type Caller, implied, RpcError, type ToClientOf } from "../rpc/index.js";
import type { CallContext } from "./serve-options.js";
import type { Session } from "./service.js";

/** A context, including the server's private part. */
export class ServedContext<P extends AnyProtocol, Account, Data> implements CallContext<P, Account, Data> {
  readonly client: ToClientOf<P>;
  readonly transport;
  readonly remoteAddress: string;
  readonly headers;
  readonly signal: AbortSignal;
  readonly path: string | undefined;
  /** False for an HTTP request. */
  readonly isConnection: boolean;
  data: Data;
  /** Whether calls may be handled. */
  isAdmitted = false;
  readonly #session: Session;
  #account: Account | undefined;

  constructor(session: Session, protocol: P, data: Data) {
    const { transport, remoteAddress, headers, path, signal } = session.origin;
    this.#session = session;
    this.transport = transport;
    this.remoteAddress = remoteAddress;
    this.headers = headers;
    this.signal = signal;
    this.path = path;
    this.isConnection = session.isConnection;
    this.data = data;
    this.client = clientStubs(protocol, {
      call: async (method, params, options) => {
        if (session.peer) return session.peer.call(method, params, options);
        // The client chose the transport, so it gets this message unchanged.
        throw new RpcError("OTHER", `${method.name}: a client can't be called over ${transport}`);
      },
      notify: (method, params) => session.peer?.notify(method, params),
    });
  }

  /** The account; handlers run only once it is known. */
  get account(): Account {
    const account: unknown = this.#account;
    implied<Account>(account);
    return account;
  }

  admit(account: Account | undefined): void {
    this.#account = account;
    this.isAdmitted = true;
  }

  /** Sends an encoded message. */
  send(text: string): void {
    this.#session.peer?.send(text);
  }

  close(): void {
    this.#session.close();
  }
}

/** The stubs for calling clients of a protocol. */
export function clientStubs<P extends AnyProtocol>(protocol: P, caller: Caller): ToClientOf<P> {
  const stubs: unknown = protocol.toClient(caller);
  implied<ToClientOf<P>>(stubs);
  return stubs;
}
