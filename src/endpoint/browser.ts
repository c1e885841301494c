/** `stratum/rpc` in browsers: the same `connect`, over WebSocket and HTTP. */
import type { Connection } from "../rpc/connection.js";
import { RpcError } from "../rpc/error.js";
import type { AnyProtocol } from "../rpc/method.js";
import { openBrowserWebSocket } from "../transport/browser-websocket.js";
import { fetchPost } from "../transport/fetch-post.js";
import { createClient, defaultConnectDeadline, defaultLimits, givenConnection } from "./client.js";
import type { Client, ClientOptions } from "./connect-options.js";
import { splitCredentials } from "./url-credentials.js";

export type { CallOptions } from "../rpc/call-options.js";
export { type ErrorCode, errorCodes, isRpcError, RpcError } from "../rpc/error.js";
export { isMethodError, type MethodError, methodError } from "../rpc/method-error.js";
export type {
  Client,
  ClientContext,
  ClientControl,
  ClientEvents,
  ClientLimits,
  ClientOptions,
  ClientStateEvents,
  ReconnectOptions,
} from "./connect-options.js";
export { defineProtocol, notification, request } from "./define-protocol.js";

/**
 * Connects to a server of a protocol from a web page.
 *
 * @param target A `ws:`, `wss:`, `http:` or `https:` URL, or an existing connection.
 * @throws RpcError as in Node.js.
 */
export async function connect<P extends AnyProtocol>(
  target: string | URL | Connection,
  protocol: P,
  options: ClientOptions<P> = {},
): Promise<Client<P>> {
  const failed = (error: unknown) => console.error(error);
  if (typeof target === "object" && "open" in target)
    return createClient(protocol, options, { ...givenConnection(target, options), failed });
  const { url, authorization } = splitCredentials(String(target));
  const given = { ...(authorization !== undefined && { authorization }), ...options };
  if (/^https?:/i.test(url))
    return createClient(protocol, given, {
      http: { url, post: fetchPost(url) },
      carriesCredentials: true,
      failed,
    });
  if (!/^wss?:/i.test(url))
    throw new RpcError("INVALID_OPTION", "a browser supports ws:, wss:, http: and https: URLs only");
  const { connectDeadline: deadline = defaultConnectDeadline } = options;
  const maxQueue = options.limits?.queue ?? defaultLimits.queue;
  const open = (signal: AbortSignal) => openBrowserWebSocket(url, { deadline, maxQueue, signal });
  return createClient(protocol, given, { open, carriesCredentials: false, failed });
}
