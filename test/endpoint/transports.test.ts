import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Client, type ConnectOptions, isRpcError, memoryPair } from "../../src/endpoint/index.js";
import { contentLength, type Framing, jsonrpc1, lines, nul, values } from "../../src/wire/index.js";
import { connected, started, type Tasks } from "./service.js";

const tls = {
  key: readFileSync(new URL("../certificate/key.pem", import.meta.url)),
  cert: readFileSync(new URL("../certificate/cert.pem", import.meta.url)),
};

/** A path for a Unix socket, which is gone with the test. */
function socketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "stratum-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "tasks.sock");
}

const trusting = { tls: { rejectUnauthorized: false } };

/** Each way to reach the service: gives a client. */
const ways: Record<string, (options: ConnectOptions<Tasks>, framing?: Framing) => Promise<Client<Tasks>>> = {
  tcp: async (options, framing = lines) =>
    connected((await started("tcp://127.0.0.1:0", { framing })).urls[0], { framing, ...options }),
  tls: async (options, framing = lines) =>
    connected((await started("tls://127.0.0.1:0", { framing, tls })).urls[0], {
      framing,
      ...trusting,
      ...options,
    }),
  unix: async (options, framing = lines) =>
    connected((await started(`unix:${socketPath()}`, { framing })).urls[0], { framing, ...options }),
  memory: async (options) => {
    const [near, far] = memoryPair();
    (await started([])).attach(far);
    return connected(near, options);
  },
  http: async (options) => connected((await started("http://127.0.0.1:0/rpc")).urls[0], options),
  https: async (options) =>
    connected((await started("https://127.0.0.1:0/rpc", { tls })).urls[0], { ...trusting, ...options }),
  ws: async (options) => connected((await started("ws://127.0.0.1:0/rpc")).urls[0], options),
  wss: async (options) =>
    connected((await started("wss://127.0.0.1:0/rpc", { tls })).urls[0], { ...trusting, ...options }),
};

const isTwoWay = (name: string) => !name.startsWith("http");

async function reach(name: string, options: ConnectOptions<Tasks> = {}): Promise<Client<Tasks>> {
  const client = await ways[name]?.(options);
  if (!client) throw new Error(`there is no way called ${name}`);
  return client;
}

describe.each(Object.keys(ways))("over %s", (name) => {
  const open = (options?: ConnectOptions<Tasks>) => reach(name, options);

  it("calls are answered", async () => {
    const client = await open();
    expect(await client.tasks.add({ title: "é\u{1f4a9}" })).toEqual({
      id: 1,
      title: "é\u{1f4a9}",
      done: false,
    });
    expect(await client.tasks.complete({ id: 1 })).toMatchObject({ done: true });
    expect(await client.tasks.list({ done: true })).toHaveLength(1);
    expect(await client.tasks.list({ done: false })).toEqual([]);
    expect(await client.call("tasks.list", [])).toHaveLength(1);
  });

  it("a wrong call is refused where it is made, and was not executed", async () => {
    const client = await open();
    const error = await client.tasks.add({ title: "" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "INVALID_PARAMS",
      message: "tasks.add: title must NOT have fewer than 1 characters",
    });
    expect(await client.tasks.list()).toEqual([]);
  });

  it("errors keep their code, text and number", async () => {
    const client = await open();
    await expect(client.tasks.complete({ id: 7 })).rejects.toMatchObject({
      message: "No task has this number",
      wireCode: 404,
      executed: "yes",
    });
    await expect(client.call("tasks.nope")).rejects.toMatchObject({ code: "METHOD_NOT_FOUND" });
    await expect(client.call("tasks.add", [1])).rejects.toMatchObject({ code: "INVALID_PARAMS" });
  });

  it("calls of one turn can go as one batch", async () => {
    const client = await open({ batch: true });
    const results = await Promise.allSettled([
      client.tasks.add({ title: "one" }),
      client.tasks.complete({ id: 9 }),
      client.tasks.add({ title: "two" }),
      client.tasks.list(),
    ]);
    expect(results).toMatchObject([
      { value: { id: 1 } },
      { reason: { wireCode: 404 } },
      { value: { id: 2 } },
      { value: [{ id: 1 }, { id: 2 }] },
    ]);
  });

  it("a closed client refuses calls", async () => {
    const client = await open();
    await client.close();
    await expect(client.tasks.list()).rejects.toMatchObject({ code: "CLOSED", executed: "no" });
  });
});

describe.each(Object.keys(ways).filter(isTwoWay))("over %s, both ways,", (name) => {
  const open = (options?: ConnectOptions<Tasks>) => reach(name, options);

  it("the server notifies and calls its client", async () => {
    const asked: unknown[] = [];
    const client = await open({
      handlers: {
        "tasks.confirm": ({ task }) => {
          asked.push(task.title);
          return task.id === 1;
        },
      },
    });
    const changed: number[] = [];
    client.on("tasks.changed", ({ id }) => changed.push(id));
    await client.tasks.add({ title: "one" });
    await client.tasks.add({ title: "two" });
    expect(changed).toEqual([1, 2]);
    expect([await client.tasks.remove({ id: 1 }), await client.tasks.remove({ id: 2 })]).toEqual([
      true,
      false,
    ]);
    expect(asked).toEqual(["one", "two"]);
  });
});

describe.each(["http", "https"])("over %s, one way,", (name) => {
  const open = (options?: ConnectOptions<Tasks>) => reach(name, options);

  it("notifications are dropped, and calls of the client fail", async () => {
    const client = await open();
    await client.tasks.add({ title: "one" });
    await expect(client.tasks.remove({ id: 1 })).rejects.toThrow("a client can't be called over");
  });
});

