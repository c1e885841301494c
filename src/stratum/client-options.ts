import type { ClientMethods } from "../../generated/stratum/index.js";
import type {
  AnyProtocol,
  CallOptions,
  ClientMethodsOf,
  Interceptor,
  NotificationsOf,
  RpcError,
} from "../rpc/index.js";
import type { SocketOptions } from "../transport/connect.js";
import type { ClientHandlersOf } from "./extension.js";
import type { PoolQuirk } from "./quirks/pools.js";
import type { Leniency } from "./quirks/reader.js";

/** How a Stratum client behaves. */
export interface StratumClientOptions<Extension extends AnyProtocol> extends Leniency<PoolQuirk> {
  /** Methods of one's own, as `stratum generate` makes them. */
  readonly protocol?: Extension;
  /**
   * Answers what the pool asks. Default: its name for `client.get_version`, `pong` for `mining.ping`.
   * A notification that has no handler here is an event.
   */
  readonly handlers?: ClientHandlersOf<Extension, ClientContext>;
  /** What the client calls itself. Default: `stratum/<version>`. */
  readonly userAgent?: string;
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number;
  /** Characters of the longest line that is received. Default: 1,048,576. */
  readonly maxLine?: number;
  /** Around every call; the first one stands outermost. */
  readonly interceptors?: readonly Interceptor<CallOptions>[];
}

/** How to connect: deadline and signal are the connection's, TLS settings as in `tls.connect`. */
export type StratumConnectOptions<Extension extends AnyProtocol> = StratumClientOptions<Extension> & {
  readonly connect?: Pick<SocketOptions, "deadline" | "signal" | "tls">;
};

/** What handlers of a client get besides their parameters. */
export interface ClientContext {
  /** Fires when the connection is over. */
  readonly signal: AbortSignal;
}

/** What a client tells: the pool's notifications by name on the wire, and the end of the connection. */
export type StratumClientEvents<Extension extends AnyProtocol> = NotificationsOf<ClientMethods> &
  NotificationsOf<ClientMethodsOf<Extension>> & {
    /** The connection is over; without an error one side closed it on purpose. */
    close: [error: RpcError | undefined];
    /** The pool sent a notification that does not fit its schema. */
    ignored: [error: RpcError];
    /** A handler or a listener threw; `where` is the method's or the event's name. */
    failed: [error: unknown, where: string];
  };

/** The name of such an event. */
export type ClientEventName<Extension extends AnyProtocol> = keyof StratumClientEvents<Extension> & string;

/** What listens to it. */
export type ClientEventListener<
  Extension extends AnyProtocol,
  Name extends ClientEventName<Extension>,
> = StratumClientEvents<Extension>[Name] extends infer Args extends unknown[]
  ? (...args: Args) => void
  : never;
