import { decode } from "../wire/decode.js";
import type { Dialect } from "../wire/dialect.js";
import type { Call, Message, Reply } from "../wire/message.js";
import { readError } from "../wire/read-error.js";
import type { CallOptions } from "./call-options.js";
import type { Connection } from "./connection.js";
import type { Answer, Dispatcher } from "./dispatcher.js";
import { RpcError } from "./error.js";
import { answerBatch } from "./exchange.js";
import { chain, type Interceptor } from "./interceptor.js";
import type { Caller, Method, Validators } from "./method.js";
import { createOutbox, type Outbox } from "./outbox.js";
import { writeParams } from "./params.js";
import { PendingCalls } from "./pending-calls.js";
import { checkResult, type ResultPolicy, readResult, resultCheck } from "./result.js";
import { traceCall } from "./trace.js";
import { refuseAborted, watch } from "./wait.js";
import { fromWireError } from "./wire-error.js";

/** What a peer is made from. */
export interface PeerOptions<Context> {
  /** Where messages go; whoever makes the peer hands it those that come. */
  readonly connection: Pick<Connection, "send" | "pause" | "resume" | "close">;
  readonly dialect: Dialect;
  /** Answers the other side's calls. */
  readonly dispatcher: Dispatcher<Context>;
  /** Given to every handler. */
  readonly context: Context;
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number;
  /** What becomes of answers that do not fit their schema. Default: refused. */
  readonly results?: ResultPolicy;
  /** Around every outgoing request; the first one stands outermost. */
  readonly interceptors?: readonly Interceptor<CallOptions>[];
  /** How many calls, in each direction, may wait for an answer at a time. Default: 1,024. */
  readonly maxPending?: number;
  /** Characters of the answers to one batch, after which its other calls are refused. Default: 268,435,456. */
  readonly maxBatchAnswers?: number;
  /** The most calls that are joined to a batch when they are made in one turn. Default: 1, none are joined. */
  readonly batch?: number | undefined;
  /** Makes of an answer's result what the other side meant. It may throw what the call fails with. */
  readonly normalize?: (method: Method, result: unknown) => unknown;
  /** Called for each call once it is answered. The answer is undefined where none was due, or in a batch. */
  readonly answered?: (call: Call, answer: Answer) => void;
  /** Called with what went wrong outside of any handler; the connection is closed then. */
  readonly failed?: (error: unknown) => void;
}

const defaultDeadline = 30_000;
const defaultMaxPending = 1024;

/**
 * One side of a connection: calls the other side, and answers it. Messages are handled in the order
 * in which they come; handlers that return promises may finish in any order.
 */
export class Peer<Context> implements Caller {
  readonly #options: PeerOptions<Context>;
  readonly #maxPending: number;
  readonly #pending: PendingCalls;
  readonly #intercept: Interceptor<CallOptions> | undefined;
  readonly #outbox: Outbox;
  #answering = 0;
  readonly #whenIdle: (() => void)[] = [];
  #ended = false;
  #closed: RpcError | undefined;

  constructor(options: PeerOptions<Context>) {
    this.#options = options;
    this.#maxPending = options.maxPending ?? defaultMaxPending;
    this.#pending = new PendingCalls(this.#maxPending);
    this.#intercept = chain(options.interceptors);
    const { batch = 1, connection } = options;
    this.#outbox = batch > 1 ? createOutbox(batch, (text) => connection.send(text)) : connection;
  }

  /** Handles the text of a message, or of a batch of them. */
  receive(text: string): void {
    void this.handle(decode(text));
  }

  /**
   * Handles a message, or a batch of them.
   *
   * @returns A promise that is fulfilled when a call is answered, where its handler returned one;
   *   undefined where the answer is sent already, or none is due. It is never rejected.
   */
  handle(message: Message | readonly Message[]): Promise<void> | undefined {
    const { dispatcher, context, answered } = this.#options;
    if (isBatch(message)) return this.#handleBatch(message);
    if (message.kind === "reply") this.#pending.settle(message);
    else if (message.kind === "malformed") this.#answer(dispatcher.refuse(message));
    else {
      const answer = dispatcher.answer(message, context);
      if (answer instanceof Promise) return this.#answerLater(answer, [message]);
      this.#answer(answer);
      answered?.(message, answer);
    }
    return undefined;
  }

