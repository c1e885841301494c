import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import {
  type Answer,
  type Caller,
  type Connection,
  type Dispatcher,
  exchange,
  type Logger,
  Peer,
  type ResultPolicy,
  type RpcError,
  type Secrets,
} from "../rpc/index.js";
import type { Accepting } from "../transport/acceptor.js";
import type { HttpAnswer } from "../transport/http-listener.js";
import type { Origin } from "../transport/origin.js";
import type { Dialect } from "../wire/dialect.js";
import type { Framing } from "../wire/framing.js";
import type { Call } from "../wire/message.js";
import type { ServiceLimits } from "./limits.js";
import { type Listener, type ListenerTls, listenAt } from "./listen.js";

/** Calls a client, or sends it an encoded message. */
interface ClientCaller extends Caller {
  send(text: string): void;
  /** Fulfilled once every call of the client is answered. */
  idle(): Promise<void>;
}

/** One client: a connection, or a single HTTP request. */
export interface Session {
  readonly origin: Origin;
  /** False for an HTTP request. */
  readonly isConnection: boolean;
  /** Undefined for an HTTP request, over which the client can't be called. */
  readonly peer: ClientCaller | undefined;
  /** Sends what is queued, then closes the connection. */
  close(): void;
}

/** Options of a hosted service. */
export interface ServiceOptions<Context> {
  readonly dispatcher: Dispatcher<Context>;
  /** How calls and notifications to clients are written. */
  readonly dialect: Dialect;
  readonly framing: Framing;
  readonly limits: ServiceLimits;
  readonly tls?: ListenerTls | undefined;
  readonly secrets?: Secrets | undefined;
  /** What happens to clients' results that do not match their schema. */
  readonly results: ResultPolicy;
  readonly logger: Logger;
  /** Sees each HTTP request or WebSocket upgrade first; what it returns is answered instead. */
  readonly admit?: Accepting["admit"];
  /** Creates the context of a session's calls. Messages wait for a promise. */
  readonly open: (session: Session) => Context | Promise<Context>;
  /** Called when a connection's client can be called, before its first message is handled. */
  readonly opened?: (context: Context) => void;
  /** Whether a connection is authenticated; if not within `limits.handshake`, it is closed. Default: yes. */
  readonly isAuthenticated?: (context: Context) => boolean;
  /** Called after each answer, which is undefined when none was due. */
  readonly answered?: (call: Call, answer: Answer, context: Context) => void;
  /** Completes the answer to an HTTP request. Default: 200, or 204 without an answer. */
  readonly respond?: (answer: Answer, context: Context) => HttpAnswer;
  /** Called when a connection has ended. */
  readonly closed?: (session: Session, context: Context | undefined, error?: RpcError) => void;
}

/** Milliseconds for answers in progress when a service closes. */
const grace = 500;

/**
 * Hosts a dispatcher: each connection gets a peer for calls in both directions, each HTTP request an answer.
 * The dispatcher and `open` decide what is served and who may call it.
 */
export class Service<Context> {
  readonly #options: ServiceOptions<Context>;
  readonly #sessions = new Set<Session>();
  readonly #listeners: Listener[] = [];
  readonly #answering = new Set<Promise<unknown>>();

  constructor(options: ServiceOptions<Context>) {
    this.#options = options;
  }

  /** The open connections. */
  get sessions(): ReadonlySet<Session> {
    return this.#sessions;
  }

  /**
   * Listens on each URL; those with the same host and port share the port.
   *
   * @returns The URLs, with the ports that the system chose for port 0.
   * @throws RpcError `CONNECT_FAILED` when one is taken, and then listens on none; `INVALID_OPTION`.
   */
  async listen(urls: readonly string[]): Promise<string[]> {
    await this.#options.dispatcher.load();
    const { framing, limits, secrets, tls, admit } = this.#options;
    const listener = await listenAt(urls, tls, {
      framing,
      secrets,
      maxMessage: limits.message,
      maxQueue: limits.queue,
      handshake: limits.handshake,
      connected: (connection, origin) => this.attach(connection, origin),
      request: (text, origin) => this.#request(text, origin),
      ...(admit && { admit }),
    });
    this.#listeners.push(listener);
    return listener.urls;
  }

  /** Serves an existing connection. */
  attach(connection: Connection, given: Omit<Origin, "signal"> & Partial<Origin>): void {
    const { dispatcher, dialect, limits, results, logger, open, opened, closed, answered } = this.#options;
    if (this.#sessions.size >= limits.connections) {
      logger.warn(`${given.remoteAddress} refused: ${limits.connections} connections are open`);
      connection.close();
      return;
    }
    let peer: Peer<Context> | undefined;
    let made: Context | undefined;
    const over = new AbortController();
    const session: Session = {
      origin: { ...given, signal: given.signal ?? over.signal },
      isConnection: true,
      get peer() {
        return peer;
      },
      close: () => connection.close(),
    };
    const start = (context: Context) => {
      if (over.signal.aborted) return;
      made = context;
      peer = new Peer({
        connection,
        dialect,
        dispatcher,
        context,
        deadline: limits.answer,
        maxPending: limits.calls,
        results,
        ...(answered && { answered: (call: Call, answer: Answer) => answered(call, answer, context) }),
      });
      opened?.(context);
      this.#awaitAuthentication(session, context, over.signal);
    };
    const fail = (error: unknown) => {
      logger.error(`${given.remoteAddress}: ${error instanceof Error ? error.stack : String(error)}`);
      connection.close();
    };
    this.#sessions.add(session);
    try {
      const context = open(session);
      if (context instanceof Promise) {
        connection.pause();
        context.then(start).then(() => connection.resume(), fail);
      } else start(context);
    } catch (error) {
      fail(error);
    }
    connection.open({
      message: (text) => peer?.receive(text),
      ended: () => (peer ? peer.ended() : connection.close()),
      closed: (error) => {
        this.#sessions.delete(session);
        over.abort();
        peer?.closed(error);
        closed?.(session, made, error);
      },
    });
  }

  /** Stops listening, waits half a second for answers in progress, and closes every connection. */
  async close(): Promise<void> {
    for (const listener of this.#listeners) listener.stop();
    const idle = [...this.#sessions].map(({ peer }) => peer?.idle());
    const answered = Promise.allSettled([...this.#answering, ...idle]);
    await Promise.race([answered, sleep(grace, undefined, { ref: false })]);
    for (const session of this.#sessions) session.close();
    await nextTurn();
    await Promise.all(this.#listeners.map((listener) => listener.close()));
  }

  #awaitAuthentication(session: Session, context: Context, over: AbortSignal): void {
    const { isAuthenticated, limits } = this.#options;
    if (!isAuthenticated) return;
    const timer = setTimeout(() => {
      if (!isAuthenticated(context)) session.close();
    }, limits.handshake);
    over.addEventListener("abort", () => clearTimeout(timer));
  }

  async #request(text: string, origin: Origin): Promise<HttpAnswer> {
    const answering = this.#answer(text, origin);
    this.#answering.add(answering);
    try {
      return await answering;
    } finally {
      this.#answering.delete(answering);
    }
  }

  async #answer(text: string, origin: Origin): Promise<HttpAnswer> {
    const { dispatcher, open, respond = plain } = this.#options;
    const context = await open({ origin, isConnection: false, peer: undefined, close: () => {} });
    return respond(await exchange(dispatcher, text, context), context);
  }
}

function plain(answer: Answer): HttpAnswer {
  return answer === undefined ? { status: 204 } : { status: 200, body: answer };
}
