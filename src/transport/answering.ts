import type { Connection, Receiver } from "../rpc/index.js";

/** Messages of one connection that may wait for an answer at a time. */
const maxWaiting = 64;

/** An answer on a stream. */
export interface StreamAnswer {
  /** Undefined where nobody waits for one. */
  readonly text?: string | undefined;
  /** Closes the connection after it. */
  readonly close?: boolean;
}

/**
 * Answers the messages of a connection, one by one or together. It stays open as long as the other side
 * keeps it open; one that only closed its own half still gets its answers.
 */
export class AnsweringConnection implements Receiver {
  readonly #connection: Connection;
  readonly #answer: (text: string) => Promise<StreamAnswer>;
  readonly #closed: () => void;
  #waiting = 0;
  #ended = false;

  constructor(connection: Connection, answer: (text: string) => Promise<StreamAnswer>, closed: () => void) {
    this.#connection = connection;
    this.#answer = answer;
    this.#closed = closed;
    connection.open(this);
  }

  message(text: string): void {
    if (++this.#waiting === maxWaiting) this.#connection.pause();
    void this.#answerTo(text);
  }

  /** Never rejects. */
  async #answerTo(text: string): Promise<void> {
    try {
      const { text: answer, close } = await this.#answer(text);
      this.#send(answer, close);
    } catch {
      this.#send(undefined, true);
    }
  }

  /** Closes the connection once every answer is sent. */
  ended(): void {
    this.#ended = true;
    if (this.#waiting === 0) this.#connection.close();
  }

  closed(): void {
    this.#closed();
  }

  #send(answer: string | undefined, close = false): void {
    if (answer !== undefined) this.#connection.send(answer);
    if (this.#waiting-- === maxWaiting) this.#connection.resume();
    if (close || (this.#ended && this.#waiting === 0)) this.#connection.close();
  }
}
