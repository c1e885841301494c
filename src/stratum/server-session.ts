import { randomBytes } from "node:crypto";
import {
  miningAuthorize,
  miningConfigure,
  miningExtranonceSubscribe,
  miningNotify,
  miningSetDifficulty,
  miningSetExtranonce,
  miningSetVersionMask,
  miningSubscribe,
} from "../../generated/stratum/methods.js";
import {
  type Caller,
  type CallOptions,
  type Connection,
  encodeNotification,
  type Method,
  Peer,
  type Receiver,
  RpcError,
  toWireError,
} from "../rpc/index.js";
import { type Address, parseAddress } from "../transport/address.js";
import { decode } from "../wire/decode.js";
import { trimmed } from "../wire/framing.js";
import type { Call, Malformed, Message, Reply } from "../wire/message.js";
import type { CoreContext } from "./core-handlers.js";
import { DeliveryOrder } from "./delivery-order.js";
import { describeMalformed, isTold } from "./malformed.js";
import { PacedConnection } from "./paced-connection.js";
import { splitMessages } from "./quirks/envelope.js";
import { pong } from "./quirks/methods.js";
import { type JobTerms, SentJobs } from "./sent-jobs.js";
import type { SessionCounters, StratumSession } from "./session.js";
import type { SessionHost } from "./session-host.js";

/** The handshake: miners expect these responses in the order of their requests. */
const handshake = new Set(
  [miningConfigure, miningSubscribe, miningAuthorize, miningExtranonceSubscribe].map(({ name }) => name),
);

/** A session, including the server's private part. */
export class ServerSession<Send, Data> implements StratumSession<Send, Data>, Caller, Receiver {
  readonly id = randomBytes(8).toString("hex");
  readonly remoteAddress: string;
  readonly address: Address;
  readonly connectedAt = Date.now();
  readonly workers = new Set<string>();
  readonly counters: SessionCounters = { messages: 0, accepted: 0, refused: 0, malformed: 0 };
  userAgent: string | undefined;
  suggestedDifficulty: number | undefined;
  versionMask = 0;
  takesExtranonce = false;
  subscribed = false;
  /** The extranonce1 that the session subscribed with, even if it has changed since. */
  granted: string | undefined;
  lastActivity = this.connectedAt;
  data: Data;

  readonly #host: SessionHost<Send, Data>;
  readonly #connection: PacedConnection;
  readonly #peer: Peer<CoreContext<Send, Data>>;
  readonly #order = new DeliveryOrder();
  readonly #jobs = new SentJobs();
  readonly #over = new AbortController();
  #terms: JobTerms = { difficulty: 1, extranonce1: "", extranonce2Size: 0 };
  #stubs: Send | undefined;
  #difficultySent = false;
  #jobSent = false;
  #ready = false;
  #rubbish = 0;
  /** Why this side ended the session. */
  #reason: RpcError | undefined;

