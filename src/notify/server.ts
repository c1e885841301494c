import { EventEmitter } from "node:events";
import { isIPv4 } from "node:net";
import {
  protocol as core,
  type MiningAlertParams,
  type MiningBlockParams,
  type MiningWalletParams,
  type ServerHandlers,
} from "../../generated/notify/index.js";
import coreDocument from "../../generated/notify/openrpc.json" with { type: "json" };
import { describeServer, type OpenRpcDocument } from "../endpoint/discover.js";
import { defaultLimits } from "../endpoint/limits.js";
import { Service } from "../endpoint/service.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import {
  type Answer,
  type AnyProtocol,
  checkOption,
  checkPort,
  Dispatcher,
  debugLogger,
  type Handlers,
  type Logger,
  RpcError,
  type ServerMethodsOf,
} from "../rpc/index.js";
import { type Address, formatAddress, type ListenOptions, refuseSecond } from "../transport/address.js";
import { formatEndpoint, parseEndpoint } from "../transport/endpoint.js";
import type { Dialect } from "../wire/dialect.js";
import { jsonrpc1 } from "../wire/jsonrpc1.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Call, Malformed } from "../wire/message.js";
import { nodeStratum } from "../wire/node-stratum.js";
import { values } from "../wire/values.js";
import { Authentication } from "./authentication.js";
import { NotifyContext } from "./context.js";
import { createPasswordCheck, defaultPasswordHash, hashPassword } from "./password.js";
import { notifySecrets } from "./secrets.js";
import { Seen } from "./seen.js";

/** What is spoken: raw TCP, HTTP with WebSocket, or all of these on one port, told apart by the first byte. */
export type RpcMode = "tcp" | "http" | "both";

