import type { Reply } from "../wire/message.js";
import { RpcError } from "./error.js";

type Settle = (reply: Reply | RpcError) => void;

/** The calls of one side of a connection that are waiting for an answer, by id. */
export class PendingCalls {
  readonly #waiting = new Map<number, Settle>();
  readonly #limit: number;
  #lastId = 0;

  /** @param limit How many calls may wait at a time. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /**
   * Starts waiting. `settle` gets the answer, or the error that ended the wait.
   * `method` names the call in the error.
   *
   * @returns The id to send.
   * @throws RpcError `OVERLOADED` when too many calls are waiting.
   */
  open(settle: Settle, method?: string): number {
    if (this.#waiting.size >= this.#limit)
      throw new RpcError("OVERLOADED", `${this.#limit} calls are already waiting for an answer`, {
        executed: "no",
        ...(method !== undefined && { method }),
      });
    const id = ++this.#lastId;
    this.#waiting.set(id, settle);
    return id;
  }

  /** @returns An id whose answer is ignored. */
  skip(): number {
    return ++this.#lastId;
  }

  /** Stops waiting; a later answer is ignored. */
  forget(id: number): void {
    this.#waiting.delete(id);
  }

  /** @returns False when no call has this id. Some peers send it back as a string. */
  settle(reply: Reply): boolean {
    const id = Number(reply.id.replaceAll('"', ""));
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(reply);
    return settle !== undefined;
  }

  /** Fails all waiting calls. */
  fail(error: RpcError): void {
    const settles = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const settle of settles) settle(error);
  }
}
