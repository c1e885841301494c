import { EventEmitter } from "node:events";
import { guardListeners } from "../rpc/guard-listeners.js";
import {
  type AnyProtocol,
  type Connection,
  Dispatcher,
  debugLogger,
  encodeNotification,
  type Handlers,
  implied,
  type ResultPolicy,
  RpcError,
  type ToClientOf,
  whenSettled,
} from "../rpc/index.js";
import type { HttpAnswer } from "../transport/http-listener.js";
import type { Origin } from "../transport/origin.js";
import type { Dialect } from "../wire/dialect.js";
import { jsonrpc1 } from "../wire/jsonrpc1.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import { lines } from "../wire/lines.js";
import type { Call, Malformed } from "../wire/message.js";
import { Authentication, authenticateMethod, readAuthorization } from "./authentication.js";
import { clientStubs, ServedContext } from "./call-context.js";
import { checkServe } from "./check-options.js";
import { corsRules } from "./cors.js";
import { describeServer } from "./discover.js";
import { withDefaults } from "./limits.js";
import type { CallContext, ServeOptions, ServerEvents } from "./serve-options.js";
import { Service, type Session } from "./service.js";

/** A running service. */
export interface Server<P extends AnyProtocol, Account = undefined, Data = undefined>
  extends EventEmitter<ServerEvents<CallContext<P, Account, Data>>> {
  /** The URLs that it listens on, with the ports that the system chose. */
  readonly urls: readonly string[];
  /** Notifies every connected client: `server.broadcast.tasks.changed({ id })`. */
  readonly broadcast: ToClientOf<P>;
  /** The open connections, each with its client, account and data. */
  readonly connections: Iterable<CallContext<P, Account, Data>>;
  /** Serves an existing connection: one end of `memoryPair`, or one of another transport. */
  attach(connection: Connection): void;
  /** Stops listening, waits half a second for answers in progress, and closes every connection. */
  close(): Promise<void>;
}

/**
 * Serves a protocol: answers calls on the transports of the given URLs, and calls clients.
 *
 * ```ts
 * const server = await serve(protocol, {
 *   listen: ["tcp://127.0.0.1:4000", "ws://127.0.0.1:4001/rpc"],
 *   handlers: { "tasks.add": ({ title }, { client }) => tasks.add(title) },
 * });
 * ```
 *
 * @throws RpcError `CONNECT_FAILED` when a port or path is taken; `INVALID_OPTION` for an invalid URL or limit, an
 *   unknown option, or handlers that do not fit the protocol's methods.
 */
export async function serve<P extends AnyProtocol, Account = undefined, Data = undefined>(
  protocol: P,
  options: ServeOptions<P, Account, Data>,
): Promise<Server<P, Account, Data>> {
  const unhandled = checkServe(protocol, options);
  const server = new ProtocolServer(protocol, options);
  await server.listen([options.listen ?? []].flat());
  for (const name of unhandled)
    (options.logger ?? debugLogger).warn(`no handler for ${name}: calls fail with METHOD_NOT_FOUND`);
  return server;
}