  call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options: CallOptions = {},
  ): Promise<Result> {
    const { validators } = method;
    if (typeof validators !== "function") return this.#call(method, validators, params, options);
    return validators().then((loaded) => this.#call(method, loaded, params, options));
  }

  /** @throws RpcError `INVALID_PARAMS` when the parameters do not fit the schema. */
  notify<Params>(method: Method<Params, void>, params: Params): void {
    this.send(encodeNotification(method, params, this.#options.dialect));
  }

  /** Sends the text of a message that was written before, unless the connection is over. */
  send(text: string): void {
    if (!this.#closed) this.#outbox.send(text);
  }

  /**
   * Sends a notification with an id, for peers that refuse messages without one. Nobody waits: whatever the answer
   * is, and whenever it comes, it is passed over.
   *
   * @throws RpcError `INVALID_PARAMS` when the parameters do not fit the schema.
   */
  post<Params>(method: Method<Params, void>, params: Params): void {
    const text = encodeNotification(method, params, this.#options.dialect, this.#pending.skip());
    if (!this.#closed) this.#options.connection.send(text);
  }

  /** To be called when the other side sends nothing more: closes the connection once every answer is sent. */
  ended(): void {
    this.#ended = true;
    if (this.#answering === 0) this.#options.connection.close();
  }

  /** Fulfilled once every call of the other side is answered. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#answering === 0) resolve();
      else this.#whenIdle.push(resolve);
    });
  }

  /** To be called when the connection is over: every call that waits fails, and every later one. */
  closed(error: RpcError = new RpcError("CLOSED")): void {
    this.#closed ??= error;
    this.#pending.fail(this.#closed);
  }

  async #call<Params, Result>(
    method: Method<Params, Result>,
    validators: Validators<Params, Result>,
    params: Params,
    options: CallOptions,
  ): Promise<Result> {
    const { results = { check: "strict" } } = this.#options;
    const wire = writeParams(method, validators.params, params);
    const send = async () =>
      readResult(method, this.#normalize(method, await this.request(method.name, wire, options)));
    const end = traceCall("caller", method.name);
    try {
      const call = { method, params, context: options };
      const result = await (this.#intercept ? this.#intercept(call, send) : send());
      checkResult<Result>(method, resultCheck(method, validators, params), result, results);
      end?.();
      return result;
    } catch (error) {
      end?.(error);
      throw error;
    }
  }

  #normalize(method: Method, reply: Reply): Reply {
    const { normalize } = this.#options;
    return normalize ? { ...reply, result: normalize(method, reply.result) } : reply;
  }

  /** Calls a method of which nothing is known, with parameters as they are on the wire. @throws as `call` does. */
  request(
    name: string,
    wire: unknown,
    { signal, deadline = this.#options.deadline ?? defaultDeadline }: CallOptions = {},
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw unsent(this.#closed);
      refuseAborted(name, signal);
      const id = this.#pending.open((answer) => {
        stop();
        if ("kind" in answer) this.#settle(answer, resolve, reject);
        else reject(answer);
      });
      const stop = watch(name, { deadline, signal }, (error) => {
        this.#pending.forget(id);
        reject(error);
      });
      try {
        this.#outbox.send(this.#options.dialect.request(id, name, wire));
      } catch (error) {
        stop();
        this.#pending.forget(id);
        throw error;
      }
    });
  }

  #settle(reply: Reply, resolve: (reply: Reply) => void, reject: (error: RpcError) => void): void {
    const error = readError(reply.error, reply.rejectReason, reply.result);
    if (error) reject(fromWireError(error, this.#options.dialect));
    else resolve(reply);
  }

  #handleBatch(messages: readonly Message[]): Promise<void> | undefined {
    const { dispatcher, context, maxBatchAnswers } = this.#options;
    for (const message of messages) if (message.kind === "reply") this.#pending.settle(message);
    const calls = messages.filter((message) => message.kind === "call");
    const answer = answerBatch(dispatcher, messages, context, maxBatchAnswers);
    if (answer instanceof Promise) return this.#answerLater(answer, calls);
    this.#answer(answer);
    for (const call of calls) this.#options.answered?.(call, undefined);
    return undefined;
  }

  #answer(answer: Answer): void {
    if (answer !== undefined && !this.#closed) this.#options.connection.send(answer);
  }

  /** A peer that asks faster than it is answered has to wait. */
  async #answerLater(answer: Promise<Answer>, calls: readonly Call[]): Promise<void> {
    const { connection, answered, failed } = this.#options;
    if (++this.#answering === this.#maxPending) connection.pause();
    try {
      const text = await answer;
      this.#answer(text);
      const [single] = calls;
      if (single && calls.length === 1) answered?.(single, text);
      else for (const call of calls) answered?.(call, undefined);
    } catch (error) {
      failed?.(error);
      connection.close();
    }
    if (this.#answering-- === this.#maxPending) connection.resume();
    if (this.#answering > 0) return;
    if (this.#ended) connection.close();
    for (const idle of this.#whenIdle.splice(0)) idle();
  }
}

/** Why a call can't be made any more. */
function unsent({ code, message, cause }: RpcError): RpcError {
  return new RpcError(code, message, { cause, executed: "no" });
}

function isBatch(message: Message | readonly Message[]): message is readonly Message[] {
  return Array.isArray(message);
}

/**
 * A notification's text.
 *
 * @param id Sent with it. Default: none, as JSON-RPC has it.
 * @throws RpcError `INVALID_PARAMS`; an Error for a method whose validators are not loaded yet.
 */
export function encodeNotification<Params>(
  method: Method<Params, void>,
  params: Params,
  dialect: Dialect,
  id?: number,
): string {
  const { validators } = method;
  if (typeof validators === "function")
    throw new Error(`${method.name}: the validators of a notification can't be loaded lazily`);
  const wire = writeParams(method, validators.params, params);
  return id === undefined ? dialect.notification(method.name, wire) : dialect.request(id, method.name, wire);
}
