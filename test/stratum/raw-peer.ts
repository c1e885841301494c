import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** The other end of a socket, line by line and without a library: what a miner's firmware sees. */
export class RawPeer {
  /** Every line that came, in order. */
  readonly lines: string[] = [];
  readonly socket: Socket;
  #rest = "";
  #read = 0;
  #arrived = () => {};

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding("utf8");
    socket.on("error", () => {});
    socket.on("data", (chunk: string) => {
      const parts = (this.#rest + chunk).split("\n");
      this.#rest = parts.pop() ?? "";
      this.lines.push(...parts);
      this.#arrived();
    });
    socket.on("close", () => this.#arrived());
  }

  static async connect(port: number): Promise<RawPeer> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new RawPeer(socket);
  }

  write(text: string): void {
    this.socket.write(text);
  }

  send(...messages: object[]): void {
    this.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
  }

  /** The next line that was not read yet. @throws where the connection ends before it. */
  async line(): Promise<string> {
    for (;;) {
      const line = this.lines[this.#read];
      if (line !== undefined) {
        this.#read++;
        return line;
      }
      if (this.socket.destroyed) throw new Error("the connection is over");
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** The next line as JSON. */
  async message(): Promise<{
    id?: unknown;
    method?: string;
    params?: unknown[];
    result?: unknown;
    error?: unknown;
  }> {
    return JSON.parse(await this.line());
  }

  /** Waits until the other side has closed the connection. */
  async closed(): Promise<void> {
    while (!this.socket.destroyed) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  end(): void {
    this.socket.destroy();
  }
}
