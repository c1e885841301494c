import type { CallOptions } from "../rpc/call-options.js";
import type { Connection, Receiver } from "../rpc/connection.js";
import { RpcError } from "../rpc/error.js";
import { watch } from "../rpc/wait.js";

/**
 * Opens a WebSocket with the platform's own class.
 *
 * @throws RpcError `CONNECT_FAILED`, `TIMEOUT` or `ABORTED`. Browsers hide why a connection failed.
 */
export function openBrowserWebSocket(
  url: string,
  { maxQueue, ...wait }: CallOptions & { readonly maxQueue: number },
): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const connection = new BrowserWebSocket(socket, url, maxQueue);
    const settle = (error?: RpcError) => {
      stop();
      socket.removeEventListener("open", opened);
      socket.removeEventListener("error", failed);
      if (!error) return resolve(connection);
      socket.close();
      reject(error);
    };
    const opened = () => settle();
    const failed = () =>
      settle(new RpcError("CONNECT_FAILED", `can't connect to ${url}`, { executed: "no" }));
    const stop = watch(`connecting to ${url}`, wait, settle);
    socket.addEventListener("open", opened);
    socket.addEventListener("error", failed);
  });
}

/** A browser's socket can't be paused, so messages are kept meanwhile. */
class BrowserWebSocket implements Connection {
  readonly remoteAddress: string;
  readonly #socket: WebSocket;
  readonly #maxQueue: number;
  readonly #inbox: string[] = [];
  #receiver: Receiver | undefined;
  #delivering = false;
  #pauses = 0;
  #isClosed = false;
  #error: RpcError | undefined;

  constructor(socket: WebSocket, remoteAddress: string, maxQueue: number) {
    this.remoteAddress = remoteAddress;
    this.#socket = socket;
    this.#maxQueue = maxQueue;
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#inbox.push(data);
      this.#deliver();
    });
    socket.addEventListener("close", ({ wasClean, code }) => {
      this.#isClosed = true;
      if (!wasClean) this.#error ??= new RpcError("CLOSED", `${remoteAddress}: connection lost (${code})`);
      this.#receiver?.closed(this.#error);
    });
  }

  open(receiver: Receiver): void {
    this.#receiver = receiver;
    this.#deliver();
    if (this.#isClosed) receiver.closed(this.#error);
  }

  send(message: string | Uint8Array): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(typeof message === "string" ? message : new TextDecoder().decode(message));
    if (this.#socket.bufferedAmount <= this.#maxQueue) return;
    this.#error ??= new RpcError("OVERLOADED", `${this.remoteAddress}: reads too slowly`);
    this.#socket.close();
  }

  pause(): void {
    this.#pauses++;
  }

  resume(): void {
    this.#pauses--;
    this.#deliver();
  }

  close(): void {
    this.#socket.close();
  }

  #deliver(): void {
    if (this.#delivering || !this.#receiver) return;
    this.#delivering = true;
    while (this.#pauses === 0) {
      const message = this.#inbox.shift();
      if (message === undefined) break;
      this.#receiver.message(message);
    }
    this.#delivering = false;
  }
}
