import type { Connection } from "../rpc/index.js";

/** More than a handshake needs. */
const longest = { messages: 32, characters: 65_536 };

/**
 * Sends a session's messages one by one during the handshake, each in its own write and turn of the event loop:
 * ckproxy handles one line of what it has read, and the rest only when more arrives. After the handshake, or
 * after 32 messages, messages are sent without delay.
 */
export class PacedConnection implements Pick<Connection, "send" | "pause" | "resume" | "close"> {
  readonly #connection: Connection;
  #waiting: (string | Uint8Array)[] = [];
  #messages = 0;
  #characters = 0;
  #isPaced = true;
  /** How many waiting messages belong to the handshake, once its last one is known. */
  #left = Number.POSITIVE_INFINITY;
  #turn: NodeJS.Immediate | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  send(message: string | Uint8Array): void {
    if (!this.#isPaced) {
      this.#connection.send(message);
      return;
    }
    this.#waiting.push(message);
    this.#messages++;
    this.#characters += message.length;
    if (this.#messages > longest.messages || this.#characters > longest.characters) this.#release();
    else if (!this.#turn) this.#next();
  }

  pause(): void {
    this.#connection.pause();
  }

  resume(): void {
    this.#connection.resume();
  }

  close(): void {
    this.#release();
    this.#connection.close();
  }

  /** Call this when the last message of the handshake was sent. */
  shaken(): void {
    this.#left = Math.min(this.#left, this.#waiting.length);
  }

  /** Call this when the connection has ended. */
  closed(): void {
    clearImmediate(this.#turn);
    this.#waiting = [];
  }

  #next(): void {
    this.#turn = undefined;
    if (this.#left === 0) {
      this.#release();
      return;
    }
    const message = this.#waiting.shift();
    if (message === undefined) return;
    this.#left--;
    this.#connection.send(message);
    this.#turn = setImmediate(() => this.#next());
  }

  /** Sends everything that is waiting, and later messages without delay. */
  #release(): void {
    clearImmediate(this.#turn);
    this.#isPaced = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.#connection.send(message);
  }
}
