import { type Dispatcher, Pool } from "undici";
import {
  type Caller,
  type CallOptions,
  fromWireError,
  type Method,
  prepareCall,
  type ResultPolicy,
  RpcError,
  refuseAborted,
  type Secrets,
  traceCall,
  watch,
  wireLog,
} from "../rpc/index.js";
import { decode } from "../wire/decode.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Reply } from "../wire/message.js";
import { readError } from "../wire/read-error.js";
import { sendBatch, type UntypedCall } from "./http-batch.js";
import { connectionError, statusError } from "./http-errors.js";

/** How JSON-RPC is called over HTTP. */
export interface HttpCallerOptions {
  /** Where to: `http://127.0.0.1:8332/`, without credentials. */
  readonly url: string;
  /** The `Authorization` header, asked for anew for each request. */
  readonly authorization?: () => string | undefined | Promise<string | undefined>;
  /** Told that the credentials were refused; true to ask for them again and repeat the request, once. */
  readonly unauthorized?: () => boolean | Promise<boolean>;
  /** Milliseconds that a call waits for its answer. Default: 30,000. */
  readonly deadline?: number;
  /** Requests at a time; others wait for their turn. Default: 8. */
  readonly connections?: number;
  /** What becomes of a method's results that do not fit their schema. Default: refused. */
  readonly results?: (method: string) => ResultPolicy;
  /** Bytes of the longest answer. Default: 268,435,456. */
  readonly maxAnswer?: number;
  /** What of calls is not for logs. Default: nothing. */
  readonly secrets?: Secrets;
}

const defaultDeadline = 30_000;
const defaultMaxAnswer = 268_435_456;

/** Daemons drop idle connections after 30 seconds; this side lets go of them before. */
const keepAlive = 10_000;

/**
 * Calls JSON-RPC methods over HTTP, on connections that stay open between calls. It understands
 * answers of JSON-RPC 1.0 and 2.0 whatever their status, and servers that answer in plain text.
 */
export class HttpCaller implements Caller {
  readonly #options: HttpCallerOptions;
  readonly #origin: string;
  readonly #path: string;
  #pool: Pool | undefined;
  #lastId = 0;

  constructor(options: HttpCallerOptions) {
    const { origin, pathname } = new URL(options.url);
    this.#options = options;
    this.#path = pathname;
    this.#origin = origin;
  }

  async call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options: CallOptions = {},
  ): Promise<Result> {
    const { wire, read } = await prepareCall(method, params, this.#results(method.name));
    return read(await this.#request(method.name, wire, options));
  }

  /** Sends a notification; whether it arrived is not told. */
  notify<Params>(method: Method<Params, void>, params: Params): void {
    const send = async () => {
      const { wire } = await prepareCall(method, params, { check: "off" });
      await this.#exchange(jsonrpc2.notification(method.name, wire), method.name, {});
    };
    send().catch(() => {});
  }

  /** Calls a method of which nothing is known: parameters and result are as they are on the wire. */
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
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.destroy();
  }

  #open(): Pool {
    return new Pool(this.#origin, {
      connections: this.#options.connections ?? 8,
      pipelining: 1,
      keepAliveTimeout: keepAlive,
      keepAliveMaxTimeout: keepAlive,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  #results(method: string): ResultPolicy {
    return this.#options.results?.(method) ?? { check: "strict" };
  }

  async #request(name: string, wire: unknown, options: CallOptions): Promise<Reply> {
    const end = traceCall("caller", name);
    try {
      const body = jsonrpc2.request(++this.#lastId, name, wire);
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
    if (error) throw fromWireError(error, jsonrpc2);
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
    const { url, authorization, maxAnswer = defaultMaxAnswer } = this.#options;
    refuseAborted(name, signal);
    const credentials = await authorization?.();
    const over = new AbortController();
    const stop = watch(name, { deadline, signal }, (error) => over.abort(error));
    try {
      this.#pool ??= this.#open();
      wireLog.sent(this.#origin, body, this.#options.secrets);
      const response = await this.#pool.request({
        method: "POST",
        path: this.#path,
        headers: { "content-type": "application/json", ...(credentials && { authorization: credentials }) },
        body,
        signal: over.signal,
      });
      const text = await readAnswer(response.body, maxAnswer, name);
      wireLog.received(this.#origin, text);
      return { status: response.statusCode, text };
    } catch (error) {
      throw over.signal.aborted ? over.signal.reason : connectionError(name, url, error);
    } finally {
      stop();
    }
  }
}

interface HttpReply {
  readonly status: number;
  readonly text: string;
}

/** In pieces, so that an answer without end is not taken in before its length is known. */
async function readAnswer(
  body: Dispatcher.ResponseData["body"],
  limit: number,
  name: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new RpcError("TOO_LONG", `${name}: the answer is longer than ${limit} bytes`, {
        executed: "yes",
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
