import { EventEmitter } from "node:events";
import { isIPv4 } from "node:net";
import {
  protocol as core,
  type MiningAlertParams,
  type MiningBlockParams,
  type MiningWalletParams,
  type ServerHandlers,
} from "../../generated/notify/index.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import {
  type AnyProtocol,
  checkOption,
  Dispatcher,
  debugLogger,
  type Handlers,
  isRpcError,
  type Logger,
  type Protocol,
  RpcError,
  type ServerMethodsOf,
  toWireError,
} from "../rpc/index.js";
import { type Address, formatAddress, type ListenOptions } from "../transport/address.js";
import {
  createRpcPort,
  type RpcAnswer,
  type RpcMode,
  type RpcOrigin,
  type RpcPort,
} from "../transport/rpc-port.js";
import { decode } from "../wire/decode.js";
import type { Dialect } from "../wire/dialect.js";
import { jsonrpc1 } from "../wire/jsonrpc1.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Call, Message } from "../wire/message.js";
import { nodeStratum } from "../wire/node-stratum.js";
import { Authentication, passwordParameter } from "./authentication.js";
import { describeServer, type OpenRpcDocument } from "./discover.js";
import { createPasswordCheck, defaultPasswordHash, hashPassword } from "./password.js";
import { notifySecrets } from "./secrets.js";
import { Seen } from "./seen.js";

/** How an RPC server behaves. */
export interface RpcServerOptions<Extension extends AnyProtocol> {
  /** What is spoken: raw TCP, HTTP with WebSocket, or all of these on one port. Default: `both`. */
  readonly mode?: RpcMode;
  /** SHA-256 of the password, 64 hexadecimal digits, as `hashPassword` makes it. Default: that of `password`. */
  readonly password?: string;
  /** Methods of one's own, as `stratum generate` makes them. */
  readonly protocol?: Extension;
  /** Their `openrpc.json`, for who asks by `rpc.discover`. Default: it is told no more than their names and parameters. */
  readonly document?: OpenRpcDocument;
  /** Their handlers; and handlers for `mining.*` where an event is not enough. */
  readonly handlers?: Partial<ServerHandlers<RpcContext>> & Handlers<ServerMethodsOf<Extension>, RpcContext>;
  /** Bytes of the longest message. Default: 1,048,576. */
  readonly maxMessage?: number;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** What handlers of an RPC server get besides their parameters. */
export interface RpcContext {
  /** The caller's address and port. */
  readonly remoteAddress: string;
  /** Fires when the connection is over. */
  readonly signal: AbortSignal;
}

/** What an RPC server tells; a daemon's event once, however often it was delivered. */
export interface RpcServerEvents {
  listening: [address: Address];
  /** A daemon has a new best block: ask it for its tip. */
  block: [block: MiningBlockParams];
  /** A transaction of a daemon's wallet is new or has changed. */
  wallet: [transaction: MiningWalletParams];
  /** A daemon warns its owner. */
  alert: [alert: MiningAlertParams];
  /** Somebody had the wrong password, or none. Who has to wait after too many of them is not told of again. */
  unauthorized: [remoteAddress: string];
  /** A handler threw what is not for its caller, or a listener threw: then `where` is its event's name. */
  failed: [error: unknown, where: string];
}

/** The extension of who needs nothing but notifications. */
export type NoExtension = Protocol<object, object, object, object>;

const defaultMaxMessage = 1_048_576;
const maxBatch = 1_000;

/**
 * The port on which daemons report blocks, transactions and alerts, and on which owners call methods
 * of their own: JSON-RPC 2.0 (1.0 is understood, too) over raw TCP, HTTP and WebSocket. Every call
 * needs the password: in an `Authorization` header, Basic or Bearer, or as the first parameter in
 * base64, as `stratum-notify` sends it.
 */
export class RpcServer<Extension extends AnyProtocol = NoExtension> extends EventEmitter<RpcServerEvents> {
  readonly #authentication: Authentication;
  readonly #dispatcher: Dispatcher<RpcContext>;
  /** It has the default password, or an empty one: everybody has it. */
  readonly #isOpen: boolean;
  /** Methods without a schema. */
  readonly #exposed: string[] = [];
  /** Calls of old clients. */
  readonly #legacy = new WeakSet<object>();
  readonly #logger: Logger;
  readonly #port: RpcPort;
  readonly #seen = new Seen();

