import type { RpcError } from "./error.js";

/** A two-way stream of text messages. Transports create connections, peers use them. */
export interface Connection {
  /** The peer's address, for display: `127.0.0.1:50112`. */
  readonly remoteAddress: string;
  /** Starts delivery. Called once, immediately after the connection is created; earlier messages are kept. */
  open(receiver: Receiver): void;
  /**
   * Queues a message. Messages queued while others are being received are sent in one write after
   * them. A connection whose peer reads too slowly is closed with `OVERLOADED`.
   *
   * @param message A text, or its bytes including the line end, encoded once for many connections.
   */
  send(message: string | Uint8Array): void;
  /** Stops delivery until `resume` has been called as often; meanwhile the peer's messages wait in its own buffers. */
  pause(): void;
  resume(): void;
  /** Sends what is queued, then closes. Calls after the first one do nothing. */
  close(): void;
}

/** Receives a connection's messages. */
export interface Receiver {
  message(text: string): void;
  /** The peer sends nothing more, but may still read. Default: the connection is closed. */
  ended?(): void;
  /** The connection has ended; no message follows. Without an error, one side closed it on purpose, between messages. */
  closed(error?: RpcError): void;
}
