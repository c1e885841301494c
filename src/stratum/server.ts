import { EventEmitter } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { protocol as core, type ServerMethods } from "../../generated/stratum/index.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import {
  type AnyProtocol,
  type Connection,
  checkOption,
  Dispatcher,
  debugLogger,
  encodeNotification,
  type Handlers,
  implied,
  type Logger,
  type Method,
  RpcError,
} from "../rpc/index.js";
import {
  type Address,
  formatAddress,
  type ListenOptions,
  listen,
  refuseSecond,
} from "../transport/address.js";
import type { Dialect } from "../wire/dialect.js";
import { lines, rawLines } from "../wire/lines.js";
import { stratum } from "../wire/stratum.js";
import { sha256d } from "../work/index.js";
import { accept } from "./accept.js";
import { accounted, type CoreContext, coreHandlers } from "./core-handlers.js";
import { type LagWatch, watchLag } from "./event-loop-lag.js";
import { type SendOf, serverStubs } from "./extension.js";
import { Extranonces } from "./extranonce.js";
import { defaultLimits, type ServerLimits } from "./limits.js";
import { minerQuirks } from "./quirks/miners.js";
import { createQuirkReader } from "./quirks/reader.js";
import {
  checkServerOptions,
  type StratumServerEvents,
  type StratumServerOptions,
  secureContextOf,
} from "./server-options.js";
import { ServerSession } from "./server-session.js";
import type { StratumSession } from "./session.js";
import type { SessionHost } from "./session-host.js";
import { SessionRegistry, type Sessions } from "./sessions.js";
import { generalPurposeBits } from "./version-mask.js";

/** How often the deadlines of sessions are checked, in milliseconds. */
const sweepInterval = 1_000;

/**
 * Serves Stratum V1 over TCP; HTTP requests on the same port get the Stratum URL. The server implements the
 * handshake, the order of messages, extranonces, the terms of each job and limits. Your handlers authorize
 * workers and check shares.
 */
export class StratumServer<
  Extension extends AnyProtocol = AnyProtocol,
  Data = undefined,
