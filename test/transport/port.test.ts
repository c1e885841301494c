import { once } from "node:events";
import { Agent, request } from "node:http";
import type { Socket } from "node:net";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type HttpAnswer, httpListener } from "../../src/transport/http-listener.js";
import { createPort, type PortOptions } from "../../src/transport/port.js";
import { connected, listening } from "./loopback.js";

const http = {
  request: httpListener({ answer: (text) => ({ status: 200, body: `[${text}]` }), maxBody: 1_000 }),
};
const messages: PortOptions["messages"] = (socket) => {
  socket.on("error", () => {}).end("raw\n");
};

const post = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 1\r\n\r\n7";

/** What a port answers to these bytes until it closes the connection. */
async function answerTo(bytes: string | Buffer, options: Partial<PortOptions> = {}): Promise<string> {
  const port = await listening(createPort({ handshake: 10_000, messages, http, ...options }));
  const socket = await connected(port);
  socket.write(bytes);
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.once("close", () => resolve(text));
    socket.once("end", () => socket.end());
  });
}

/** Takes a connection as soon as it is there, and answers what comes. */
function answering(socket: Socket): void {
  socket.on("data", () => socket.destroyed || socket.end("raw\n"));
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a port", () => {
  it("tells HTTP from raw messages", async () => {
    expect(await answerTo(post)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\[7\]$/s);
    expect(await answerTo("{}\n")).toBe("raw\n");
    expect(await answerTo("{}\n", { http: undefined, messages: answering })).toBe("raw\n");
  });

  it.each<[string, string | Buffer, Partial<PortOptions>]>([
    ["a TLS handshake", Buffer.from([0x16, 3, 1, 0, 5]), {}],
    ["HTTP where it speaks messages only", post, { http: undefined, messages: answering }],
    ["messages where it speaks HTTP only", "{}\n", { messages: undefined }],
    ["an upgrade where there is none", upgrade(), {}],
  ])("closes %s without a word", async (_what, bytes, options) => {
    expect(await answerTo(bytes, options)).toBe("");
  });

  it("takes a request with both lengths by its chunks, and closes the connection after it", async () => {
    const both = [
      "POST / HTTP/1.1",
      "Host: localhost",
      "Content-Length: 99",
      "Transfer-Encoding: chunked",
      "",
      "1\r\n7\r\n0\r\n\r\n",
    ].join("\r\n");
    const bodies: string[] = [];
    const request = httpListener({
      answer: (text) => {
        bodies.push(text);
        return { status: 200, body: `[${text}]` };
      },
      maxBody: 1_000,
    });
    const text = await answerTo(both + post.replace(/7$/, "8"), { http: { request } });
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n(?=.*connection: close\r\n).*\[7\]$/is);
    expect(bodies).toEqual(["7"]);
  });

  it("hands on upgrades", async () => {
    const taken = await answerTo(upgrade(), {
      http: { ...http, upgrade: (message, socket) => socket.end(`taken ${message.headers.upgrade}`) },
    });
    expect(taken).toBe("taken websocket");
  });

  it.each([
    ["nothing", ""],
    ["half of a header", "POST / HTTP/1.1\r\nHost: loc"],
    ["half of a body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123"],
  ])("closes a connection that sends %s until the deadline", async (_what, bytes) => {
    expect(await answerTo(bytes, { handshake: 20 })).toBe("");
  });

  it("gives an answer all the time that it takes", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let finish = () => {};
    const answer = vi.fn(
      () => new Promise<HttpAnswer>((resolve) => (finish = () => resolve({ status: 200, body: "{}" }))),
    );
    const slow = { request: httpListener({ maxBody: 10, answer }) };
    const text = answerTo(post, { handshake: 1_000, http: slow });
    await until(() => answer.mock.calls.length > 0);
    vi.advanceTimersByTime(5_000);
    finish();
    expect(await text).toMatch(/^HTTP\/1\.1 200 OK/);
  });
});

describe("a connection of a port that is kept", () => {
  /** Sends a request over a kept connection; gives the status and the connection's own port. */
  function over(agent: Agent, port: number, method: string): Promise<{ status: number; from: number }> {
    return new Promise((resolve, reject) => {
      const sent = request({ agent, port, host: "127.0.0.1", method }, (response) => {
        const from = response.socket.localPort ?? 0;
        response.resume().once("end", () => resolve({ status: response.statusCode ?? 0, from }));
      });
      sent.once("error", reject).end(method === "POST" ? "1" : "");
    });
  }

  it.each([
    ["that were read", "POST"],
    ["that were not", "GET"],
  ])("has the whole deadline for each request, after ones %s", async (_which, method) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const port = await listening(createPort({ handshake: 1_000, http }));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const { from } = await over(agent, port, method);
    for (let count = 0; count < 4; count++) {
      vi.advanceTimersByTime(600);
      expect(await over(agent, port, method)).toMatchObject({ from });
    }
  });

  it.each([
    ["that were read", post.replace("Connection: close\r\n", "")],
    ["that were not", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"],
  ])("is closed where a request does not come to its end, after ones %s", async (_which, first) => {
    const socket = await connected(await listening(createPort({ handshake: 100, http })));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(first);
    await once(socket, "data");
    socket.write("POST / HTTP/1.1\r\nHost: loc");
    await closed;
  });
});

/** Waits for what other connections do, without the clock. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function upgrade(): string {
  return "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
}
