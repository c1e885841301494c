import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { connect, memoryPair } from "../../src/endpoint/index.js";
import { listening } from "../transport/loopback.js";
import { echo } from "./echo.js";
import { authenticate, connected, started } from "./service.js";

describe("a client that has just connected", () => {
  it.each([
    { name: "without accounts", options: {}, authorization: undefined },
    { name: "with an account", options: { authenticate }, authorization: "Bearer alice-token" },
  ])("is called by a listener of connection, and hears it, $name", async ({ options, authorization }) => {
    const server = await started(["tcp://127.0.0.1:0", "ws://127.0.0.1:0/"], options);
    server.on("connection", ({ client }) => client.tasks.changed({ id: 7 }));
    const greeted: number[] = [];
    const [near, far] = memoryPair();
    server.attach(far);
    for (const target of [...server.urls, near]) {
      const client = await connected(target, authorization ? { authorization } : {});
      client.on("tasks.changed", ({ id }) => greeted.push(id));
      await client.tasks.list();
    }
    expect(greeted).toEqual([7, 7, 7]);
  });

  it("hears no broadcast before it is authenticated", async () => {
    const server = await started("tcp://127.0.0.1:0", { authenticate });
    const heard: number[] = [];
    const client = await connected(server.urls[0], {
      handlers: { "tasks.changed": ({ id }) => void heard.push(id) },
    });
    await expect(client.tasks.list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    server.broadcast.tasks.changed({ id: 1 });
    await client.call("rpc.authenticate", ["Bearer alice-token"]);
    server.broadcast.tasks.changed({ id: 2 });
    await client.tasks.list();
    expect(heard).toEqual([2]);
  });
});

describe("the URLs of a server", () => {
  it("are in the order in which they were given", async () => {
    const [first = "", second = ""] = (await started(["ws://127.0.0.1:0/a", "tcp://127.0.0.1:0"])).urls;
    expect([first, second]).toEqual([
      expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/a$/),
      expect.stringMatching(/^tcp:\/\/127\.0\.0\.1:\d+$/),
    ]);
    const path = `unix:/tmp/stratum-order-${process.pid}.sock`;
    expect((await started(["tcp://127.0.0.1:0", path])).urls[1]).toBe(path);
  });
});

describe("a page of another origin", () => {
  it("is refused with a reason in the log, because browsers hide it", async () => {
    const logged: string[] = [];
    const ignore = () => {};
    const logger = { debug: ignore, info: ignore, error: ignore, warn: (text: string) => logged.push(text) };
    const [url = ""] = (await started("http://127.0.0.1:0/", { logger })).urls;
    const headers = { origin: "http://example.com" };
    expect((await fetch(url, { method: "POST", headers, body: "{}" })).status).toBe(403);
    expect(logged).toEqual([
      expect.stringMatching(
        /^127\.0\.0\.1:\d+: pages of http:\/\/example\.com may not call this service: see the option cors$/,
      ),
    ]);
  });
});

describe("a client over HTTP", () => {
  it("is told that it can't be called", async () => {
    const client = await connected((await started("http://127.0.0.1:0/")).urls[0]);
    await client.tasks.add({ title: "one" });
    await expect(client.tasks.remove({ id: 1 })).rejects.toMatchObject({
      message: "tasks.confirm: a client can't be called over http",
    });
  });

  it("is not told to call a method that does not help it", async () => {
    const { urls } = await started(["http://127.0.0.1:0/", "tcp://127.0.0.1:0"], { authenticate });
    const [overHttp, overTcp] = await Promise.all(urls.map((url) => connected(url)));
    await expect(overHttp?.tasks.list()).rejects.toMatchObject({ message: "Unauthorized" });
    await expect(overTcp?.tasks.list()).rejects.toMatchObject({
      message: "Unauthorized: call rpc.authenticate first",
    });
  });
});

describe("a client of a server that sends something other than messages", () => {
  it.each([
    ["another protocol's banner", "SSH-2.0-OpenSSH_9.2\r", "PARSE_ERROR", ['"SSH-2.0-OpenSSH_9.2']],
    ["a line for people", "\u001b[32mlistening", "PARSE_ERROR", ["not JSON", '"\\u001b[32mlistening"']],
    ["JSON of another kind", '{"level":30}', "INVALID_REQUEST", ["not a message", '"{\\"level\\":30}"']],
    ["an item of a batch", '[{"level":30}]', "INVALID_REQUEST", ["must have a method"]],
  ])("hears of it, and goes on: %s", async (_what, line, code, words) => {
    const port = await listening(
      createServer((socket) => {
        socket.write(`${line}\n`);
        socket.on("data", (call) => {
          if (String(call).includes('"echo"')) socket.write('{"jsonrpc":"2.0","id":1,"result":7}\n');
        });
      }),
    );
    const ignored: { readonly code: string; readonly message: string }[] = [];
    const client = await connect(`tcp://127.0.0.1:${port}`, echo);
    client.on("ignored", (error) => ignored.push(error));
    expect(await client.echo(1)).toBe(7);
    await client.close();
    expect(ignored).toMatchObject([{ code }]);
    for (const word of words) expect(ignored[0]?.message).toContain(word);
  });

  it("hears a beginning of it, however long it is", async () => {
    const [near, far] = memoryPair();
    const client = await connected(near);
    const heard = new Promise<string>((resolve) => client.on("ignored", ({ message }) => resolve(message)));
    far.send("x".repeat(1_000_000));
    expect((await heard).length).toBeLessThan(200);
  });
});

it.each([
  ["closes", (socket: Socket) => void socket.end()],
  ["breaks off", (socket: Socket) => void socket.resetAndDestroy()],
])("a client hears of an error where its server %s in the middle of a message", async (_how, end) => {
  const port = await listening(
    createServer((socket) => {
      socket.write('{"jso', () => socket.once("data", () => end(socket)));
    }),
  );
  const client = await connect(`tcp://127.0.0.1:${port}`, echo);
  const closed = new Promise((resolve) => client.on("close", resolve));
  const failed = { code: "CLOSED", executed: "perhaps" };
  await expect(client.echo(1)).rejects.toMatchObject({ ...failed, method: "echo" });
  expect(await closed).toMatchObject({ ...failed, method: undefined });
});