/** How a notify server behaves. */
export interface NotifyServerOptions<Extension extends AnyProtocol> {
  /** Default: `both`. */
  readonly mode?: RpcMode;
  /** SHA-256 of the password, 64 hexadecimal digits, as `hashPassword` makes it. Default: that of `password`. */
  readonly password?: string;
  /** Methods of your own, as `stratum generate` makes them. */
  readonly protocol?: Extension;
  /** Their `openrpc.json`, for `rpc.discover`. Default: names and parameters only. */
  readonly document?: OpenRpcDocument;
  /** Their handlers; and handlers for `mining.*` where an event is not enough. */
  readonly handlers?: Partial<ServerHandlers<RpcContext>> & Handlers<ServerMethodsOf<Extension>, RpcContext>;
  /** Bytes of the longest message. Default: 1,048,576. */
  readonly maxMessage?: number;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** What handlers of a notify server get besides their parameters. */
export interface RpcContext {
  /** The caller's address and port. */
  readonly remoteAddress: string;
  /** Fires when the connection is over. */
  readonly signal: AbortSignal;
}

/** What a notify server emits; a daemon's event once, however often it was delivered. */
export interface NotifyServerEvents {
  listening: [address: Address];
  /** A daemon has a new best block: ask it for its tip. */
  block: [block: MiningBlockParams];
  /** A transaction of a daemon's wallet is new or has changed. */
  wallet: [transaction: MiningWalletParams];
  /** A daemon warns its owner. */
  alert: [alert: MiningAlertParams];
  /** A caller had a wrong password, or none. Refusals of an address that already has to wait are not repeated. */
  unauthorized: [remoteAddress: string];
  /**
   * A handler threw something that is not an RpcError: its caller got `Internal error`. Or a listener threw: then
   * `where` is its event's name.
   */
  failed: [error: unknown, where: string];
}

/**
 * The port on which daemons report blocks, transactions and alerts, and on which owners call methods
 * of their own: JSON-RPC 2.0, and 1.0, over raw TCP, HTTP and WebSocket. A call needs the password. A caller
 * sends it in an `Authorization` header (Basic with any user, or Bearer), once per connection as the argument of
 * `rpc.authenticate`, in a WebSocket's subprotocol `bearer.<password>`, or with each call as the first parameter
 * in base64, as `stratum-notify` does.
 */
export class NotifyServer<
  Extension extends AnyProtocol = AnyProtocol,
> extends EventEmitter<NotifyServerEvents> {
  readonly #dispatcher: Dispatcher<NotifyContext>;
  /** The password is the default one, or empty: everybody knows it. */
  readonly #isOpen: boolean;
  /** Methods without a schema. */
  readonly #exposed: string[] = [];
  /** Calls of old clients. */
  readonly #legacy = new WeakSet<object>();
  readonly #logger: Logger;
  readonly #mode: RpcMode;
  readonly #service: Service<NotifyContext>;
  readonly #seen = new Seen();
  #address: Address | undefined;

  /** @throws RpcError `INVALID_OPTION` for a password that is not a SHA-256 hash, or an invalid limit. */
  constructor(options: NotifyServerOptions<Extension> = {}) {
    super();
    const {
      mode = "both",
      password = defaultPasswordHash,
      protocol,
      handlers,
      logger = debugLogger,
    } = options;
    guardListeners(this, logger);
    checkOption("maxMessage", options.maxMessage, { min: 1 });
    this.#isOpen = [defaultPasswordHash, hashPassword("")].includes(password.toLowerCase());
    this.#logger = logger;
    this.#mode = mode;
    const authentication = new Authentication(createPasswordCheck(password), (remoteAddress) =>
      this.emit("unauthorized", remoteAddress),
    );
    this.#dispatcher = new Dispatcher<NotifyContext>({
      dialect: (message) => this.#dialectOf(message),
      admit: (call, context) => {
        const isLegacy = context.isLegacy(call);
        if (isLegacy) this.#legacy.add(call);
        const admitted = authentication.admit(call, context);
        if (isLegacy) this.#legacy.add(admitted);
        return admitted;
      },
      strict: true,
      failed: (error, { name }) => {
        logger.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
        this.emit("failed", error, name);
      },
    });
    this.#addMethods(options, protocol, handlers);
    const message = options.maxMessage ?? defaultLimits.message;
    this.#service = new Service({
      dispatcher: this.#dispatcher,
      dialect: jsonrpc2,
      framing: values,
      limits: { ...defaultLimits, message, queue: Math.max(message, defaultLimits.queue) },
      secrets: notifySecrets,
      results: { check: "off" },
      logger,
      open: (session) => new NotifyContext(session),
      respond: (body, { isRefused }) => ({
        ...(body === undefined ? { status: 204 } : { status: 200, body }),
        ...(isRefused && { status: 401, headers: { "www-authenticate": 'Basic realm="stratum"' } }),
      }),
      answered: (call, answer, context) => {
        if (context.isRefused || (this.#legacy.has(call) && isRefusal(answer))) context.close();
      },
    });
  }

  /**
   * Adds a method without a schema. Its handler gets the parameters as they came: an array, an object or
   * undefined, without the password. What it returns, or resolves to, is the result.
   */
  expose(name: string, handler: (params: unknown, context: RpcContext) => unknown): void {
    this.#dispatcher.expose(name, handler);
    this.#exposed.push(name);
  }

  /**
   * Starts to listen.
   *
   * @throws RpcError `INVALID_OPTION` for an address that others can reach while the password is the default one or
   *   empty, or when the server listens already; `CONNECT_FAILED` for a taken port.
   */
  async listen({ host = "127.0.0.1", port }: ListenOptions): Promise<Address> {
    checkPort(port);
    refuseSecond("server", this.#address);
    if (this.#isOpen && !isLoopback(host)) {
      throw new RpcError(
        "INVALID_OPTION",
        `the RPC port can't listen on ${host} with the default or an empty password: set a password of your own`,
      );
    }
    this.#address = { host, port };
    const address = await this.#listen(this.#address).catch((error) => {
      this.#address = undefined;
      throw error;
    });
    this.#address = address;
    this.#logger.info(`RPC server listens on ${formatAddress(address)}`);
    this.emit("listening", address);
    return address;
  }

  async #listen({ host, port }: Address): Promise<Address> {
    const transports = { tcp: ["tcp"], http: ["http", "ws"], both: ["tcp", "http", "ws"] } as const;
    const [url = ""] = await this.#service.listen(
      transports[this.#mode].map((transport) => formatEndpoint({ transport, host, port, path: "/" })),
    );
    return addressOf(url);
  }

  /** Stops listening, waits half a second for answers that are on their way, and closes every connection. */
  async close(): Promise<void> {
    this.#address = undefined;
    await this.#service.close();
  }

  #addMethods(
    { document }: NotifyServerOptions<Extension>,
    protocol: Extension | undefined,
    handlers: NotifyServerOptions<Extension>["handlers"],
  ): void {
    const dispatcher = this.#dispatcher;
    dispatcher.add(core.server, { ...this.#eventHandlers(), ...handlers });
    if (protocol) dispatcher.add<object>(protocol.server, handlers ?? {});
    dispatcher.expose("rpc.authenticate", () => true);
    dispatcher.expose("rpc.discover", () =>
      describeServer(
        {
          info: document?.info ?? coreDocument.info,
          methods: Object.values(protocol?.server ?? {}),
          documents: document ? [coreDocument, document] : [coreDocument],
          exposed: this.#exposed,
        },
        (name) => dispatcher.handles(name),
      ),
    );
  }

  #eventHandlers(): Partial<ServerHandlers<NotifyContext>> {
    const once = (event: string, emit: () => void) => {
      const taken = this.#seen.isNew(event);
      if (taken) emit();
      return { taken };
    };
    return {
      "mining.block": (block) => once(`block ${block.source} ${block.hash}`, () => this.emit("block", block)),
      "mining.wallet": (transaction) =>
        once(`wallet ${transaction.source} ${transaction.txid}`, () => this.emit("wallet", transaction)),
      "mining.alert": (alert) =>
        once(`alert ${alert.source} ${alert.message}`, () => this.emit("alert", alert)),
    };
  }

  /** Answers are written as the call was. */
  #dialectOf(message: Call | Malformed): Dialect {
    if (this.#legacy.has(message)) return nodeStratum;
    return message.kind === "call" && message.version !== "2.0" ? jsonrpc1 : jsonrpc2;
  }
}

/**
 * The notify server under its old name.
 *
 * @alias
 * @deprecated Renamed to `NotifyServer`.
 */
export const RpcServer = NotifyServer;

/**
 * The notify server under its old name.
 *
 * @deprecated Renamed to `NotifyServer`.
 */
export type RpcServer<Extension extends AnyProtocol = AnyProtocol> = NotifyServer<Extension>;

/**
 * The options of a notify server under their old name.
 *
 * @deprecated Renamed to `NotifyServerOptions`.
 */
export type RpcServerOptions<Extension extends AnyProtocol> = NotifyServerOptions<Extension>;

/**
 * The events of a notify server under their old name.
 *
 * @deprecated Renamed to `NotifyServerEvents`.
 */
export type RpcServerEvents = NotifyServerEvents;

/** An error for an old client, which would wait for ever unless the connection is closed after it. */
function isRefusal(answer: Answer): boolean {
  return answer !== undefined && JSON.parse(answer).error !== null;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

function addressOf(url: string): Address {
  const endpoint = parseEndpoint(url);
  return "port" in endpoint ? { host: endpoint.host, port: endpoint.port } : { host: "", port: 0 };
}
