import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { WebSocket } from "ws";
import type { CallContext, ServeOptions, Server } from "../../src/endpoint/index.js";
import { serve } from "../../src/endpoint/index.js";
import { values } from "../../src/wire/index.js";
import { connected, everything } from "../transport/loopback.js";
import { echo, method } from "./echo.js";

type Options = Partial<ServeOptions<typeof echo, undefined, undefined>>;

/** A service of one method, which answers with its parameter, until the test is over. */
async function served(transports: readonly string[], options: Options = {}) {
  const at = (transport: string) => `${transport}://127.0.0.1:0${transport === "tcp" ? "" : "/"}`;
  const server: Server<typeof echo> = await serve(echo, {
    listen: transports.map(at),
    framing: values,
    handlers: { echo: ({ value }) => value },
    limits: { message: 1_000 },
    ...options,
  });
  onTestFinished(() => server.close());
  return { server, port: Number(new URL(server.urls[0] ?? "").port) };
}

const everywhere = ["tcp", "http", "ws"];

const call = (value: unknown, id = 1) => JSON.stringify({ ...method, params: [value], id });
const answer = (value: unknown, id = 1) => `{"jsonrpc":"2.0","result":${JSON.stringify(value)},"id":${id}}`;

const post = (port: number, body: string, headers = {}) =>
  fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers });

/** What a port answers to texts on raw TCP, after which this side closes its half. */
async function raw(port: number, ...texts: string[]): Promise<string> {
  const socket = await connected(port);
  for (const text of texts) socket.write(text);
  socket.end();
  return everything(socket);
}

/** What a socket receives until its connection is over. */
async function closed(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  if (!socket.closed) await once(socket, "close");
  return Buffer.concat(chunks).toString("utf8");
}

/** A handler that answers when it is told to. */
function waiting() {
  const finish: (() => void)[] = [];
  const handlers = {
    echo: ({ value }: { value?: unknown }) => new Promise((resolve) => finish.push(() => resolve(value))),
  };
  return { finish, handlers };
}

