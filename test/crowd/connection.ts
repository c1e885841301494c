import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** A message of the pool's, as far as miners look at it. */
export interface PoolMessage {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: readonly unknown[];
  readonly result?: unknown;
  readonly error?: readonly unknown[] | null;
}

/** What a connection tells. */
export interface Listener {
  /** What is no answer. */
  readonly called: (message: PoolMessage) => void;
  /** An answer that nobody waits for. */
  readonly surprised: (line: string) => void;
  readonly closed: () => void;
}

/** A miner's socket. Answers go to who asked first under their id: some miners have one id for everything. */
export class MinerConnection {
  readonly #socket: Socket;
  readonly #listener: Listener;
  /** Whether the pool has said anything. */
  hasHeard = false;
  readonly #waiting = new Map<string, ((answer: PoolMessage) => void)[]>();

  private constructor(socket: Socket, listener: Listener) {
    this.#socket = socket;
    this.#listener = listener;
    socket.setNoDelay();
    socket.on("error", () => {});
    socket.once("close", () => listener.closed());
    createInterface({ input: socket })
      .on("line", (line) => this.#take(line))
      .on("error", () => {});
  }

  static async open(port: number, listener: Listener): Promise<MinerConnection> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new MinerConnection(socket, listener);
  }

  /** How many answers are still to come. */
  get unanswered(): number {
    return [...this.#waiting.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Registers for the answer to a line that is about to be written. */
  answerTo(line: string): Promise<PoolMessage> {
    const id = JSON.stringify(JSON.parse(line).id);
    return new Promise((resolve) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]);
    });
  }

  /** Writes, in segments of so many bytes where a size is given. */
  async write(text: string, segment: number | undefined): Promise<void> {
    if (segment === undefined) {
      this.#socket.write(text);
      return;
    }
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += segment) {
      await new Promise((resolve) => this.#socket.write(bytes.subarray(from, from + segment), resolve));
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(line: string): void {
    const message: PoolMessage = JSON.parse(line);
    this.hasHeard = true;
    if (message.method !== undefined) {
      this.#listener.called(message);
      return;
    }
    const answered = this.#waiting.get(JSON.stringify(message.id))?.shift();
    if (answered) answered(message);
    else this.#listener.surprised(line);
  }
}