> extends EventEmitter<StratumServerEvents<StratumSession<SendOf<Extension>, Data>>> {
  /** The open sessions. */
  readonly sessions: Sessions<StratumSession<SendOf<Extension>, Data>>;
  /** Notifies every miner that can handle it: `server.broadcast.mining.notify(job)`. Encoded once for all. */
  readonly broadcast: SendOf<Extension>;

  readonly #limits: ServerLimits;
  readonly #logger: Logger;
  readonly #dialect: Dialect;
  readonly #extranonces: Extranonces;
  readonly #registry = new SessionRegistry<ServerSession<SendOf<Extension>, Data>>();
  readonly #host: SessionHost<SendOf<Extension>, Data>;
  readonly #tcp: Server;
  readonly #opening = new Set<Socket>();
  #address: Address | undefined;
  #lag: LagWatch | undefined;
  #sweep: NodeJS.Timeout | undefined;

  /** @throws RpcError `INVALID_OPTION`. */
  constructor(options: StratumServerOptions<Extension, Data>) {
    super();
    checkServerOptions(options);
    const { protocol, extranonce, errors, logger = debugLogger, difficulty = 1, hostname } = options;
    guardListeners(this, logger);
    const stubs = serverStubs(protocol);
    const tls = options.tls && secureContextOf(options.tls);
    const reader = createQuirkReader(minerQuirks, options);
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#logger = logger;
    this.#dialect = stratum(errors);
    this.#extranonces = new Extranonces(extranonce);
    this.sessions = this.#registry;
    this.broadcast = stubs({
      notify: (method, params) => this.#broadcast(method, params),
      call: async (method) => {
        throw new RpcError("OTHER", `${method.name}: a request can't be broadcast: call each session`);
      },
    });
    this.#host = {
      dialect: this.#dialect,
      dispatcher: this.#createDispatcher(options),
      stubs,
      data: () => makeData(options),
      difficulty: (session) => difficultyFor(session, difficulty),
      limits: this.#limits,
      reader,
      ready: (session) => this.emit("ready", session),
      malformed: (session, line) => {
        this.#logger.debug(
          `${session.remoteAddress} sent a malformed line (${line.reason}): ${line.outline}`,
        );
        this.emit("malformed", session, line);
      },
      failed: (error) => this.#failed(error, "session"),
      closed: (session, error) => this.#closed(session, error),
    };
    this.#tcp = createServer({ allowHalfOpen: true }, (socket) => {
      accept(socket, {
        limits: this.#limits,
        hostname,
        framing: reader.keepsLines ? rawLines : lines,
        lag: () => this.#lag?.lag() ?? 0,
        tls,
        proxies: options.proxies,
        sessions: (host) => (host === undefined ? this.#registry.size : this.#registry.countOf(host)),
        opening: this.#opening,
        accepted: (connection) => this.#accept(connection),
        refused: (reason) => this.emit("busy", reason),
      });
    });
  }

  /**
   * Starts to listen.
   *
   * @returns The address, with the port that the system chose for port 0.
   * @throws RpcError `CONNECT_FAILED` when the port is taken, `INVALID_OPTION` when already listening.
   */
  async listen(where: ListenOptions): Promise<Address> {
    refuseSecond("server", this.#address);
    this.#address = { host: "127.0.0.1", ...where };
    const address = await this.#listen(where).catch((error) => {
      this.#address = undefined;
      throw error;
    });
    this.#address = address;
    this.#lag = watchLag();
    this.#sweep = setInterval(() => this.#sweepSessions(), sweepInterval);
    this.#logger.info(`stratum server listens on ${formatAddress(address)}`);
    this.emit("listening", address);
    return address;
  }

  async #listen(where: ListenOptions): Promise<Address> {
    await this.#host.dispatcher.load();
    return listen(this.#tcp, where);
  }

  /** Serves an existing connection: one end of `memoryPair`, or one of another transport. */
  attach(connection: Connection): StratumSession<SendOf<Extension>, Data> {
    const session = new ServerSession(connection, this.#host);
    this.#registry.add(session);
    this.#logger.debug(`${session.remoteAddress} connected`);
    this.emit("session", session);
    connection.open(session);
    return session;
  }

  /** Stops listening and closes every session. */
  async close(): Promise<void> {
    this.#address = undefined;
    clearInterval(this.#sweep);
    this.#lag?.stop();
    const closed = this.#tcp.listening
      ? new Promise<void>((resolve) => this.#tcp.close(() => resolve()))
      : undefined;
    for (const session of this.#registry) session.close();
    for (const socket of this.#opening) socket.destroy();
    await closed;
  }

  #createDispatcher(
    options: StratumServerOptions<Extension, Data>,
  ): Dispatcher<CoreContext<SendOf<Extension>, Data>> {
    const {
      handlers,
      protocol,
      algorithm = sha256d,
      versionMask = generalPurposeBits,
      interceptors = [],
    } = options;
    const dispatcher = new Dispatcher<CoreContext<SendOf<Extension>, Data>>({
      dialect: () => this.#dialect,
      deadline: this.#limits.answer,
      interceptors,
      failed: (error, { name }) => this.#failed(error, name),
    });
    const own = coreHandlers<SendOf<Extension>, Data>({
      extranonces: this.#extranonces,
      grants: (session) => ({
        versionMask: typeof versionMask === "function" ? versionMask(session) : versionMask,
        extranonce: true,
      }),
      algorithm,
      suggested: (session) => this.emit("suggested", session),
    });
    const all: unknown = { ...own, ...handlers };
    implied<Handlers<ServerMethods, CoreContext<SendOf<Extension>, Data>>>(all);
    dispatcher.add(core.server, accounted(all));
    if (protocol) dispatcher.add(protocol.server, handlers);
    return dispatcher;
  }

  #broadcast<Params>(method: Method<Params, void>, params: Params): void {
    const message = Buffer.from(`${encodeNotification(method, params, this.#dialect)}\n`);
    for (const session of this.#registry) session.broadcast(method.name, params, message);
  }

  /** An error in the owner's options closes this connection only. */
  #accept(connection: Connection): void {
    try {
      this.attach(connection);
    } catch (error) {
      this.#failed(error, "session");
      connection.close();
    }
  }

  #failed(error: unknown, where: string): void {
    this.#logger.error(`${where}: ${error instanceof Error ? error.stack : String(error)}`);
    this.emit("failed", error, where);
  }

  #closed(session: ServerSession<SendOf<Extension>, Data>, error: RpcError | undefined): void {
    this.#registry.delete(session);
    if (session.granted !== undefined) this.#extranonces.release(session.granted, session.id);
    this.#logger.debug(`${session.remoteAddress} disconnected${error ? `: ${error.message}` : ""}`);
    this.emit("close", session, error);
    this.emit("closed", session, error);
  }

  #sweepSessions(): void {
    const now = Date.now();
    const { handshake, idle } = this.#limits;
    for (const session of this.#registry) {
      const silent = now - session.lastActivity > idle;
      if (silent || (!session.isReady && now - session.connectedAt > handshake)) session.close();
    }
  }
}

/** @throws RpcError `INVALID_OPTION` when the owner's function returns an invalid difficulty. */
function difficultyFor<Session>(session: Session, option: number | ((session: Session) => number)): number {
  if (typeof option === "number") return option;
  const difficulty = option(session);
  checkOption("difficulty", difficulty, { above: true, max: Number.MAX_VALUE });
  return difficulty;
}

function makeData<Extension extends AnyProtocol, Data>({
  data,
}: StratumServerOptions<Extension, Data>): Data {
  const made: unknown = data?.();
  implied<Data>(made);
  return made;
}