describe("a port", () => {
  it("speaks HTTP and raw TCP", async () => {
    const { port } = await served(everywhere);
    const response = await post(port, call([1]));
    expect([response.status, await response.text()]).toEqual([200, answer([1])]);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await raw(port, call([1]))).toBe(`${answer([1])}\n`);
  });

  it.each([
    ["tcp", false, true],
    ["http", true, false],
  ] as const)("speaks %s alone where it is told so", async (transport, http, tcp) => {
    const { port } = await served([transport]);
    const posted = post(port, call(1)).then(
      ({ ok }) => ok,
      () => false,
    );
    expect(await posted).toBe(http);
    expect(await raw(port, call(1)).catch(() => "")).toBe(tcp ? `${answer(1)}\n` : "");
  });

  it("of raw TCP takes no call from a web page's request", async () => {
    const called = vi.fn();
    const { port } = await served(["tcp"], { handlers: { echo: called } });
    const body = `\n${call(1)}\n`;
    const sent = await connected(port);
    sent.write(`POST / HTTP/1.1\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    expect(await closed(sent)).toBe("");
    expect(called).not.toHaveBeenCalled();
  });

  it("closes a connection that sends nothing", async () => {
    const { port } = await served(everywhere, { limits: { handshake: 20 } });
    expect(await closed(await connected(port))).toBe("");
  });
});

describe("a service on raw TCP", () => {
  it("takes values that follow each other in any way", async () => {
    const { port } = await served(everywhere);
    const text = await raw(port, `${call(1)}${call(2, 2)}`, "\n", "rubbish\n", `${call(3, 3)}\n`);
    const refusal = '{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}';
    expect(text).toBe(`${answer(1)}\n${answer(2, 2)}\n${refusal}\n${answer(3, 3)}\n`);
  });

  it("answers all that came before the other side closed its half, in any order", async () => {
    const { finish, handlers } = waiting();
    const { port } = await served(everywhere, { handlers });
    const text = raw(port, call(1), call(2, 2), call(3, 3));
    await vi.waitFor(() => expect(finish).toHaveLength(3));
    for (const end of finish.reverse()) end();
    expect(await text).toBe(`${answer(3, 3)}\n${answer(2, 2)}\n${answer(1)}\n`);
  });

  it("answers more calls at once than it handles at a time", async () => {
    let most = 0;
    let running = 0;
    const { port } = await served(everywhere, {
      limits: { calls: 64 },
      handlers: {
        echo: async ({ value }) => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setImmediate(resolve));
          running--;
          return value;
        },
      },
    });
    const ids = Array.from({ length: 300 }, (_, id) => id);
    const text = await raw(port, ids.map((id) => call(id, id)).join(""));
    expect(text.trim().split("\n").sort()).toEqual(ids.map((id) => answer(id, id)).sort());
    expect(most).toBe(64);
  });

  it("sends nothing where there is no answer", async () => {
    const { port } = await served(everywhere);
    const notification = JSON.stringify({ ...method, params: [1] });
    expect(await raw(port, `${notification}${call(2)}`)).toBe(`${answer(2)}\n`);
  });

  it("closes a connection after its answer where a handler says so", async () => {
    const { port } = await served(everywhere, {
      handlers: {
        echo: ({ value }, context) => {
          queueMicrotask(() => context.close());
          return value;
        },
      },
    });
    const socket = await connected(port);
    socket.write(call(1));
    expect(await closed(socket)).toBe(`${answer(1)}\n`);
  });

  it("closes a connection that sends too long a message", async () => {
    const { port } = await served(everywhere, { limits: { message: 10 } });
    const socket = await connected(port);
    socket.write(`["${"x".repeat(10)}`);
    expect(await closed(socket)).toBe("");
  });

  it("closes a connection that does not read its answers", async () => {
    const { server, port } = await served(everywhere, { limits: { message: 100_000, queue: 1_000_000 } });
    const over = once(server, "close");
    const socket = await connected(port);
    socket.pause();
    const write = () => {
      while (!socket.destroyed && socket.write(call("x".repeat(50_000))));
      if (!socket.destroyed) socket.once("drain", write);
    };
    write();
    expect((await over)[1]).toMatchObject({ code: "OVERLOADED" });
  });

  it("tells where a call came from, and when its connection is over", async () => {
    const contexts: CallContext<typeof echo, undefined, undefined>[] = [];
    const { port } = await served(everywhere, {
      handlers: { echo: (_params, context) => contexts.push(context) },
    });
    const socket = await connected(port);
    socket.write(call(1));
    await once(socket, "data");
    expect(contexts).toMatchObject([
      { transport: "tcp", remoteAddress: `127.0.0.1:${socket.localPort}`, headers: {}, path: undefined },
    ]);
    expect(contexts[0]?.signal.aborted).toBe(false);
    socket.destroy();
    await vi.waitFor(() => expect(contexts[0]?.signal.aborted).toBe(true));
  });

  it("refuses more connections than it may have", async () => {
    const { server, port } = await served(everywhere, { limits: { connections: 1 } });
    const first = await connected(port);
    first.write(call(1));
    await once(first, "data");
    const second = await connected(port);
    second.write(call(1));
    expect(await closed(second)).toBe("");
    expect([...server.connections]).toHaveLength(1);
    const over = once(server, "close");
    first.destroy();
    await over;
    expect(await raw(port, call(2))).toBe(`${answer(2)}\n`);
  });
});

describe("a service over HTTP", () => {
  it("answers 204 where there is no answer", async () => {
    const { port } = await served(everywhere);
    const response = await post(port, JSON.stringify({ ...method, params: [1] }));
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  it("refuses a body that is too long, and other methods than POST", async () => {
    const { port } = await served(everywhere, { limits: { message: 10 } });
    expect((await post(port, "x".repeat(11))).status).toBe(413);
    const got = await fetch(`http://127.0.0.1:${port}/`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("tells where a request came from, and when its connection is over", async () => {
    const contexts: CallContext<typeof echo, undefined, undefined>[] = [];
    const { port } = await served(everywhere, {
      handlers: {
        echo: (_params, context) => {
          contexts.push(context);
          return new Promise(() => {});
        },
      },
    });
    const sent = request({ port, host: "127.0.0.1", method: "POST", path: "/a?b", auth: "user:password" });
    sent.on("error", () => {}).end(call(1));
    await vi.waitFor(() => expect(contexts).toHaveLength(1));
    expect(contexts).toMatchObject([
      {
        transport: "http",
        remoteAddress: `127.0.0.1:${sent.socket?.localPort}`,
        path: "/a?b",
        headers: { authorization: `Basic ${Buffer.from("user:password").toString("base64")}` },
      },
    ]);
    expect(contexts[0]?.signal.aborted).toBe(false);
    sent.destroy();
    await vi.waitFor(() => expect(contexts[0]?.signal.aborted).toBe(true));
  });

  it("holds nothing of the requests that a kept connection has sent", async () => {
    const ports = new Set<number | undefined>();
    const signals = new Set<AbortSignal>();
    const { port } = await served(everywhere, {
      handlers: { echo: (_params, { signal }) => signals.add(signal).size },
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const warned = vi.fn();
    process.on("warning", warned);
    onTestFinished(() => {
      process.off("warning", warned);
    });
    for (let count = 0; count < 30; count++) {
      await new Promise<void>((resolve, reject) => {
        const sent = request({ agent, port, host: "127.0.0.1", method: "POST" }, (response) => {
          ports.add(response.socket.localPort);
          response.resume().once("end", resolve);
        });
        sent.once("error", reject).end(call(1));
      });
    }
    expect(ports.size).toBe(1);
    expect(warned).not.toHaveBeenCalled();
    expect([...signals].every((signal) => !signal.aborted)).toBe(true);
    agent.destroy();
    await vi.waitFor(() => expect([...signals].every((signal) => signal.aborted)).toBe(true));
  });
});

describe("closing a service", () => {
  it("closes its connections, of any kind, and stops listening", async () => {
    const { finish, handlers } = waiting();
    const { server, port } = await served(everywhere, { handlers });
    const [silent, busy] = await Promise.all([connected(port), connected(port)]);
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(socket, "open");
    busy.write(call(1));
    const http = post(port, call(1)).catch(() => "closed");
    await vi.waitFor(() => expect(finish).toHaveLength(2));
    const ended = Promise.all([closed(silent), closed(busy), once(socket, "close"), http]);
    await server.close();
    const [first, second, , third] = await ended;
    expect([first, second, third]).toEqual(["", "", "closed"]);
    await expect(once(connect(port, "127.0.0.1"), "connect")).rejects.toThrow("ECONNREFUSED");
  });

  it("is done at once where it does not listen", async () => {
    const server = await serve(echo, { handlers: { echo: () => null } });
    await server.close();
    await server.close();
  });
});
