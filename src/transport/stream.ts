import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Connection, type Receiver, RpcError, type Secrets, wireLog } from "../rpc/index.js";
import { type FrameReader, type Framing, trimmed } from "../wire/framing.js";
import { isWhole } from "../wire/whole.js";
import { remoteAddressOf } from "./address.js";
import { guardedEnd, receiverFailed } from "./guarded.js";

/** Options of a connection over a stream of bytes. */
export interface StreamOptions {
  readonly framing: Framing;
  /** The longest received message: characters, or bytes for framings that count these. */
  readonly maxMessage: number;
  /** Bytes that may wait for the peer to read them before it is disconnected. */
  readonly maxQueue: number;
  /** The peer's address. Default: the socket's remote address. */
  readonly remoteAddress?: string;
  /** Why the peer ended the stream, such as the exit code of a program. Asked only if this side did not close it. */
  readonly failure?: () => Promise<string | undefined>;
  /** Milliseconds that the peer may take to close after this side did. Default: 2,000. */
  readonly closeDeadline?: number;
  /** Parts of messages that logs hide. Default: none. */
  readonly secrets?: Secrets | undefined;
}

const defaultCloseDeadline = 2_000;

/** Messages over a stream of bytes: a socket, a pipe, or both pipes of a process as one. */
export function streamConnection(socket: Duplex, options: StreamOptions): Connection {
  return new StreamConnection(socket, options);
}

class StreamConnection implements Connection {
  readonly remoteAddress: string;
  readonly #socket: Duplex;
  readonly #options: StreamOptions;
  #receiver: Receiver | undefined;
  #end: ReturnType<typeof guardedEnd> | undefined;
  /** Texts for the next write. */
  #outgoing = "";
  #receiving = false;
  #flushScheduled = false;
  #pauses = 0;
  /** The peer sends nothing more; the receiver has not been notified yet. */
  #ended = false;
  #closed = false;
  /** The peer ended the stream, or it failed, before this side closed it. */
  #lost = false;
  #error: RpcError | undefined;
  #reader: FrameReader | undefined;

  constructor(socket: Duplex, options: StreamOptions) {
    this.#socket = socket;
    this.#options = options;
    this.remoteAddress =
      options.remoteAddress ?? (socket instanceof Socket ? remoteAddressOf(socket) : "pipe");
    if (socket instanceof Socket) socket.setNoDelay(true);
    socket.on("error", (cause) => {
      this.#lost ||= !this.#closed;
      this.#fail(new RpcError("CLOSED", `${this.remoteAddress}: ${cause.message}`, { cause }));
    });
  }

  open(receiver: Receiver): void {
    const reader = this.#options.framing.createReader(this.#options.maxMessage);
    this.#receiver = receiver;
    this.#end = guardedEnd(receiver, (error) => this.#fail(error));
    this.#reader = reader;
    const socket = this.#socket;
    socket.on("data", (chunk: Buffer) => {
      if (this.#closed || socket.destroyed) return;
      reader.push(chunk);
      this.#receive();
    });
    this.#socket.on("end", () => {
      this.#ended = true;
      this.#lost ||= !this.#closed;
      this.#receive();
    });
    this.#socket.on("close", () => this.#over());
  }

  send(message: string | Uint8Array): void {
    if (this.#closed) return;
    wireLog.sent(this.remoteAddress, message, this.#options.secrets);
    if (typeof message === "string") {
      if (this.#outgoing.length + message.length > this.#options.maxQueue) this.#flushNow();
      if (this.#closed) return;
      this.#outgoing += this.#options.framing.frame(message);
      if (!this.#receiving && !this.#flushScheduled) process.nextTick(() => this.#flush());
      this.#flushScheduled ||= !this.#receiving;
    } else {
      this.#flushNow();
      if (this.#closed) return;
      this.#socket.write(message);
      this.#limit();
    }
  }

  pause(): void {
    this.#pauses++;
    this.#socket.pause();
  }

  resume(): void {
    this.#pauses--;
    this.#receive();
    if (this.#pauses === 0) this.#socket.resume();
  }

  close(): void {
    if (this.#closed) return;
    this.#write();
    this.#closed = true;
    this.#socket.end();
    const timer = setTimeout(
      () => this.#socket.destroy(),
      this.#options.closeDeadline ?? defaultCloseDeadline,
    );
    this.#socket.once("close", () => clearTimeout(timer));
  }

  /** Delivers the messages read so far, unless the receiver pauses; then writes all answers at once. */
  #receive(): void {
    if (this.#receiving) return;
    this.#receiving = true;
    try {
      while (this.#pauses === 0 && !this.#closed) {
        const message = this.#reader?.next() ?? (this.#ended ? this.#rest() : undefined);
        if (message === undefined) break;
        wireLog.received(this.remoteAddress, message, this.#options.secrets);
        this.#receiver?.message(message);
      }
    } catch (error) {
      this.#fail(receiverFailed(error));
    }
    this.#receiving = false;
    this.#flush();
    if (this.#reader?.overflowed)
      this.#fail(
        new RpcError(
          "TOO_LONG",
          `${this.remoteAddress}: a message of more than ${this.#options.maxMessage} characters`,
        ),
      );
    if (this.#ended && this.#pauses === 0) this.#halfClosed();
  }

  /** The last message, if only its end mark is missing. Part of a message is an error of the connection instead. */
  #rest(): string | undefined {
    const rest = this.#reader?.rest();
    if (rest === undefined || isWhole(rest)) return rest;
    if (rest === "" || trimmed(rest) !== "")
      this.#error ??= new RpcError(
        "CLOSED",
        `${this.remoteAddress}: the connection ended in the middle of a message`,
      );
    return undefined;
  }

  /** The peer sends nothing more, and everything it sent is delivered. */
  #halfClosed(): void {
    this.#ended = false;
    if (this.#end?.ended) this.#end.ended();
    else this.close();
  }

  #flush(): void {
    this.#flushScheduled = false;
    this.#flushNow();
  }

  #flushNow(): void {
    this.#write();
    this.#limit();
  }

  #write(): void {
    if (this.#outgoing === "" || this.#closed) return;
    this.#socket.write(this.#outgoing);
    this.#outgoing = "";
  }

  /** Bounds the memory for messages that the peer does not read. */
  #limit(): void {
    const { maxQueue } = this.#options;
    if (this.#closed || this.#socket.writableLength <= maxQueue) return;
    this.#fail(
      new RpcError("OVERLOADED", `${this.remoteAddress}: reads too slowly, more than ${maxQueue} bytes wait`),
    );
  }

  #fail(error: RpcError): void {
    this.#error ??= error;
    this.#closed = true;
    this.#outgoing = "";
    this.#socket.destroy();
  }

  #over(): void {
    this.#closed = true;
    const { failure } = this.#options;
    if (!this.#lost || !failure) this.#end?.closed(this.#error);
    else
      failure().then((reason) => {
        const failed = reason && new RpcError("CLOSED", `${this.remoteAddress}: ${reason}`);
        this.#end?.closed(failed || this.#error);
      });
  }
}