  /** @throws RpcError `INVALID_OPTION` where the password is no SHA-256 hash, or a limit is none. */
  constructor(options: RpcServerOptions<Extension> = {}) {
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
    this.#authentication = new Authentication(createPasswordCheck(password), (remoteAddress) =>
      this.emit("unauthorized", remoteAddress),
    );
    this.#dispatcher = new Dispatcher<RpcContext>({
      dialect: (message) => this.#dialectOf(message),
      strict: true,
      failed: (error, { name }) => {
        logger.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
        this.emit("failed", error, name);
      },
    });
    this.#dispatcher.add(core.server, { ...this.#eventHandlers(), ...handlers });
    if (protocol) this.#dispatcher.add<object>(protocol.server, handlers ?? {});
    this.#dispatcher.expose("rpc.discover", () =>
      describeServer(
        {
          methods: Object.values(protocol?.server ?? {}),
          document: options.document,
          exposed: this.#exposed,
        },
        (name) => this.#dispatcher.handles(name),
      ),
    );
    this.#port = createRpcPort({
      mode,
      maxMessage: options.maxMessage ?? defaultMaxMessage,
      answer: (text, origin) => this.#answer(text, origin),
      secrets: notifySecrets,
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
   * @throws RpcError `INVALID_OPTION` where others can reach the address and the password is the default one or empty;
   *   `CONNECT_FAILED` where the port is taken.
   */
  async listen(where: ListenOptions): Promise<Address> {
    const { host = "127.0.0.1" } = where;
    if (this.#isOpen && !isLoopback(host)) {
      throw new RpcError(
        "INVALID_OPTION",
        `the RPC port can't listen on ${host} with the default password, or none: others could reach it`,
      );
    }
    await this.#dispatcher.load();
    const address = await this.#port.listen(where);
    this.#logger.info(`RPC server listens on ${formatAddress(address)}`);
    this.emit("listening", address);
    return address;
  }

  /** Stops listening, gives answers that are on their way half a second, and closes every connection. */
  async close(): Promise<void> {
    await this.#port.close();
  }

  #eventHandlers(): Partial<ServerHandlers<RpcContext>> {
    const once = (event: string, tell: () => void) => {
      const taken = this.#seen.isNew(event);
      if (taken) tell();
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

  async #answer(text: string, origin: RpcOrigin): Promise<RpcAnswer> {
    const message = decode(text);
    if (!Array.isArray(message)) return this.#answerOne(message, origin);
    if (message.length > maxBatch) {
      const reason = `a batch has ${maxBatch} calls at the most`;
      return {
        text: this.#dispatcher.refuse({ kind: "malformed", id: "null", fault: "not a message", reason }),
        close: true,
      };
    }
    const answers = await Promise.all(message.map((item) => this.#answerOne(item, origin)));
    const texts = answers.flatMap((answer) => answer.text ?? []);
    const refused = answers.find((answer) => answer.close);
    return { ...refused, text: texts.length > 0 ? `[${texts.join(",")}]` : undefined };
  }

  async #answerOne(message: Message, origin: RpcOrigin): Promise<RpcAnswer> {
    if (message.kind === "malformed") return { text: this.#dispatcher.refuse(message) };
    if (message.kind === "reply") return {};
    try {
      const { call, legacy } = this.#authentication.admit(message, origin);
      if (!legacy || origin.path !== undefined) return { text: await this.#dispatcher.answer(call, origin) };
      this.#legacy.add(call);
      const text = await this.#dispatcher.answer(call, origin);
      return { text, close: isRefusal(text) };
    } catch (error) {
      if (!isRpcError(error)) throw error;
      return this.#refuse(message, error, origin);
    }
  }

  #refuse(call: Call, error: RpcError, { authorization, path }: RpcOrigin): RpcAnswer {
    const isOldClient = authorization === undefined && path === undefined && passwordParameter(call);
    const dialect = isOldClient ? nodeStratum : this.#dialectOf(call);
    return {
      text: call.id === undefined ? undefined : dialect.error(call.id, toWireError(error, dialect)),
      status: 401,
      headers: { "www-authenticate": 'Basic realm="stratum"' },
      close: true,
    };
  }

  /** Answers are written as the question was. */
  #dialectOf(message: Call | Message): Dialect {
    if (this.#legacy.has(message)) return nodeStratum;
    return message.kind === "call" && message.version !== "2.0" ? jsonrpc1 : jsonrpc2;
  }
}

/** An error for an old client, which would wait for ever unless the connection is closed after it. */
function isRefusal(answer: string | undefined): boolean {
  return answer !== undefined && JSON.parse(answer).error !== null;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
