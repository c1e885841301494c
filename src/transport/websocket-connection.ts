import { WebSocket } from "ws";
import { type Connection, type Receiver, RpcError, type Secrets, wireLog } from "../rpc/index.js";
import { guardedEnd, receiverFailed } from "./guarded.js";

/** Limits of a WebSocket connection. */
export interface WebSocketLimits {
  /** The longest received message, in bytes. */
  readonly maxMessage: number;
  /** Bytes that may wait for the peer to read them before it is disconnected. */
  readonly maxQueue: number;
  /** Parts of messages that logs hide. Default: none. */
  readonly secrets?: Secrets | undefined;
}

/** Milliseconds that the peer may take to close after this side did. */
const closeDeadline = 2_000;

/** The code of a connection that ended without a close frame (RFC 6455, section 7.1.5). */
const lostCode = 1006;

/** Messages over an open WebSocket, one per frame. */
export function webSocketConnection(
  socket: WebSocket,
  remoteAddress: string,
  limits: WebSocketLimits,
): Connection {
  return new WebSocketConnection(socket, remoteAddress, limits);
}

class WebSocketConnection implements Connection {
  readonly remoteAddress: string;
  readonly #socket: WebSocket;
  readonly #limits: WebSocketLimits;
  /** Frames that arrived before delivery started, or with others in one segment while it is paused. */
  readonly #inbox: string[] = [];
  #receiver: Receiver | undefined;
  #end: ReturnType<typeof guardedEnd> | undefined;
  #delivering = false;
  #pauses = 0;
  #closing = false;
  #closed = false;
  #error: RpcError | undefined;

  constructor(socket: WebSocket, remoteAddress: string, limits: WebSocketLimits) {
    this.remoteAddress = remoteAddress;
    this.#socket = socket;
    this.#limits = limits;
    socket.on("error", (cause: NodeJS.ErrnoException) => {
      const code = cause.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH" ? "TOO_LONG" : "CLOSED";
      this.#error ??= new RpcError(code, `${remoteAddress}: ${cause.message}`, { cause });
    });
    socket.on("message", (data: Buffer) => {
      this.#inbox.push(data.toString("utf8"));
      this.#deliver();
    });
    socket.on("close", (code) => {
      if (code === lostCode && !this.#closing)
        this.#error ??= new RpcError(
          "CLOSED",
          `${remoteAddress}: the connection was lost without a close frame`,
        );
      this.#closed = true;
      this.#end?.closed(this.#error);
    });
  }

  open(receiver: Receiver): void {
    this.#receiver = receiver;
    this.#end = guardedEnd(receiver, (error) => this.#fail(error));
    this.#deliver();
    if (this.#closed) this.#end.closed(this.#error);
  }

  send(message: string | Uint8Array): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const { maxQueue, secrets } = this.#limits;
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
    if (this.#closing) return;
    this.#closing = true;
    this.#socket.close();
    const timer = setTimeout(() => this.#socket.terminate(), closeDeadline);
    this.#socket.once("close", () => clearTimeout(timer));
  }

  #fail(error: RpcError): void {
    this.#error ??= error;
    this.#socket.terminate();
  }

  #deliver(): void {
    const receiver = this.#receiver;
    if (this.#delivering || !receiver) return;
    this.#delivering = true;
    try {
      while (this.#pauses === 0 && this.#socket.readyState === WebSocket.OPEN) {
        const message = this.#inbox.shift();
        if (message === undefined) break;
        wireLog.received(this.remoteAddress, message, this.#limits.secrets);
        receiver.message(message);
      }
    } catch (error) {
      this.#fail(receiverFailed(error));
    }
    this.#delivering = false;
  }
}
