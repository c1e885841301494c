import { EventEmitter } from "node:events";
import { type ClientMethods, protocol as core } from "../../generated/stratum/index.js";
import { miningSetVersionMask } from "../../generated/stratum/methods.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import {
  type AnyProtocol,
  type CallOptions,
  type Connection,
  Dispatcher,
  type Handlers,
  implied,
  isRpcError,
  Peer,
  RpcError,
  version,
} from "../rpc/index.js";
import { connectSocket } from "../transport/connect.js";
import { streamConnection } from "../transport/stream.js";
import { decode } from "../wire/decode.js";
import { lines } from "../wire/lines.js";
import { stratum } from "../wire/stratum.js";
import type {
  ClientContext,
  ClientEventListener,
  ClientEventName,
  StratumClientOptions,
  StratumConnectOptions,
} from "./client-options.js";
import { type CallsOf, clientStubs } from "./extension.js";
import { PoolCaller } from "./pool-caller.js";
import { createPoolReader, type PoolReader } from "./quirks/pool-reader.js";
import { stratumSecrets } from "./secrets.js";
import { parseStratumUrl } from "./url.js";

/** A client with its stubs: `client.mining.submit(share)`. */
export type ConnectedClient<Extension extends AnyProtocol = AnyProtocol> = StratumClient<Extension> &
  CallsOf<Extension>;

const defaultMaxLine = 1_048_576;

/**
 * A miner's client: one connection to a pool.
 *
 * ```ts
 * const client = await StratumClient.connect("stratum+tcp://localhost:3333");
 * client.on("mining.notify", (job) => console.log(job.jobId));
 * await client.mining.subscribe({ userAgent: "example/1.0" });
 * await client.mining.authorize({ username: "alice.rig1" });
 * ```
 */
export class StratumClient<Extension extends AnyProtocol = AnyProtocol> extends EventEmitter {
  /** The pool's address. */
  readonly remoteAddress: string;
  /** When the pool last sent anything, in milliseconds since 1970. */
  lastActivity = Date.now();
  readonly #connection: Connection;
  readonly #peer: Peer<ClientContext>;
  readonly #caller: PoolCaller;
  readonly #over = new AbortController();

  /**
   * Connects to a pool.
   *
   * @param url `stratum+tcp://host:port`, or `stratum+ssl://host:port` for TLS.
   * @throws RpcError `INVALID_OPTION` for another URL, `CONNECT_FAILED`, `TIMEOUT` or `ABORTED`.
   */
  static async connect<Extension extends AnyProtocol = AnyProtocol>(
    url: string,
    options: StratumConnectOptions<Extension> = {},
  ): Promise<ConnectedClient<Extension>> {
    const { host, port, tls } = parseStratumUrl(url);
    const socket = await connectSocket({
      host,
      port,
      ...options.connect,
      tls: tls && (options.connect?.tls ?? true),
    });
    const { maxLine = defaultMaxLine } = options;
    return StratumClient.over(
      streamConnection(socket, {
        framing: lines,
        maxMessage: maxLine,
        maxQueue: maxLine,
        secrets: stratumSecrets,
      }),
      options,
    );
  }

  /** Creates a client over an existing connection, such as one of `memoryPair`. */
  static over<Extension extends AnyProtocol = AnyProtocol>(
    connection: Connection,
    options: StratumClientOptions<Extension> = {},
  ): ConnectedClient<Extension> {
    const client = new StratumClient<Extension>(connection, options);
    return Object.assign(client, clientStubs(options.protocol)(client.#caller));
  }

  private constructor(connection: Connection, options: StratumClientOptions<Extension>) {
    super();
    guardListeners(this);
    const { deadline, interceptors = [] } = options;
    const dispatcher = this.#createDispatcher(options);
    const reader = createPoolReader(options);
    this.remoteAddress = connection.remoteAddress;
    this.#connection = connection;
    this.#peer = new Peer({
      connection,
      dialect: stratum(),
      dispatcher,
      normalize: reader.normalize,
      context: { signal: this.#over.signal },
      deadline,
      interceptors,
    });
    this.#caller = new PoolCaller(this.#peer);
    connection.open({
      message: (text) => this.#receive(text, reader, dispatcher),
      closed: (error) => this.#closed(error),
    });
  }

  override on<Name extends ClientEventName<Extension>>(
    name: Name,
    listener: ClientEventListener<Extension, Name>,
  ): this {
    return super.on(name, listener);
  }

  override once<Name extends ClientEventName<Extension>>(
    name: Name,
    listener: ClientEventListener<Extension, Name>,
  ): this {
    return super.once(name, listener);
  }

  override off<Name extends ClientEventName<Extension>>(
    name: Name,
    listener: ClientEventListener<Extension, Name>,
  ): this {
    return super.off(name, listener);
  }

  /** Calls a method without a schema: parameters and result are as they are on the wire. */
  async call(
    method: string,
    params: readonly unknown[] | Readonly<Record<string, unknown>> = [],
    options?: CallOptions,
  ): Promise<unknown> {
    return (await this.#peer.request(method, params, options)).result;
  }

  /** Sends what is queued, then closes the connection. Waiting calls fail with `CLOSED`. */
  close(): void {
    this.#connection.close();
  }

  #createDispatcher({
    protocol,
    handlers,
    userAgent = `stratum/${version}`,
  }: StratumClientOptions<Extension>) {
    const dialect = stratum();
    const dispatcher = new Dispatcher<ClientContext>({
      dialect: () => dialect,
      acknowledges: false,
      notified: (name, params) => {
        if (name === miningSetVersionMask.name) this.#caller.rollVersions();
        this.emit(name, params);
      },
      failed: (error, { name }) => this.emit("failed", error, name),
      ignored: (error) => this.emit("ignored", error),
    });
    const own: Partial<Handlers<ClientMethods, ClientContext>> = {
      "client.get_version": () => userAgent,
      "mining.ping": () => "pong",
    };
    const given: unknown = { ...own, ...handlers };
    implied<Partial<Handlers<ClientMethods, ClientContext>>>(given);
    dispatcher.add(core.client, given);
    if (protocol) dispatcher.add(protocol.client, handlers ?? {});
    return dispatcher;
  }

  #receive(text: string, reader: PoolReader, dispatcher: Dispatcher<ClientContext>): void {
    this.lastActivity = Date.now();
    const message = decode(text);
    if (Array.isArray(message)) {
      this.#peer.handle(message);
    } else if (message.kind === "malformed") {
      this.emit(
        "ignored",
        new RpcError("PARSE_ERROR", `the pool sent something other than a message: ${text.slice(0, 80)}`),
      );
    } else if (message.kind === "reply") {
      this.#peer.handle(message);
    } else {
      try {
        this.#peer.handle(reader.read(message, text, (method) => dispatcher.handles(method)));
      } catch (error) {
        if (isRpcError(error)) this.emit("ignored", error);
        else throw error;
      }
    }
  }

  #closed(error: RpcError | undefined): void {
    this.#over.abort();
    this.#peer.closed(error);
    this.emit("close", error);
  }
}