class ProtocolServer<P extends AnyProtocol, Account, Data>
  extends EventEmitter<ServerEvents<CallContext<P, Account, Data>>>
  implements Server<P, Account, Data>
{
  urls: readonly string[] = [];
  readonly broadcast: ToClientOf<P>;
  readonly #options: ServeOptions<P, Account, Data>;
  readonly #protocol: P;
  readonly #service: Service<ServedContext<P, Account, Data>>;
  readonly #authentication: Authentication<Account> | undefined;
  readonly #connected = new Set<ServedContext<P, Account, Data>>();
  /** Accounts of WebSockets whose upgrade was authenticated, by the signal of their origin. */
  readonly #accounts = new WeakMap<AbortSignal, Account>();

  constructor(protocol: P, options: ServeOptions<P, Account, Data>) {
    super();
    guardListeners(this, options.logger ?? debugLogger);
    const { authenticate, dialect = jsonrpc2, framing = lines, logger = debugLogger } = options;
    const results: ResultPolicy = {
      check: options.results ?? "strict",
      warn: options.onMismatch ?? (({ message }) => logger.warn(message)),
    };
    const limits = withDefaults(options.limits);
    const cors = corsRules(options.cors);
    this.#options = options;
    this.#protocol = protocol;
    const failed = (error: unknown, where: string) => {
      logger.error(`${where}: ${error instanceof Error ? error.stack : String(error)}`);
      this.emit("failed", error, where);
    };
    this.#authentication =
      authenticate &&
      new Authentication({
        authenticate,
        deadline: limits.handshake,
        refused: (address) => this.emit("unauthorized", address),
        failed: (error) => failed(error, "authenticate"),
      });
    this.#service = new Service({
      dispatcher: this.#createDispatcher(results, limits.answer, failed),
      dialect,
      framing,
      limits,
      tls: options.tls,
      secrets: options.secrets,
      results,
      logger,
      admit: (request, origin) => {
        const answer = cors.admit(request);
        if (answer?.status === 403) logger.warn(`${origin.remoteAddress}: ${answer.body?.trimEnd()}`);
        return answer ?? this.#admitUpgrade(origin);
      },
      open: (session) => this.#open(session),
      opened: (context) => {
        if (context.isAdmitted) this.#announce(context);
      },
      ...(authenticate && { isAuthenticated: (context) => context.isAdmitted }),
      respond: (body, { headers, isAdmitted }) => ({
        status: statusOf(body, isAdmitted),
        ...(body !== undefined && { body }),
        headers: { ...cors.headers(headers.origin), ...(!isAdmitted && unauthorized.headers) },
      }),
      closed: (_session, context, error) => {
        if (context && this.#connected.delete(context)) this.emit("close", context, error);
      },
    });
    this.broadcast = clientStubs(protocol, {
      notify: (method, params) => {
        const text = encodeNotification(method, params, dialect);
        for (const context of this.#connected) context.send(text);
      },
      call: async ({ name }) => {
        throw new RpcError("OTHER", `${name}: a request can't be broadcast: call each client`, {
          executed: "no",
        });
      },
    });
  }

  get connections(): Iterable<CallContext<P, Account, Data>> {
    return this.#connected;
  }

  async listen(urls: readonly string[]): Promise<void> {
    this.urls = await this.#service.listen(urls);
  }

  attach(connection: Connection): void {
    this.#service.attach(connection, {
      transport: "memory",
      remoteAddress: connection.remoteAddress,
      headers: {},
    });
  }

  async close(): Promise<void> {
    await this.#service.close();
  }

  #createDispatcher(
    results: ResultPolicy,
    deadline: number,
    failed: (error: unknown, where: string) => void,
  ) {
    const { handlers, strict = false, interceptors = [], dialect, document } = this.#options;
    const dispatcher = new Dispatcher<ServedContext<P, Account, Data>>({
      dialect: dialect ? () => dialect : dialectOf,
      admit: (call, { isAdmitted, isConnection }) => {
        if (isAdmitted || (isConnection && call.method === authenticateMethod)) return call;
        const hint = isConnection ? `: call ${authenticateMethod} first` : "";
        throw new RpcError("UNAUTHORIZED", `Unauthorized${hint}`);
      },
      strict,
      results,
      deadline,
      interceptors,
      failed: (error, { name }) => failed(error, name),
    });
    const { server, title, version } = this.#protocol;
    const given: Partial<Handlers<object, ServedContext<P, Account, Data>>> = handlers;
    dispatcher.expose("rpc.discover", () =>
      describeServer(
        {
          info: document?.info ?? { title, version },
          methods: Object.values(server),
          documents: document ? [document] : [],
          exposed: [],
        },
        (name) => dispatcher.handles(name),
      ),
    );
    if (this.#authentication)
      dispatcher.expose(authenticateMethod, (params, context) => this.#authenticate(params, context));
    dispatcher.add<object>(server, given);
    return dispatcher;
  }

  /** A WebSocket with wrong credentials is refused before it is opened. */
  #admitUpgrade({
    transport,
    signal,
    ...origin
  }: Origin): HttpAnswer | undefined | Promise<HttpAnswer | undefined> {
    const isUpgrade = transport === "ws" || transport === "wss";
    if (!isUpgrade || !this.#authentication || origin.headers.authorization === undefined) return undefined;
    return whenSettled(this.#authentication.check({ transport, ...origin }), (account) => {
      if (account === undefined) return unauthorized;
      this.#accounts.set(signal, account);
      return undefined;
    });
  }

  #open(session: Session): ServedContext<P, Account, Data> | Promise<ServedContext<P, Account, Data>> {
    const { signal, ...origin } = session.origin;
    const data: unknown = this.#options.data?.();
    implied<Data>(data);
    const context = new ServedContext<P, Account, Data>(session, this.#protocol, data);
    const admit = (account: Account | undefined) => {
      context.admit(account);
      return context;
    };
    if (!this.#authentication) return admit(undefined);
    const known = this.#accounts.get(signal);
    if (known !== undefined) return admit(known);
    return whenSettled(this.#authentication.check(origin), (account) =>
      account === undefined ? context : admit(account),
    );
  }

  #announce(context: ServedContext<P, Account, Data>): void {
    this.#connected.add(context);
    this.emit("connection", context);
  }

  #authenticate(params: unknown, context: ServedContext<P, Account, Data>) {
    const { transport, remoteAddress, headers, path } = context;
    const authorization = readAuthorization(params);
    const request = { transport, remoteAddress, path, headers: { ...headers, authorization } };
    return whenSettled(this.#authentication?.check(request), (account) => {
      if (account === undefined) throw new RpcError("UNAUTHORIZED", "Unauthorized");
      const isNew = context.isConnection && !context.isAdmitted && !context.signal.aborted;
      context.admit(account);
      if (isNew) this.#announce(context);
      return true;
    });
  }
}

const unauthorized = { status: 401, headers: { "www-authenticate": "Bearer" } };

function statusOf(body: string | undefined, isAdmitted: boolean): number {
  if (!isAdmitted) return 401;
  return body === undefined ? 204 : 200;
}

/** Answers use the JSON-RPC version of the call. */
function dialectOf(message: Call | Malformed): Dialect {
  return message.kind === "call" && message.version !== "2.0" ? jsonrpc1 : jsonrpc2;
}
