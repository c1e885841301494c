import type { Dispatcher, Pool } from "undici";
import { RpcError, type Secrets, wireLog } from "../rpc/index.js";
import type { HttpPost, HttpReply } from "./http-post.js";

/** Daemons close idle connections after 30 seconds; the client closes them earlier. */
const keepAlive = 10_000;

/** Options of the requests. */
export interface UndiciPostOptions {
  /** Concurrent requests; others wait. Default: 8. */
  readonly connections?: number | undefined;
  /** Parts of calls that logs hide. Default: none. */
  readonly secrets?: Secrets | undefined;
  /** Options of `tls.connect` for `https:`. */
  readonly tls?: object | undefined;
}

/** Sends requests with undici. */
export function undiciPost(url: string, { connections = 8, secrets, tls }: UndiciPostOptions = {}): HttpPost {
  const { origin, pathname, search } = new URL(url);
  let pool: Pool | undefined;
  const open = ({ Pool }: typeof import("undici")) =>
    new Pool(origin, {
      connections,
      pipelining: 1,
      keepAliveTimeout: keepAlive,
      keepAliveMaxTimeout: keepAlive,
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(tls && { connect: tls }),
    });
  return {
    send: async ({ body, authorization, signal, maxAnswer, name }) => {
      if (!pool) {
        // Loaded by the first call: it would take most of the time of importing this package.
        const undici = await import("undici");
        pool ??= open(undici);
      }
      wireLog.sent(origin, body, secrets);
      const response = await pool.request({
        method: "POST",
        path: pathname + search,
        headers: { "content-type": "application/json", ...(authorization && { authorization }) },
        body,
        signal,
      });
      const text = await readReply(response.body, maxAnswer, name);
      wireLog.received(origin, text);
      return { status: response.statusCode, text } satisfies HttpReply;
    },
    close: async () => {
      const closing = pool;
      pool = undefined;
      await closing?.destroy();
    },
  };
}

/** Reads in pieces, so that an endless reply is refused before it fills memory. */
async function readReply(
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
