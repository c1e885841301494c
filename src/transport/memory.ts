import type { Connection, Receiver, RpcError } from "../rpc/index.js";
import { guardedEnd, receiverFailed } from "./guarded.js";

/**
 * Creates both ends of a connection in memory. Messages arrive in order, and never within the call that
 * sends them. For tests, and for a client and a server in one process.
 */
export function memoryPair(): [Connection, Connection] {
  const first = new MemoryConnection("memory:1");
  const second = new MemoryConnection("memory:2");
  first.join(second);
  second.join(first);
  return [first, second];
}

class MemoryConnection implements Connection {
  readonly remoteAddress: string;
  readonly #inbox: string[] = [];
  #other: MemoryConnection | undefined;
  #receiver: Receiver | undefined;
  #pauses = 0;
  #closed = false;
  #error: RpcError | undefined;
  #scheduled = false;

  constructor(remoteAddress: string) {
    this.remoteAddress = remoteAddress;
  }

  join(other: MemoryConnection): void {
    this.#other = other;
  }

  open(receiver: Receiver): void {
    this.#receiver = receiver;
    this.#schedule();
  }

  send(message: string | Uint8Array): void {
    if (this.#closed) return;
    const text = typeof message === "string" ? message : Buffer.from(message).toString("utf8").trimEnd();
    this.#other?.take(text);
  }

  take(text: string): void {
    this.#inbox.push(text);
    this.#schedule();
  }

  pause(): void {
    this.#pauses++;
  }

  resume(): void {
    this.#pauses--;
    this.#schedule();
  }

  /** Messages of the other end are no longer delivered, unlike those of this one. */
  close(): void {
    if (this.#closed) return;
    this.#inbox.length = 0;
    this.end();
    this.#other?.end();
  }

  #fail(error: RpcError): void {
    this.#error ??= error;
    this.close();
  }

  end(): void {
    this.#closed = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#deliver();
    });
  }

  /** Messages sent before the close still arrive. */
  #deliver(): void {
    const receiver = this.#receiver;
    if (!receiver) return;
    try {
      while (this.#pauses === 0 && this.#inbox.length > 0) receiver.message(this.#inbox.shift() ?? "");
    } catch (error) {
      this.#fail(receiverFailed(error));
    }
    if (!this.#closed || this.#inbox.length > 0) return;
    this.#receiver = undefined;
    guardedEnd(receiver, (error) => this.#fail(error)).closed(this.#error);
  }
}
