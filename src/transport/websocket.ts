import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Connection, Secrets } from "../rpc/index.js";
import { remoteAddressOf } from "./address.js";
import { type HttpAnswer, headText } from "./http-listener.js";
import { type WebSocketLimits, webSocketConnection } from "./websocket-connection.js";

/**
 * The subprotocol that the server selects if a client offers it. Pages can't send headers with a WebSocket: a
 * second subprotocol, `bearer.<token>`, carries their token and is never sent back. Clients of this package don't
 * offer one, because a server without subprotocols would refuse them.
 */
const subprotocol = "jsonrpc";

/** Options of a WebSocket server. */
export interface WebSocketOptions extends WebSocketLimits {
  readonly connected: (connection: Connection, request: IncomingMessage) => void;
  /** Sees each request first; what it returns is answered instead. */
  readonly admit?: (request: IncomingMessage) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;
  /** Parts of messages that logs hide. Default: none. */
  readonly secrets?: Secrets | undefined;
}

/** Upgrades HTTP requests to WebSocket: one message per frame. */
export function webSocketUpgrade(
  options: WebSocketOptions,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessage,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
  const ignore = () => {};
  return (request, socket, head) => {
    socket.on("error", ignore);
    const admitted = (refusal: HttpAnswer | undefined) => {
      if (refusal) return socket.end(headText(refusal));
      socket.off("error", ignore);
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const remoteAddress = remoteAddressOf(request.socket);
        options.connected(webSocketConnection(webSocket, remoteAddress, options), request);
      });
    };
    const admission = options.admit?.(request);
    if (admission instanceof Promise) admission.then(admitted, () => socket.destroy());
    else admitted(admission);
  };
}
