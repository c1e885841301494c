import type { BackOffOptions } from "../rpc/back-off.js";
import type { CallOptions } from "../rpc/call-options.js";
import type { RpcError } from "../rpc/error.js";
import type { Interceptor } from "../rpc/interceptor.js";
import type { AnyProtocol, ClientMethodsOf, Handlers, NotificationsOf, ToServerOf } from "../rpc/method.js";
import type { ResultMismatch, ResultPolicy } from "../rpc/result.js";
import type { Secrets } from "../rpc/secrets.js";
import type { Dialect } from "../wire/dialect.js";
import type { Framing } from "../wire/framing.js";
import type { Emitter } from "./emitter.js";

/** How a client behaves, on every platform. */
export interface ClientOptions<P extends AnyProtocol> {
  /** Answers calls of the server. Default: they fail with `METHOD_NOT_FOUND`. Notifications without a handler are events. */
  readonly handlers?: Partial<Handlers<ClientMethodsOf<P>, ClientContext<P>>>;
  /**
   * What an `Authorization` header has: `Bearer <token>`. Sent as that header over HTTP and with a WebSocket's
   * upgrade from Node.js; elsewhere as the argument of a first call, `rpc.authenticate`. A function is called for
   * each connection, over HTTP for each request.
   */
  readonly authorization?: string | (() => string | Promise<string>);
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number;
  /** Milliseconds to connect and authenticate. Default: 10,000. */
  readonly connectDeadline?: number;
  /** Gives up connecting when it fires, and closes the client later. */
  readonly signal?: AbortSignal;
  /** How calls and answers are written. Default: `jsonrpc2`. */
  readonly dialect?: Dialect;
  /** What happens to results that don't match their schema. Default: `strict`, the call fails. */
  readonly results?: ResultPolicy["check"];
  /** Called for each result that does not match, where `results` is `warn`. */
  readonly onMismatch?: (mismatch: ResultMismatch) => void;
  /** Around every call; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<CallOptions>[];
  /** Joins calls of one turn of the event loop to a batch: of up to this many, or of up to 100 with `true`. Default: false. */
  readonly batch?: boolean | number;
  /** Connects again when the connection is lost. Default: false, the client is closed then. HTTP needs none. */
  readonly reconnect?: boolean | ReconnectOptions;
  readonly limits?: Partial<ClientLimits>;
}

/**
 * How a client connects again. Calls that are made meanwhile wait, at most until their deadline. Calls that
 * were not sent yet are sent on the new connection. Of calls in flight, which the server may have executed,
 * those that `repeat` allows are sent again; the others fail with `CLOSED` and `executed: "perhaps"`.
 */
export interface ReconnectOptions extends BackOffOptions {
  /** The methods that are harmless when executed twice. Default: none. */
  readonly repeat?: readonly string[] | ((method: string) => boolean);
}

/** What a client accepts. */
export interface ClientLimits {
  /** The longest message: characters, or bytes where the framing or transport counts these. Default: 268,435,456. */
  readonly message: number;
  /** Bytes that may wait to be read by the server before the connection is closed. Default: 268,435,456. */
  readonly queue: number;
  /** Calls that may wait for an answer at a time, in each direction, or for a new connection. Default: 1,024. */
  readonly calls: number;
}

/** How a client connects from Node.js. */
export interface ConnectOptions<P extends AnyProtocol> extends ClientOptions<P> {
  /** How messages follow each other on TCP, TLS, Unix sockets and pipes. Default: `lines`. */
  readonly framing?: Framing;
  /** What `tls.connect` takes, for `tls:`, `https:` and `wss:`. */
  readonly tls?: {
    readonly ca?: string | Buffer;
    readonly rejectUnauthorized?: boolean;
    readonly servername?: string;
  };
  /** What of calls is not for logs. Default: nothing. */
  readonly secrets?: Secrets;
}

/** What a client's handlers get besides their parameters. */
export interface ClientContext<P extends AnyProtocol> {
  /** Calls the server. */
  readonly server: ToServerOf<P>;
  /** Fires when the connection is over. */
  readonly signal: AbortSignal;
}

/** What a client emits: the server's notifications by their name on the wire, and its own state. */
export type ClientEvents<P extends AnyProtocol> = NotificationsOf<ClientMethodsOf<P>> & ClientStateEvents;

/** The state of a client. */
export interface ClientStateEvents {
  /** The client is closed for good; without an error, one side closed it on purpose. */
  close: [error: RpcError | undefined];
  /** The connection is lost; the next attempt follows after so many milliseconds. Only with `reconnect`. */
  offline: [error: RpcError | undefined, pause: number];
  /** The client is connected again. Only with `reconnect`, and not for the first connection. */
  online: [];
  /** The server sent a notification that does not match its schema. */
  ignored: [error: RpcError];
}

/** What every client has besides the methods of its protocol. */
export interface ClientControl<P extends AnyProtocol> extends Emitter<ClientEvents<P>> {
  /** All methods of the protocol, including those whose first name is taken here: `client.methods.close()`. */
  readonly methods: ToServerOf<P>;
  /**
   * Calls a method without a schema: parameters and result are as they are on the wire.
   *
   * @throws RpcError when the call fails, is aborted, or gets an error for an answer.
   */
  call(
    method: string,
    params?: readonly unknown[] | Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<unknown>;
  /** Sends what is queued, closes the connection and waits until it is over. Calls that wait fail with `CLOSED`. */
  close(): Promise<void>;
}

/** A client: the protocol's methods by name, `client.tasks.add({ title })`, and what `ClientControl` has. */
export type Client<P extends AnyProtocol> = Omit<ToServerOf<P>, keyof ClientControl<P>> & ClientControl<P>;