describe.each(Object.entries({ lines, nul, contentLength, values }))("framed by %s", (_name, framing) => {
  it.each(["tcp", "unix"])("over %s, calls go both ways", async (way) => {
    const client = await ways[way]?.({ handlers: { "tasks.confirm": () => true } }, framing);
    await client?.tasks.add({ title: "é\n" });
    expect(await client?.tasks.remove({ id: 1 })).toBe(true);
  });
});

describe("one port", () => {
  it("speaks TCP, HTTP and WebSocket, plain and encrypted", async () => {
    const urls = ["tcp", "http", "ws", "tls", "https", "wss"].map((scheme) =>
      scheme.startsWith("t") ? `${scheme}://127.0.0.1:0` : `${scheme}://127.0.0.1:0/rpc`,
    );
    const server = await started(urls, { tls });
    expect(new Set(server.urls.map((url) => new URL(url).port)).size).toBe(1);
    for (const url of server.urls) {
      const client = await connected(url, trusting);
      await client.tasks.add({ title: url });
    }
    expect(await (await connected(server.urls[0])).tasks.list()).toHaveLength(6);
  });

  it("serves nothing at other paths", async () => {
    const server = await started(["http://127.0.0.1:0/rpc", "ws://127.0.0.1:0/live"]);
    const [http = "", ws = ""] = server.urls;
    const wrong = await connected(http.replace("/rpc", "/live"));
    await expect(wrong.tasks.list()).rejects.toMatchObject({ code: "REMOTE", message: /answered 404/ });
    await expect(connected(ws.replace("/live", "/rpc"))).rejects.toMatchObject({ code: "CONNECT_FAILED" });
  });
});

describe("a server", () => {
  it("broadcasts to every connection, and knows them", async () => {
    const server = await started(["tcp://127.0.0.1:0", "ws://127.0.0.1:0/"]);
    const heard: number[] = [];
    const clients = await Promise.all(server.urls.map((url) => connected(url)));
    for (const client of clients) client.on("tasks.changed", ({ id }) => heard.push(id));
    await Promise.all(clients.map((client) => client.tasks.list()));
    expect([...server.connections].map(({ transport }) => transport).sort()).toEqual(["tcp", "ws"]);
    server.broadcast.tasks.changed({ id: 5 });
    await vi.waitFor(() => expect(heard).toEqual([5, 5]));
  });

  it("keeps state with each connection", async () => {
    const server = await started("tcp://127.0.0.1:0");
    const client = await connected(server.urls[0]);
    await client.tasks.add({ title: "one" });
    await client.tasks.add({ title: "two" });
    expect([...server.connections].map(({ data }) => data.calls)).toEqual([2]);
  });

  it.each(["http", "ws", "tcp"])("answers a call on its way before it closes, over %s", async (scheme) => {
    let call: (finish: () => void) => void = () => {};
    const called = new Promise<() => void>((resolve) => {
      call = resolve;
    });
    const server = await started(`${scheme}://127.0.0.1:0`, {
      interceptors: [(_call, next) => new Promise((resolve) => call(() => resolve(next())))],
    });
    const client = await connected(server.urls[0]);
    const answer = client.tasks.list();
    const finish = await called;
    const closed = server.close();
    finish();
    expect(await answer).toEqual([]);
    await closed;
  });

  it("refuses results of handlers that do not match, unless it is told otherwise", async () => {
    const handlers = { "tasks.list": () => [{ id: 0 }] };
    const refusing = await started("tcp://127.0.0.1:0", { handlers: Object(handlers) });
    await expect((await connected(refusing.urls[0])).call("tasks.list")).rejects.toMatchObject({
      code: "INTERNAL_ERROR",
    });
    const lenient = await started("tcp://127.0.0.1:0", { handlers: Object(handlers), results: "off" });
    expect(await (await connected(lenient.urls[0])).call("tasks.list")).toEqual([{ id: 0 }]);
  });

  it("says which port is taken", async () => {
    const { urls } = await started("tcp://127.0.0.1:0");
    await expect(started(["ws://127.0.0.1:0/", ...urls])).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: /can't listen on 127\.0\.0\.1:\d+: the port is taken/,
    });
  });

  it("replaces a socket file that a crashed process left, and not one that is in use", async () => {
    const path = socketPath();
    const first = await started(`unix:${path}`);
    await expect(started(`unix:${path}`)).rejects.toMatchObject({ code: "CONNECT_FAILED" });
    await first.close();
    await started(`unix:${path}`);
  });

  it("says that nothing listens at a Unix socket's path", async () => {
    const url = `unix:${socketPath()}`;
    await expect(connected(url)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      executed: "no",
      message: `can't connect to ${url}: nothing listens there`,
    });
  });

  it("refuses URLs that it can't serve, and never repeats them", async () => {
    await expect(started("ftp://user:secret@127.0.0.1/")).rejects.toSatisfy(
      (error) => isRpcError(error, "INVALID_OPTION") && !error.message.includes("secret"),
    );
    await expect(started("tcp://127.0.0.1")).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(started("unix:")).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(started("wss://127.0.0.1:0/")).rejects.toMatchObject({ message: /needs the option tls/ });
  });

  it("speaks another dialect where it is told to", async () => {
    const server = await started("tcp://127.0.0.1:0", { dialect: jsonrpc1 });
    const client = await connected(server.urls[0], { dialect: jsonrpc1 });
    expect(await client.tasks.list()).toEqual([]);
  });
});