  constructor(connection: Connection, host: SessionHost<Send, Data>) {
    const { dialect, dispatcher, limits } = host;
    this.#host = host;
    this.#connection = new PacedConnection(connection);
    this.remoteAddress = connection.remoteAddress;
    this.address = parseAddress(connection.remoteAddress);
    this.data = host.data();
    this.#peer = new Peer({
      connection: this.#connection,
      dialect,
      dispatcher,
      context: { session: this, signal: this.#over.signal },
      deadline: limits.answer,
      maxPending: limits.calls,
      maxBatchAnswers: limits.queue,
      answered: (call) => this.#answered(call),
      failed: host.failed,
    });
    this.#terms = { ...this.#terms, difficulty: host.difficulty(this) };
  }

  /** Whether the handshake is complete: subscribed, and a worker authorized. */
  get isReady(): boolean {
    return this.#ready;
  }

  get difficulty(): number {
    return this.#terms.difficulty;
  }

  get extranonce1(): string {
    return this.#terms.extranonce1;
  }

  get extranonce2Size(): number {
    return this.#terms.extranonce2Size;
  }

  get send(): Send {
    this.#stubs ??= this.#host.stubs(this);
    return this.#stubs;
  }

  job(jobId: string): JobTerms | undefined {
    return this.#jobs.get(jobId);
  }

  lateJob(jobId: string): JobTerms | undefined {
    return this.#jobs.late(jobId);
  }

  /** Subscribes the miner with the extranonce of its response. */
  grant(extranonce1: string, extranonce2Size: number): void {
    this.subscribed = true;
    this.granted ??= extranonce1;
    this.#terms = { ...this.#terms, extranonce1, extranonce2Size };
  }

  /** @throws RpcError `OTHER` when the session already has the most workers allowed. */
  makeRoomFor(worker: string): void {
    const { workers } = this.#host.limits;
    if (this.workers.has(worker) || this.workers.size < workers) return;
    throw new RpcError("OTHER", `A session can have at most ${workers} workers`);
  }

  close(): void {
    this.#connection.close();
  }

  message(line: string): void {
    this.lastActivity = Date.now();
    const text = line.startsWith("{") && line.endsWith("}") ? line : trimmed(line);
    if (text === "") return;
    this.counters.messages++;
    const message = decode(text);
    if (Array.isArray(message)) this.#batch(message, text);
    else if (message.kind === "malformed") this.#malformed(message, text);
    else this.#take(message, line);
  }

  /** A miner that only closed its sending side still gets its answers. */
  ended(): void {
    this.#peer.ended();
  }

  closed(error?: RpcError): void {
    const reason = error ?? this.#reason;
    this.#over.abort();
    this.#connection.closed();
    this.#peer.closed(reason);
    this.#order.close();
    this.#host.closed(this, reason);
  }

  call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options?: CallOptions,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#deliver(
        method.name,
        () => this.#peer.call(method, params, options).then(resolve, reject),
        reject,
      );
    });
  }

  notify<Params>(method: Method<Params, void>, params: Params): void {
    const text = encodeNotification(method, params, this.#host.dialect);
    this.#deliver(method.name, () => this.#transmit(method.name, params, text));
  }

  /** Ends the session instead of throwing: the sender may be a timer, which has no caller. */
  #deliver(method: string, deliver: () => void, refuse?: (error: RpcError) => void): void {
    if (this.#order.deliver(method, deliver)) return;
    this.#reason ??= new RpcError("OVERLOADED", "too many messages wait for the miner's handshake");
    refuse?.(this.#reason);
    this.close();
  }

  /** Sends a broadcast, unless the miner can't handle the message yet. */
  broadcast(method: string, params: unknown, message: Uint8Array): void {
    if (this.#order.allows(method)) this.#transmit(method, params, message);
  }

  #batch(messages: readonly Message[], text: string): void {
    const isRubbish = messages.every(({ kind }) => kind === "malformed");
    if (!isRubbish) this.#rubbish = 0;
    const [first] = messages;
    void this.#peer.handle(messages);
    if (isRubbish && first?.kind === "malformed") this.#countRubbish(first, text);
  }

  #take(message: Call | Reply, line: string): void {
    this.#rubbish = 0;
    if (message.kind === "reply") this.#peer.handle(message);
    else if (message.method === pong && this.#host.reader.takes("pong-calls")) this.#pong(message.id);
    else this.#call(message, line);
  }

  #call(given: Call, line: string): void {
    const { reader, dispatcher, dialect } = this.#host;
    let call = given;
    try {
      call = reader.read(given, line, (method) => dispatcher.handles(method));
    } catch (error) {
      if (given.id !== undefined) this.#connection.send(dialect.error(given.id, toWireError(error, dialect)));
      return;
    }
    const answering = this.#peer.handle(call);
    if (!answering || !handshake.has(call.method)) return;
    this.#connection.pause();
    void answering.then(() => this.#connection.resume());
  }

  #pong(id = "null"): void {
    this.#peer.handle({
      kind: "reply",
      id,
      result: pong,
      error: undefined,
      rejectReason: undefined,
      text: undefined,
    });
  }

  /** A single malformed line is tolerated; a run of them closes the session. */
  #malformed(message: Malformed, text: string): void {
    const parts = this.#host.reader.takes("joined-messages") ? splitMessages(text) : [];
    if (parts.length > 1) {
      for (const part of parts) this.message(part);
      return;
    }
    this.#peer.handle(message);
    this.#countRubbish(message, text);
  }

  #countRubbish(message: Malformed, text: string): void {
    const count = ++this.counters.malformed;
    if (isTold(count)) this.#host.malformed(this, describeMalformed(message, text, count));
    if (++this.#rubbish > this.#host.limits.malformed) this.close();
  }

  #transmit(method: string, params: unknown, message: string | Uint8Array): void {
    if (isFor(miningNotify, method, params)) {
      if (!this.#difficultySent && !this.#sendDifficulty()) return;
      this.#jobs.add(params.jobId, this.#terms, params.cleanJobs);
    } else if (isFor(miningSetDifficulty, method, params)) {
      this.#difficultySent = true;
      this.#terms = { ...this.#terms, difficulty: params.difficulty };
    } else if (isFor(miningSetExtranonce, method, params)) {
      // A miner that does not know the message would keep its old extranonce.
      if (!this.takesExtranonce) return;
      const { extranonce1 = this.extranonce1, extranonce2Size = this.extranonce2Size } = params;
      this.#terms = { ...this.#terms, extranonce1, extranonce2Size };
    } else if (isFor(miningSetVersionMask, method, params)) {
      this.versionMask = Number.parseInt(params.mask, 16);
    }
    this.#connection.send(message);
    this.#jobSent ||= method === miningNotify.name;
    this.#endHandshake();
  }

  /** An error in the owner's option closes this session only. */
  #sendDifficulty(): boolean {
    try {
      this.notify(miningSetDifficulty, { difficulty: this.#host.difficulty(this) });
      return true;
    } catch (error) {
      this.#host.failed(error);
      this.close();
      return false;
    }
  }

  #answered({ method }: Call): void {
    if (method === miningSubscribe.name && this.subscribed) this.#order.subscribed();
    if (method === miningAuthorize.name) this.#order.authorized();
    if (this.#ready || !this.subscribed || this.workers.size === 0) return;
    this.#ready = true;
    this.#endHandshake();
    this.#host.ready(this);
  }

  #endHandshake(): void {
    if (this.#ready && this.#jobSent) this.#connection.shaken();
  }
}

/** Asserts that parameters belong to the method of that name. */
function isFor<Params>(wanted: Method<Params, void>, method: string, _params: unknown): _params is Params {
  return method === wanted.name;
}
