import type { Connection } from "../rpc/index.js";

/** More than a handshake has. */
const maxWaiting = { messages: 64, characters: 65_536 };

/**
 * Sends a session's messages one by one while it shakes hands, each in a write and a turn of the event loop
 * of its own: ckproxy takes one line of what it has read and looks at the rest when more comes. After the
 * handshake messages are sent as they come.
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

  /** The handshake is over with the message that was sent last. */
  shaken(): void {
    this.#isShaken = true;
  }

  /** The connection is over. */
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

  /** Sends everything that waits, and what comes later without a pause. */
  #release(): void {
    clearImmediate(this.#turn);
    this.#isPaced = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.#connection.send(message);
  }
}
