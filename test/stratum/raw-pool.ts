import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

/** A pool that lets everybody in and then has nothing to say. */
export interface RawPool {
  readonly port: number;
  /** How often it was asked whether it is there. */
  pings: number;
  /** What it was sent. */
  readonly lines: string[];
  /** Sends a line to everybody. */
  send(line: string): void;
}

interface RawPoolOptions {
  /** Default: true. */
  readonly answersPings?: boolean;
  /** What it answers by method, as it writes it, without the id: `"result":null,"error":"Stale"`. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Methods that it does not answer at all. */
  readonly silent?: readonly string[];
  /** What it sends after the subscription. */
  readonly jobs?: readonly object[];
}

/** Starts one, which stops with the test. */
export async function startRawPool({
  answersPings = true,
  answers = {},
  silent = [],
  jobs = [],
}: RawPoolOptions): Promise<RawPool> {
  const sockets = new Set<Socket>();
  const lines: string[] = [];
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    createInterface(socket).on("line", (line) => {
      const { id, method }: { id: number; method: string } = JSON.parse(line);
      lines.push(line);
      if (silent.includes(method)) return;
      const answer = (result: unknown) => socket.write(`${JSON.stringify({ id, result, error: null })}\n`);
      if (answers[method]) socket.write(`{"id":${id},${answers[method]}}\n`);
      else if (method === "mining.subscribe") {
        answer([[["mining.notify", "1"]], "0000000a", 4]);
        for (const message of jobs) socket.write(`${JSON.stringify(message)}\n`);
      } else if (method === "mining.configure") answer({});
      else if (method !== "mining.ping") answer(true);
      else {
        pool.pings++;
        if (answersPings) answer("pong");
      }
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    listener.close();
  });
  const address = listener.address();
  const pool: RawPool = {
    port: typeof address === "object" && address ? address.port : 0,
    pings: 0,
    lines,
    send: (line) => {
      for (const socket of sockets) socket.write(`${line}\n`);
    },
  };
  return pool;
}
