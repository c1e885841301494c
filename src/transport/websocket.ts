import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import {
  type CallOptions,
  type Connection,
  type Receiver,
  RpcError,
  type Secrets,
  watch,
  wireLog,
} from "../rpc/index.js";
import { reasonOf, remoteAddressOf } from "./address.js";
import { guarded } from "./guarded.js";

/** How WebSocket connections carry messages. */
export interface WebSocketOptions {
  /** Bytes of the longest message that is received. */
  readonly maxMessage: number;
  /** Bytes that may wait to be read by the other end before it is cut off. */
  readonly maxQueue: number;
  readonly connected: (connection: Connection, request: IncomingMessage) => void;
  /** What of messages is not for logs. Default: nothing. */
  readonly secrets?: Secrets | undefined;
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
      const remoteAddress = remoteAddressOf(request.socket);
      options.connected(new WebSocketConnection(webSocket, remoteAddress, options), request);
    });
  };
}

/** How a WebSocket is opened. */
export interface WebSocketConnectOptions extends Omit<WebSocketOptions, "connected">, CallOptions {
  /** The `Authorization` header. Default: none. */
  readonly authorization?: string | undefined;
}

/**
 * Opens a WebSocket, for a message a frame.
 *
 * @param url `ws://host:port/`, or `wss://` for TLS.
 * @throws RpcError `CONNECT_FAILED` saying why, `UNAUTHORIZED` where the server refuses the credentials, `TIMEOUT` or
 *   `ABORTED`.
 */
export function connectWebSocket(
  url: URL,
  { authorization, deadline, signal, ...options }: WebSocketConnectOptions,
): Promise<Connection> {
  const where = url.host;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.protocol}//${url.host}${url.pathname}${url.search}`, {
      maxPayload: options.maxMessage,
      headers: { ...(authorization !== undefined && { authorization }) },
    });
    const settle = (error?: RpcError) => {
      stop();
      socket.off("error", fail);
      if (!error) return resolve(new WebSocketConnection(socket, where, options));
      socket.on("error", () => {}).terminate();
      reject(error);
    };
    const fail = (cause: NodeJS.ErrnoException) =>
      settle(new RpcError("CONNECT_FAILED", `can't connect to ${where}: ${reasonOf(cause)}`, { cause }));
    const stop = watch(`connecting to ${where}`, { deadline, signal }, settle);
    socket.once("open", () => settle());
    socket.once("error", fail);
    socket.once("unexpected-response", (_request, { statusCode }) => {
      const isRefusal = statusCode === 401 || statusCode === 403;
      settle(
        isRefusal
          ? new RpcError("UNAUTHORIZED", `${where} refuses the credentials`, { executed: "no" })
          : new RpcError(
              "CONNECT_FAILED",
              `can't connect to ${where}: it answers ${statusCode} to WebSocket`,
            ),
      );
    });
  });
}

class WebSocketConnection implements Connection {
  readonly remoteAddress: string;
  readonly #socket: WebSocket;
  readonly #options: Omit<WebSocketOptions, "connected">;
  /** Frames that came in one segment with others, and wait while delivery is paused. */
  readonly #inbox: string[] = [];
  #receiver: Receiver | undefined;
  #delivering = false;
  #pauses = 0;
  #error: RpcError | undefined;

  constructor(socket: WebSocket, remoteAddress: string, options: Omit<WebSocketOptions, "connected">) {
    this.remoteAddress = remoteAddress;
    this.#socket = socket;
    this.#options = options;
    socket.on("error", (cause: NodeJS.ErrnoException) => {
      const code = cause.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH" ? "TOO_LONG" : "CLOSED";
      this.#error ??= new RpcError(code, `${remoteAddress}: ${cause.message}`, { cause });
    });
  }

  open(receiver: Receiver): void {
    const guard = guarded(receiver, (error) => this.#fail(error));
    this.#receiver = guard;
    this.#socket.on("message", (data: Buffer) => {
      this.#inbox.push(data.toString("utf8"));
      this.#deliver();
    });
    this.#socket.on("close", () => guard.closed(this.#error));
  }

  send(message: string | Uint8Array): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const { maxQueue, secrets } = this.#options;
    wireLog.sent(this.remoteAddress, message, secrets);
    this.#socket.send(message, { binary: false });
    if (this.#socket.bufferedAmount <= maxQueue) return;
    this.#fail(
      new RpcError("OVERLOADED", `${this.remoteAddress}: reads too slowly, more than ${maxQueue} bytes wait`),
    );
  }

  pause(): void {
    this.#pauses++;
    this.#socket.pause();
  }

  resume(): void {
    this.#pauses--;
    this.#deliver();
    if (this.#pauses === 0) this.#socket.resume();
  }

  close(): void {
    this.#socket.close();
  }

  #fail(error: RpcError): void {
    this.#error ??= error;
    this.#socket.terminate();
  }

  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    while (this.#pauses === 0 && this.#socket.readyState === WebSocket.OPEN) {
      const message = this.#inbox.shift();
      if (message === undefined) break;
      wireLog.received(this.remoteAddress, message, this.#options.secrets);
      this.#receiver?.message(message);
    }
    this.#delivering = false;
  }
}
