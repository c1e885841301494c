import { HttpCaller, type HttpCallerOptions } from "./http-caller.js";
import { type UndiciPostOptions, undiciPost } from "./undici-post.js";

/** Options of an HTTP client in Node.js. */
export type HttpClientOptions = Omit<HttpCallerOptions, "post"> & UndiciPostOptions;

/** Calls JSON-RPC methods over HTTP with undici. */
export function createHttpCaller({ connections, secrets, tls, ...options }: HttpClientOptions): HttpCaller {
  return new HttpCaller({ ...options, post: undiciPost(options.url, { connections, secrets, tls }) });
}
