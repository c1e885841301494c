import type { CallOptions } from "../rpc/call-options.js";
import { failedCall, isRpcError, RpcError } from "../rpc/error.js";
import { chain, type Interceptor } from "../rpc/interceptor.js";
import type { Caller, Method } from "../rpc/method.js";
import { prepareCall } from "../rpc/prepared-call.js";
import type { ResultPolicy } from "../rpc/result.js";
import { traceCall } from "../rpc/trace.js";
import { refuseAborted, watch } from "../rpc/wait.js";
import { fromWireError } from "../rpc/wire-error.js";
import { decode } from "../wire/decode.js";
import type { Dialect } from "../wire/dialect.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Message, Reply } from "../wire/message.js";
import { readError } from "../wire/read-error.js";
import { sendBatch, type UntypedCall } from "./http-batch.js";
import { HttpBatcher } from "./http-batcher.js";
import { connectionError, statusError } from "./http-errors.js";
import type { HttpPost, HttpReply } from "./http-post.js";

/** Options of an HTTP caller. */
export interface HttpCallerOptions {
  /** The URL for error messages, without credentials: `http://127.0.0.1:8332/`. */
  readonly url: string;
  /** Sends requests to that URL. */
  readonly post: HttpPost;
  /** How calls are written. Default: `jsonrpc2`. */
  readonly dialect?: Dialect | undefined;
  /** Returns the `Authorization` header. Called for each request. */
  readonly authorization?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Called when the server rejects the credentials. True repeats the request once with new ones. */
  readonly unauthorized?: () => boolean | Promise<boolean>;
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number | undefined;
  /** What happens to results that do not match their schema. Default: they are refused. */
  readonly results?: (method: string) => ResultPolicy;
  /** Around every call; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<CallOptions>[] | undefined;
  /** The most calls of one turn that are joined into one request. Default: 1, no batching. */
  readonly batch?: number | undefined;
  /** The longest answer, in bytes. Default: 268,435,456. */
  readonly maxAnswer?: number | undefined;
}

const defaultDeadline = 30_000;
const defaultMaxAnswer = 268_435_456;

/**
 * Calls JSON-RPC methods over HTTP with keep-alive connections. Accepts JSON-RPC 1.0 and 2.0 answers with
 * any HTTP status, and errors in plain text.
 */
export class HttpCaller implements Caller {
  readonly #options: HttpCallerOptions;
  readonly #dialect: Dialect;
  readonly #intercept: Interceptor<CallOptions> | undefined;
  readonly #batcher: HttpBatcher | undefined;
  #lastId = 0;

  constructor(options: HttpCallerOptions) {
    this.#options = options;
    this.#dialect = options.dialect ?? jsonrpc2;
    this.#intercept = chain(options.interceptors);
    if ((options.batch ?? 1) > 1)
      this.#batcher = new HttpBatcher(
        options.batch ?? 1,
        (body, deadline) => this.#exchange(body, "batch", { deadline }),
        ({ status, text }) => statusError("batch", options.url, status, text),
      );
  }

  async call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options: CallOptions = {},
  ): Promise<Result> {
    const prepared = await prepareCall(method, params, this.#results(method.name));
    const send = async () =>
      prepared.result(await this.#request(method.name, prepared.wire, options, prepared.exact));
    const result = await (this.#intercept
      ? this.#intercept({ method, params, context: options }, send)
      : send());
    return prepared.check(result);
  }

  /** Sends a notification. Whether it arrives is not known. */
  notify<Params>(method: Method<Params, void>, params: Params): void {
    const send = async () => {
      const { wire } = await prepareCall(method, params, { check: "off" });
      await this.#exchange(this.#dialect.notification(method.name, wire), method.name, {});
    };
    send().catch(() => {});
  }

  /** Calls a method without a schema: parameters and result are as they are on the wire. */
  async request(name: string, wire: unknown, options: CallOptions = {}): Promise<unknown> {
    return (await this.#request(name, wire, options)).result;
  }

  /**
   * Sends calls as one request. `collect` makes them synchronously; each gets its own result or error.
   *
   * @throws RpcError when the request as a whole fails: then no call has a result.
   */
  async batch<const Calls extends readonly unknown[] | []>(
    collect: (caller: Caller, call: UntypedCall) => Calls,
    options: CallOptions = {},
  ) {
    let status = 200;
    return sendBatch(collect, {
      nextId: () => ++this.#lastId,
      results: (method) => this.#results(method),
      post: async (body) => {
        const reply = await this.#exchange(body, "batch", options);
        status = reply.status;
        return reply.text;
      },
      refuse: (text) => statusError("batch", this.#options.url, status, text),
    });
  }

  /**
   * Cancels waiting calls and closes the connections: daemons can't stop while they are open. A later call
   * opens new ones.
   */
  async close(): Promise<void> {
    await this.#options.post.close();
  }

  #results(method: string): ResultPolicy {
    return this.#options.results?.(method) ?? { check: "strict" };
  }

  /** @param exact A result whose digits must be kept is read from its own text. */
  async #request(
    name: string,
    wire: unknown,
    options: CallOptions,
    exact?: readonly string[],
  ): Promise<Reply> {
    const end = traceCall("caller", name);
    const id = ++this.#lastId;
    try {
      const body = this.#dialect.request(id, name, wire);
      const reply =
        this.#batcher && !exact
          ? this.#read(
              name,
              await this.#batcher.send(id, body, name, { ...options, deadline: this.#deadline(options) }),
            )
          : this.#replyOf(name, await this.#exchange(body, name, options));
      end?.();
      return reply;
    } catch (cause) {
      const error = isRpcError(cause) && cause.method === undefined ? failedCall(cause, name) : cause;
      end?.(error);
      throw error;
    }
  }

  /** The body decides whether the call succeeded; the status counts only if the body doesn't. */
  #replyOf(name: string, { status, text }: HttpReply): Reply {
    const reply = decode(text);
    if (Array.isArray(reply) || reply.kind !== "reply")
      throw statusError(name, this.#options.url, status, text);
    return this.#read(name, reply);
  }

  /** @throws RpcError The server's error. */
  #read(name: string, message: Message): Reply {
    if (message.kind !== "reply") throw new RpcError("REMOTE", `${name}: the answer is not a reply`);
    const error = readError(message.error);
    if (error) throw fromWireError(error, this.#dialect, name);
    return message;
  }

  #deadline({ deadline }: CallOptions): number {
    return deadline ?? this.#options.deadline ?? defaultDeadline;
  }

  async #exchange(body: string, name: string, options: CallOptions): Promise<HttpReply> {
    const reply = await this.#post(body, name, options);
    if (reply.status !== 401 || !(await this.#options.unauthorized?.())) return reply;
    return this.#post(body, name, options);
  }

  async #post(body: string, name: string, { signal, ...options }: CallOptions): Promise<HttpReply> {
    const deadline = this.#deadline(options);
    const { url, post, authorization: credentials, maxAnswer = defaultMaxAnswer } = this.#options;
    refuseAborted(name, signal);
    const authorization = await credentials?.();
    const over = new AbortController();
    const stop = watch(name, { deadline, signal }, (error) => over.abort(error));
    try {
      return await post.send({ body, authorization, signal: over.signal, maxAnswer, name });
    } catch (error) {
      throw over.signal.aborted ? over.signal.reason : connectionError(name, url, error);
    } finally {
      stop();
    }
  }
}
