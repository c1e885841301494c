import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { type Connection, type Receiver, RpcError } from "../rpc/index.js";

/** How WebSocket connections carry messages. */
export interface WebSocketOptions {
  /** Bytes of the longest message that is received. */
  readonly maxMessage: number;
  /** Bytes that may wait to be read by the other end before it is cut off. */
  readonly maxQueue: number;
  readonly connected: (connection: Connection, request: IncomingMessage) => void;
}

/** Takes HTTP requests over to WebSocket: a message a frame. */
export function webSocketUpgrade(
  options: WebSocketOptions,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessage,
    clientTracking: false,
  });
  return (request, socket, head) => {
    server.handleUpgrade(request, socket, head, (webSocket) => {
      const { remoteAddress = "unknown", remotePort } = request.socket;
      options.connected(
        new WebSocketConnection(webSocket, `${remoteAddress}:${remotePort}`, options.maxQueue),
        request,
      );
    });
  };
}

class WebSocketConnection implements Connection {
  readonly remoteAddress: string;
  readonly #socket: WebSocket;
  readonly #maxQueue: number;
  #error: RpcError | undefined;

  constructor(socket: WebSocket, remoteAddress: string, maxQueue: number) {
    this.remoteAddress = remoteAddress;
    this.#socket = socket;
    this.#maxQueue = maxQueue;
    socket.on("error", (cause) => {
      this.#error ??= new RpcError("CLOSED", `${remoteAddress}: ${cause.message}`, { cause });
    });
  }

  open(receiver: Receiver): void {
    this.#socket.on("message", (data: Buffer) => receiver.message(data.toString("utf8")));
    this.#socket.on("close", () => receiver.closed(this.#error));
  }

  send(message: string | Uint8Array): void {
    this.#socket.send(message);
    if (this.#socket.bufferedAmount <= this.#maxQueue) return;
    this.#error ??= new RpcError(
      "OVERLOADED",
      `${this.remoteAddress}: reads too slowly, more than ${this.#maxQueue} bytes wait`,
    );
    this.#socket.terminate();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.close();
  }
}
