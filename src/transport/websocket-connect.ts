import { WebSocket } from "ws";
import { type CallOptions, type Connection, RpcError, watch } from "../rpc/index.js";
import { reasonOf } from "./address.js";
import { type WebSocketLimits, webSocketConnection } from "./websocket-connection.js";

/** Options of a WebSocket's opening. */
export interface WebSocketConnectOptions extends WebSocketLimits, CallOptions {
  /** The `Authorization` header. Default: none. */
  readonly authorization?: string | undefined;
  /** Options of `tls.connect` for `wss:`. */
  readonly tls?: object | undefined;
}

/**
 * Opens a WebSocket from Node.js.
 *
 * @param url `ws://host:port/path`, or `wss://` for TLS. Credentials in it are not sent.
 * @throws RpcError `CONNECT_FAILED` with the reason, `UNAUTHORIZED` when the server refuses the credentials, `TIMEOUT`
 *   or `ABORTED`.
 */
export function connectWebSocket(
  url: URL,
  { authorization, deadline, signal, tls, ...limits }: WebSocketConnectOptions,
): Promise<Connection> {
  const where = url.host;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.protocol}//${url.host}${url.pathname}${url.search}`, {
      maxPayload: limits.maxMessage,
      headers: { ...(authorization !== undefined && { authorization }) },
      ...tls,
    });
    const settle = (error?: RpcError) => {
      stop();
      socket.off("error", fail);
      if (!error) return resolve(webSocketConnection(socket, where, limits));
      socket.on("error", () => {}).terminate();
      reject(error);
    };
    const refuse = (reason: string, cause?: unknown) =>
      settle(
        new RpcError("CONNECT_FAILED", `can't connect to ${where}: ${reason}`, { cause, executed: "no" }),
      );
    const fail = (cause: NodeJS.ErrnoException) => refuse(reasonOf(cause), cause);
    const stop = watch(`connecting to ${where}`, { deadline, signal }, settle);
    socket.once("open", () => settle());
    socket.once("error", fail);
    socket.once("unexpected-response", (_request, { statusCode }) => {
      if (statusCode === 401 || statusCode === 403)
        settle(new RpcError("UNAUTHORIZED", `${where} refuses the credentials`, { executed: "no" }));
      else refuse(`the server answered the WebSocket upgrade with ${statusCode}`);
    });
  });
}
