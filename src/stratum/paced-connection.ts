import type { Connection } from "../rpc/index.js";

/** More messages than a handshake needs. */
const maxWaiting = { messages: 64, characters: 65_536 };

/**
 * Sends a session's messages one by one during the handshake, each in its own write and turn of the event loop:
 * ckproxy handles one line of what it has read, and the rest only when more arrives. After the handshake,
 * messages are sent without delay.
 */
export class PacedConnection implements Pick<Connection, "send" | "pause" | "resume" | "close"> {
  readonly #connection: Connection;
  #waiting: (string | Uint8Array)[] = [];
  #characters = 0;
  #isPaced = true;
  #isShaken = false;
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
    this.#characters += message.length;
    const isHandshake =
      this.#waiting.length <= maxWaiting.messages && this.#characters <= maxWaiting.characters;
    if (!isHandshake) this.#release();
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
    this.#isShaken = true;
  }

  /** Call this when the connection has ended. */
  closed(): void {
    clearImmediate(this.#turn);
    this.#waiting = [];
  }

  #next(): void {
    this.#turn = undefined;
    const message = this.#waiting.shift();
    if (message === undefined) {
      this.#isPaced = !this.#isShaken;
      return;
    }
    this.#characters -= message.length;
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
