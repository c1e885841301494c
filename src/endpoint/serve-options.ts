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
 * Who calls: the headers of an HTTP request or of a WebSocket's upgrade. A call of `rpc.authenticate` puts its
 * argument into `headers.authorization`, for transports without headers.
 */
export type AuthenticationRequest = Omit<Origin, "signal">;

/** How a service behaves. */
export interface ServeOptions<P extends AnyProtocol, Account, Data> {
  /**
   * Where to listen, by URL: `tcp://host:port`, `tls://host:port`, `unix:/path`, `stdio:`, `http://host:port/path`,
   * and `https`, `ws`, `wss` like it. URLs with one host and port share the port. Port 0 lets the system choose.
   * Default: nowhere; see `Server.attach`.
   */
  readonly listen?: string | readonly string[];
  /** Handlers by the method's name on the wire. */
  readonly handlers: Handlers<ServerMethodsOf<P>, CallContext<P, Account, Data>>;
  /**
   * Returns the account of a client, or nothing where it is refused. Called for each HTTP request, and for each
   * connection when it opens. A connection that is refused without an `authorization` header may still call
   * `rpc.authenticate` with what the header would have: until then its other calls fail with `UNAUTHORIZED`.
   * Default: everybody may call.
   */
  readonly authenticate?: (
    request: AuthenticationRequest,
  ) => Account | undefined | null | false | Promise<Account | undefined | null | false>;
  /** Makes the state that handlers keep with a connection, `context.data`. Default: undefined. */
  readonly data?: () => Data;
  /** How answers and calls are written. Default: `jsonrpc2`, and answers to older calls as `jsonrpc1`. */
  readonly dialect?: Dialect;
  /** How messages follow each other on TCP, TLS, Unix sockets and stdio. Default: `lines`. */
  readonly framing?: Framing;
  /** The certificate for `tls:`, `https:` and `wss:`. */
  readonly tls?: ListenerTls;
  /** Web pages of other origins that may call. Default: those of the service's own address or `localhost` alone. */
  readonly cors?: CorsOptions;
  readonly limits?: Partial<ServiceLimits>;
  /** Refuses surplus positions and unknown names. Default: they are dropped. */
  readonly strict?: boolean;
  /** What happens to results of handlers, and of clients, that don't match their schema. Default: `strict`. */
  readonly results?: ResultPolicy["check"];
  /** Called for each result that does not match, where `results` is `warn`. Default: a warning of the logger. */
  readonly onMismatch?: (mismatch: ResultMismatch) => void;
  /** Around every handler; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<CallContext<P, Account, Data>>[];
  /** The protocol's `openrpc.json`, for `rpc.discover`. Default: names and parameters only. */
  readonly document?: OpenRpcDocument;
  /** What of calls is not for logs. Default: nothing. */
  readonly secrets?: Secrets;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** What handlers get besides their parameters. There is one for each connection, and one for each HTTP request. */
export interface CallContext<P extends AnyProtocol, Account, Data> {
  /**
   * Calls the client: `client.tasks.changed({ id })`. Over HTTP, notifications are dropped and calls fail
   * with `OTHER`, which the client gets to read unless the handler catches it.
   */
  readonly client: ToClientOf<P>;
  /** What `authenticate` returned. */
  readonly account: Account;
  /** The connection's own state. */
  data: Data;
  readonly transport: Transport;
  /** The client's address and port: `127.0.0.1:50112`. */
  readonly remoteAddress: string;
  /** The headers of the HTTP request or the WebSocket's upgrade, in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Fires when the connection is over. */
  readonly signal: AbortSignal;
  /** Sends what is queued, then closes the connection. */
  close(): void;
}

/** What a service emits. */
export interface ServerEvents<Context> {
  /**
   * A client connected, and is authenticated where `authenticate` is given: from now on it can be called. Over a port
   * that is shared with HTTP or TLS that is with its first message. Not emitted for HTTP requests.
   */
  connection: [context: Context];
  /** A connection is over; without an error, one side closed it on purpose. */
  close: [context: Context, error: RpcError | undefined];
  /** A client was refused. Refusals of an address that already has to wait are not repeated. */
  unauthorized: [remoteAddress: string];
  /**
   * A handler threw something that is not an RpcError: its client got `Internal error`. Or `authenticate` failed: its
   * client was refused. Or a listener threw. `where` is the method, `authenticate` or the event.
   */
  failed: [error: unknown, where: string];
}
