import type {
  AnyProtocol,
  Handlers,
  Interceptor,
  Logger,
  ResultMismatch,
  ResultPolicy,
  RpcError,
  Secrets,
  ServerMethodsOf,
  ToClientOf,
} from "../rpc/index.js";
import type { Transport } from "../transport/endpoint.js";
import type { Origin } from "../transport/origin.js";
import type { Dialect } from "../wire/dialect.js";
import type { Framing } from "../wire/framing.js";
import type { CorsOptions } from "./cors.js";
import type { OpenRpcDocument } from "./discover.js";
import type { ServiceLimits } from "./limits.js";
import type { ListenerTls } from "./listen.js";

/**
 * The credentials of a client: the headers of an HTTP request or of a WebSocket's upgrade. For transports without
 * headers, `headers.authorization` is the argument of `rpc.authenticate`.
 */
export type AuthenticationRequest = Omit<Origin, "signal">;

/** Options of a service. */
export interface ServeOptions<P extends AnyProtocol, Account, Data> {
  /**
   * The URLs to listen on: `tcp://host:port`, `tls://host:port`, `unix:/path`, `stdio:`, or `http://host:port/path`,
   * also with `https`, `ws` or `wss`. URLs with the same host and port share the port. Port 0 lets the system choose.
   * A `stdio:` server logs to stderr: its standard output carries the messages. Default: none; see `Server.attach`.
   */
  readonly listen?: string | readonly string[];
  /**
   * Handlers by the method's name on the wire. Which ones are optional is known at run time from `document` only: without
   * it, missing handlers of generated protocols are logged as warnings.
   */
  readonly handlers: Handlers<ServerMethodsOf<P>, CallContext<P, Account, Data>>;
  /**
   * Returns the account of a client, or undefined to refuse it. Called for each HTTP request, and for each
   * connection when it opens. A connection that is refused without an `authorization` header may still call
   * `rpc.authenticate` with the header's value; until then its other calls fail with `UNAUTHORIZED`.
   * Default: every client may call.
   */
  readonly authenticate?: (
    request: AuthenticationRequest,
  ) => Account | undefined | null | false | Promise<Account | undefined | null | false>;
  /** Creates the state of a connection, `context.data`. Default: undefined. */
  readonly data?: () => Data;
  /** How answers and calls are written. Default: `jsonrpc2`; `jsonrpc1` for answers to calls without a version. */
  readonly dialect?: Dialect;
  /** How messages are separated on TCP, TLS, Unix sockets and stdio. Default: `lines`. */
  readonly framing?: Framing;
  /** The certificate for `tls:`, `https:` and `wss:`. */
  readonly tls?: ListenerTls;
  /** Web pages of other origins that may call. Default: those of the service's own address or `localhost` alone. */
  readonly cors?: CorsOptions;
  readonly limits?: Partial<ServiceLimits>;
  /** Refuses surplus positions and unknown names. Default: they are dropped. */
  readonly strict?: boolean;
  /** What happens to results of handlers and clients that do not match their schema. Default: `strict`. */
  readonly results?: ResultPolicy["check"];
  /** Called for each result that does not match, if `results` is `warn`. Default: logs a warning. */
  readonly onMismatch?: (mismatch: ResultMismatch) => void;
  /** Around every handler; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<CallContext<P, Account, Data>>[];
  /** The protocol's `openrpc.json`, for `rpc.discover`. Default: names and parameters only. */
  readonly document?: OpenRpcDocument;
  /** Parts of calls that logs hide. Default: none. */
  readonly secrets?: Secrets;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** The context of handlers: one per connection, and one per HTTP request. */
export interface CallContext<P extends AnyProtocol, Account, Data> {
  /**
   * Calls the client: `client.tasks.changed({ id })`. Over HTTP, notifications are dropped and calls fail with
   * `OTHER`, which is sent to the client unless the handler catches it.
   */
  readonly client: ToClientOf<P>;
  /** The account that `authenticate` returned. */
  readonly account: Account;
  /** The state of the connection. */
  data: Data;
  readonly transport: Transport;
  /** The client's address and port: `127.0.0.1:50112`. */
  readonly remoteAddress: string;
  /** The headers of the HTTP request or the WebSocket's upgrade, in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Fires when the connection has ended. */
  readonly signal: AbortSignal;
  /** Sends what is queued, then closes the connection. */
  close(): void;
}

/** Events of a service. */
export interface ServerEvents<Context> {
  /**
   * A client connected and, if `authenticate` is given, is authenticated: it can be called from now on. On a port shared
   * with HTTP or TLS, this is when its first message arrives. Not emitted for HTTP requests.
   */
  connection: [context: Context];
  /** A connection has ended; without an error, one side closed it on purpose. */
  close: [context: Context, error: RpcError | undefined];
  /** A client was refused. Not emitted again while its address has to wait. */
  unauthorized: [remoteAddress: string];
  /**
   * A handler threw something other than an RpcError, or the RpcError of its own failed call (to a daemon, a pool or the
   * client), and the client got `Internal error`, `Timed out` or `Overloaded`; or `authenticate` failed, and the client was
   * refused; or a listener threw. `where` is the method, `authenticate` or the event.
   */
  failed: [error: unknown, where: string];
}
