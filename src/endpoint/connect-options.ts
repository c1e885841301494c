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

/** Options of a client on every platform. */
export interface ClientOptions<P extends AnyProtocol> {
  /** Handles the server's calls. Default: they fail with `METHOD_NOT_FOUND`. Other notifications are events. */
  readonly handlers?: Partial<Handlers<ClientMethodsOf<P>, ClientContext<P>>>;
  /**
   * The value of an `Authorization` header: `Bearer <token>`. Sent as that header over HTTP and with a WebSocket's
   * upgrade from Node.js, otherwise as the argument of a first call, `rpc.authenticate`. A function is called for
   * each connection, or for each HTTP request.
   */
  readonly authorization?: string | (() => string | Promise<string>);
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number;
  /** Milliseconds to connect and authenticate. Default: 10,000. */
  readonly connectDeadline?: number;
  /** Cancels connecting when it fires, or closes the client. */
  readonly signal?: AbortSignal;
  /** How calls and answers are written. Default: `jsonrpc2`. */
  readonly dialect?: Dialect;
  /** What happens to results that do not match their schema. Default: `strict`, the call fails. */
  readonly results?: ResultPolicy["check"];
  /** Called for each result that does not match, if `results` is `warn`. */
  readonly onMismatch?: (mismatch: ResultMismatch) => void;
  /** Around every call; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<CallOptions>[];
  /** Joins calls of one turn of the event loop into batches of up to this many; `true` means 100. Default: false. */
  readonly batch?: boolean | number;
  /** Reconnects when the connection is lost. Default: false, the client closes. Not needed for HTTP. */
  readonly reconnect?: boolean | ReconnectOptions;
  readonly limits?: Partial<ClientLimits>;
}

/**
 * How a client reconnects. Calls made meanwhile wait, at most until their deadline. Calls that were not sent
 * yet are sent on the new connection. Of the calls in flight, which the server may have executed, those in
 * `repeat` are sent again; the others fail with `CLOSED` and `executed: "perhaps"`.
 */
export interface ReconnectOptions extends BackOffOptions {
  /** The methods that are safe to execute twice. Default: none. */
  readonly repeat?: readonly string[] | ((method: string) => boolean);
}

/** Limits of a client. */
export interface ClientLimits {
  /** The longest message: characters, or bytes for framings and transports that count these. Default: 268,435,456. */
  readonly message: number;
  /** Bytes that may wait for the server to read them before the connection is closed. Default: 268,435,456. */
  readonly queue: number;
  /** Calls that may wait for an answer, in each direction, or for a new connection. Default: 1,024. */
  readonly calls: number;
}

/** Options of a client in Node.js. */
export interface ConnectOptions<P extends AnyProtocol> extends ClientOptions<P> {
  /** How messages are separated on TCP, TLS, Unix sockets and pipes. Default: `lines`. */
  readonly framing?: Framing;
  /** Options of `tls.connect` for `tls:`, `https:` and `wss:`. */
  readonly tls?: {
    readonly ca?: string | Buffer;
    readonly rejectUnauthorized?: boolean;
    readonly servername?: string;
  };
  /** Parts of calls that logs hide. Default: none. */
  readonly secrets?: Secrets;
}

/** The context of a client's handlers. */
export interface ClientContext<P extends AnyProtocol> {
  /** Calls the server. */
  readonly server: ToServerOf<P>;
  /** Fires when the connection has ended. */
  readonly signal: AbortSignal;
}

/** Events of a client: the server's notifications by name on the wire, and its own state. */
export type ClientEvents<P extends AnyProtocol> = NotificationsOf<ClientMethodsOf<P>> & ClientStateEvents;

/** Events about the state of a client. */
export interface ClientStateEvents {
  /** The client is closed; without an error, one side closed it on purpose. */
  close: [error: RpcError | undefined];
  /** The connection is lost; the client retries after `pause` milliseconds. Only with `reconnect`. */
  offline: [error: RpcError | undefined, pause: number];
  /** The client has reconnected. Only with `reconnect`, and not for the first connection. */
  online: [];
  /** The server sent a notification that does not match its schema, or a text that is not a message; the error quotes it. */
  ignored: [error: RpcError];
}

/** The members of every client besides the methods of its protocol. */
export interface ClientControl<P extends AnyProtocol> extends Emitter<ClientEvents<P>> {
  /** All methods of the protocol, including those hidden by members of this interface: `client.methods.close()`. */
  readonly methods: ToServerOf<P>;
  /**
   * Calls a method without a schema: parameters and result are as they are on the wire.
   *
   * @throws RpcError when the call fails, is aborted, or is answered with an error.
   */
  call(
    method: string,
    params?: readonly unknown[] | Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<unknown>;
  /** Sends what is queued, closes the connection and waits until it has ended. Waiting calls fail with `CLOSED`. */
  close(): Promise<void>;
}

/** A client: the protocol's methods by name, `client.tasks.add({ title })`, and the members of `ClientControl`. */
export type Client<P extends AnyProtocol> = Omit<ToServerOf<P>, keyof ClientControl<P>> & ClientControl<P>;
