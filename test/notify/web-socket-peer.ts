import { once } from "node:events";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

/** The other end of a WebSocket, message by message. */
export class WebSocketPeer {
  readonly socket: WebSocket;
  readonly #messages: string[] = [];
  #arrived = () => {};

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      this.#messages.push(data.toString("utf8"));
      this.#arrived();
    });
    socket.on("close", () => this.#arrived());
  }

  /** Opens one, which ends with the test. */
  static async connect(port: number, authorization?: string): Promise<WebSocketPeer> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, {
      headers: { ...(authorization !== undefined && { authorization }) },
    });
    onTestFinished(() => socket.terminate());
    await once(socket, "open");
    return new WebSocketPeer(socket);
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** The next message that was not read yet. @throws where the connection ends before it. */
  async message(): Promise<string> {
    for (;;) {
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error("the connection is over");
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }
}
