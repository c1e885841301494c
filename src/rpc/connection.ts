import type { RpcError } from "./error.js";

/** A two-way stream of messages, each a text. Transports make connections, peers use them. */
export interface Connection {
  /** The other end's address, for people: `127.0.0.1:50112`. */
  readonly remoteAddress: string;
  /** Starts delivery. Called once, at once after the connection is made; nothing is lost before. */
  open(receiver: Receiver): void;
  /**
   * Queues a message. What is queued while messages are being received goes out in one write after
   * them. A connection whose peer reads too slowly is closed with `OVERLOADED`.
   *
   * @param message A text, or the bytes of one with its line end, made once for many connections.
   */
  send(message: string | Uint8Array): void;
  /** Stops delivery until `resume` was called as often as this; what a peer sends meanwhile waits in its own buffers. */
  pause(): void;
  resume(): void;
  /** Sends what is queued, then closes. Calls after the first one do nothing. */
  close(): void;
}

/** Where a connection's messages go. */
export interface Receiver {
  message(text: string): void;
  /** The other side sends nothing more, but may still read. Default: the connection is closed. */
  ended?(): void;
  /** The connection is over; no message follows. Without an error, one side closed it on purpose. */
  closed(error?: RpcError): void;
}
