import type { CallOptions } from "../rpc/call-options.js";
import { chain, type Interceptor } from "../rpc/interceptor.js";
import type { Caller, Method } from "../rpc/method.js";
import { prepareCall } from "../rpc/prepared-call.js";
import type { ResultPolicy } from "../rpc/result.js";
import { traceCall } from "../rpc/trace.js";
import { watch } from "../rpc/wait.js";
import { fromWireError } from "../rpc/wire-error.js";
import { decode } from "../wire/decode.js";
import type { Dialect } from "../wire/dialect.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Reply } from "../wire/message.js";
import { readError } from "../wire/read-error.js";
import { sendBatch, type UntypedCall } from "./http-batch.js";
import { connectionError, statusError } from "./http-errors.js";
import type { HttpPost, HttpReply } from "./http-post.js";

/** How JSON-RPC is called over HTTP. */
export interface HttpCallerOptions {
  /** The URL that errors name, without credentials: `http://127.0.0.1:8332/`. */
  readonly url: string;
  /** Sends requests to that URL. */
  readonly post: HttpPost;
  /** How calls are written. Default: `jsonrpc2`. */
  readonly dialect?: Dialect | undefined;
  /** The `Authorization` header, asked for anew for each request. */
  readonly authorization?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Called when the credentials were refused; true to ask for them again and repeat the request, once. */
  readonly unauthorized?: () => boolean | Promise<boolean>;
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number | undefined;
  /** What happens to a method's results that do not match their schema. Default: they are refused. */
  readonly results?: (method: string) => ResultPolicy;
  /** Around every call; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<CallOptions>[] | undefined;
  /** Bytes of the longest answer. Default: 268,435,456. */
  readonly maxAnswer?: number | undefined;
}

const defaultDeadline = 30_000;
const defaultMaxAnswer = 268_435_456;

/**
 * Calls JSON-RPC methods over HTTP, on connections that stay open between calls. It understands
 * answers of JSON-RPC 1.0 and 2.0 whatever their status, and servers that answer in plain text.
 */
export class HttpCaller implements Caller {
  readonly #options: HttpCallerOptions;
  readonly #dialect: Dialect;
  readonly #intercept: Interceptor<CallOptions> | undefined;
  #lastId = 0;

  constructor(options: HttpCallerOptions) {
    this.#options = options;
    this.#dialect = options.dialect ?? jsonrpc2;
    this.#intercept = chain(options.interceptors);
  }

  async call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options: CallOptions = {},
  ): Promise<Result> {
    const prepared = await prepareCall(method, params, this.#results(method.name));
    const send = async () => prepared.result(await this.#request(method.name, prepared.wire, options));
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
   * Sends calls as one request. `collect` makes them, at once; each gets a result or an error of its own.
   *
   * @throws RpcError where the request as a whole failed: then no call has a result.
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
   * Gives up the calls that wait and closes the connections: daemons can't stop while they are open. A
   * later call opens new ones.
   */
  async close(): Promise<void> {
    await this.#options.post.close();
  }

  #results(method: string): ResultPolicy {
    return this.#options.results?.(method) ?? { check: "strict" };
  }

  async #request(name: string, wire: unknown, options: CallOptions): Promise<Reply> {
    const end = traceCall("caller", name);
    try {
      const body = this.#dialect.request(++this.#lastId, name, wire);
      const reply = this.#replyOf(name, await this.#exchange(body, name, options));
      end?.();
      return reply;
    } catch (error) {
      end?.(error);
      throw error;
    }
  }

  /** The body says whether it went well; the status only where the body says nothing. */
  #replyOf(name: string, { status, text }: HttpReply): Reply {
    const reply = decode(text);
    if (Array.isArray(reply) || reply.kind !== "reply")
      throw statusError(name, this.#options.url, status, text);
    const error = readError(reply.error);
    if (error) throw fromWireError(error, this.#dialect);
    return reply;
  }

  async #exchange(body: string, name: string, options: CallOptions): Promise<HttpReply> {
    const reply = await this.#post(body, name, options);
    if (reply.status !== 401 || !(await this.#options.unauthorized?.())) return reply;
    return this.#post(body, name, options);
  }

  async #post(
    body: string,
    name: string,
    { signal, deadline = this.#options.deadline ?? defaultDeadline }: CallOptions,
  ): Promise<HttpReply> {
    const { url, post, authorization: credentials, maxAnswer = defaultMaxAnswer } = this.#options;
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
