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

/** Calls a client, or sends it a text that was written before. */
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
  /** Undefined where the client sent an HTTP request, over which it can't be called. */
  readonly peer: ClientCaller | undefined;
  /** Sends what is queued, then closes the connection. */
  close(): void;
}

/** What a service is made from. */
export interface ServiceOptions<Context> {
  readonly dispatcher: Dispatcher<Context>;
  /** How this side's own calls and notifications are written. */
  readonly dialect: Dialect;
  readonly framing: Framing;
  readonly limits: ServiceLimits;
  readonly tls?: ListenerTls | undefined;
  readonly secrets?: Secrets | undefined;
  /** What happens to clients' answers that do not match their schema. */
  readonly results: ResultPolicy;
  readonly logger: Logger;
  /** Looks at an HTTP request or a WebSocket upgrade first; what it returns is answered instead. */
  readonly admit?: Accepting["admit"];
  /** Makes what handlers get with a session's calls. A promise holds its messages back. */
  readonly open: (session: Session) => Context | Promise<Context>;
  /** Called when a connection's client can be called, before its first message is handled. */
  readonly opened?: (context: Context) => void;
  /** Called after an answer, which is undefined where nobody waits for one. */
  readonly answered?: (call: Call, answer: Answer, context: Context) => void;
  /** Completes the answer to an HTTP request. Default: 200, or 204 where there is no answer. */
  readonly respond?: (answer: Answer, context: Context) => HttpAnswer;
  /** Called when a connection is over. */
  readonly closed?: (session: Session, context: Context | undefined, error?: RpcError) => void;
}

/** Milliseconds for answers that are on their way when a service closes. */
const grace = 500;

/**
 * Hosts a dispatcher: each connection gets a peer that answers its calls and can call it, each HTTP request
 * an answer. What is served, and who may call it, is the dispatcher's and `open`'s.
 */
export class Service<Context> {
  readonly #options: ServiceOptions<Context>;
  readonly #sessions = new Set<Session>();
  readonly #listeners: Listener[] = [];
  readonly #answering = new Set<Promise<unknown>>();

  constructor(options: ServiceOptions<Context>) {
    this.#options = options;
  }

  /** The connections that are open. */
  get sessions(): ReadonlySet<Session> {
    return this.#sessions;
  }

  /**
   * Listens at each URL; those with one host and port share a port.
   *
   * @returns The URLs, with the ports that the system chose where 0 was given.
   * @throws RpcError `CONNECT_FAILED` where one is taken: then none is listened at; `INVALID_OPTION`.
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

  /** Takes a connection that was made elsewhere. */
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

  /** Stops listening, waits half a second for answers that are on their way, and closes every connection. */
  async close(): Promise<void> {
    for (const listener of this.#listeners) listener.stop();
    const idle = [...this.#sessions].map(({ peer }) => peer?.idle());
    const answered = Promise.allSettled([...this.#answering, ...idle]);
    await Promise.race([answered, sleep(grace, undefined, { ref: false })]);
    for (const session of this.#sessions) session.close();
    await nextTurn();
    await Promise.all(this.#listeners.map((listener) => listener.close()));
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
