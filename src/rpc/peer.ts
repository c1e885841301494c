import { decode } from "../wire/decode.js";
import type { Dialect } from "../wire/dialect.js";
import type { Call, Message, Reply } from "../wire/message.js";
import { readError } from "../wire/read-error.js";
import type { CallOptions } from "./call-options.js";
import type { Connection } from "./connection.js";
import type { Answer, Dispatcher } from "./dispatcher.js";
import { failedCall, RpcError } from "./error.js";
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

/** How a peer is created. */
export interface PeerOptions<Context> {
  /** Sends messages. The peer's owner passes received ones to `receive`. */
  readonly connection: Pick<Connection, "send" | "pause" | "resume" | "close">;
  readonly dialect: Dialect;
  /** Answers the remote side's calls. */
  readonly dispatcher: Dispatcher<Context>;
  /** Passed to every handler. */
  readonly context: Context;
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number;
  /** What happens to results that do not match their schema. Default: refused. */
  readonly results?: ResultPolicy;
  /** Around every outgoing request; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<CallOptions>[];
  /** How many calls, in each direction, may wait for an answer at a time. Default: 1,024. */
  readonly maxPending?: number;
  /** Characters of the answers to one batch, after which its other calls are refused. Default: 268,435,456. */
  readonly maxBatchAnswers?: number;
  /** The most calls of one turn that are joined into a batch. Default: 1, no batching. */
  readonly batch?: number | undefined;
  /** Normalizes a result. It may throw the error that the call fails with. */
  readonly normalize?: (method: Method, result: unknown) => unknown;
  /** Called after each call is answered. The answer is undefined when none was due, or in a batch. */
  readonly answered?: (call: Call, answer: Answer) => void;
  /** Called with an error outside of any handler, after which the connection is closed. */
  readonly failed?: (error: unknown) => void;
}

const defaultDeadline = 30_000;
const defaultMaxPending = 1024;

/**
 * One side of a connection: calls the remote side and answers its calls. Messages are handled in order of
 * arrival; handlers that return promises may finish in any order.
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
   * @returns A promise that is fulfilled when the call is answered, if its handler returned one. Undefined
   *   when the answer is already sent or none is due. Never rejects.
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

  /** @throws RpcError `INVALID_PARAMS` when the parameters do not match the schema. */
  notify<Params>(method: Method<Params, void>, params: Params): void {
    this.send(encodeNotification(method, params, this.#options.dialect));
  }

  /** Sends the text of an encoded message, unless the connection has ended. */
  send(text: string): void {
    if (!this.#closed) this.#outbox.send(text);
  }

  /**
   * Sends a notification with an id, for peers that refuse messages without one. Any answer is ignored.
   *
   * @throws RpcError `INVALID_PARAMS` when the parameters do not match the schema.
   */
  post<Params>(method: Method<Params, void>, params: Params): void {
    const text = encodeNotification(method, params, this.#options.dialect, this.#pending.skip());
    if (!this.#closed) this.#options.connection.send(text);
  }

  /** Call this when the remote side sends nothing more: closes the connection once every answer is sent. */
  ended(): void {
    this.#ended = true;
    if (this.#answering === 0) this.#options.connection.close();
  }

  /** Fulfilled once every call of the remote side is answered. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#answering === 0) resolve();
      else this.#whenIdle.push(resolve);
    });
  }

  /** Call this when the connection has ended: waiting and later calls fail. */
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

  /** Calls a method without a descriptor, with parameters as they are on the wire. @throws as `call` does. */
  request(
    name: string,
    wire: unknown,
    { signal, deadline = this.#options.deadline ?? defaultDeadline }: CallOptions = {},
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw failedCall(this.#closed, name, "no");
      refuseAborted(name, signal);
      const id = this.#pending.open((answer) => {
        stop();
        if ("kind" in answer) this.#settle(name, answer, resolve, reject);
        else reject(failedCall(answer, name));
      }, name);
      const stop = watch(name, { deadline, signal }, (error) => {
        this.#pending.forget(id);
        reject(failedCall(error, name));
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

  #settle(
    name: string,
    reply: Reply,
    resolve: (reply: Reply) => void,
    reject: (error: RpcError) => void,
  ): void {
    const error = readError(reply.error, reply.rejectReason, reply.result);
    if (error) reject(fromWireError(error, this.#options.dialect, name));
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

  /** Makes a peer wait that calls faster than it is answered. */
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

function isBatch(message: Message | readonly Message[]): message is readonly Message[] {
  return Array.isArray(message);
}

/**
 * Encodes a notification.
 *
 * @param id Sent with it. Default: no id, as in JSON-RPC.
 * @throws RpcError `INVALID_PARAMS`; an Error when the method's validators are not loaded yet.
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
