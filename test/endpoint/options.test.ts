import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { WebSocketServer } from "ws";
import {
  type Client,
  type ConnectOptions,
  type Interceptor,
  memoryPair,
  type ResultMismatch,
  RpcError,
  type ServeOptions,
} from "../../src/endpoint/index.js";
import { listening } from "../transport/loopback.js";
import { type Account, connected, started, type Tasks, taskHandlers } from "./service.js";

type Options = Partial<ServeOptions<Tasks, Account | undefined, { calls: number }>>;

function socketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "stratum-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "tasks.sock");
}

const at: Record<string, () => string> = {
  tcp: () => "tcp://127.0.0.1:0",
  unix: () => `unix:${socketPath()}`,
  ws: () => "ws://127.0.0.1:0/",
  http: () => "http://127.0.0.1:0/",
  memory: () => "",
};

/** A client of a service over a transport. */
async function pair(
  transport: string,
  serving: Options = {},
  options: ConnectOptions<Tasks> = {},
): Promise<Client<Tasks>> {
  if (transport !== "memory")
    return connected((await started(at[transport]?.() ?? "", serving)).urls[0], options);
  const [near, far] = memoryPair();
  (await started([], serving)).attach(far);
  return connected(near, options);
}

describe.each(Object.keys(at))("over %s", (transport) => {
  const never = { handlers: { ...taskHandlers(), "tasks.list": () => new Promise<never>(() => {}) } };

  it("a call ends at its deadline, or at the client's", async () => {
    const client = await pair(transport, never, { deadline: 40 });
    await expect(client.tasks.list({}, { deadline: 20 })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: "tasks.list: no answer within 20 ms",
      executed: "perhaps",
    });
    await expect(client.call("tasks.list")).rejects.toMatchObject({ message: /within 40 ms/ });
  });

  it("a call ends when its signal fires, and one whose signal fired before is not sent", async () => {
    const list = vi.fn(never.handlers["tasks.list"]);
    const client = await pair(transport, { handlers: { ...never.handlers, "tasks.list": list } });
    const abort = new AbortController();
    const call = client.tasks.list({}, { signal: abort.signal });
    const failed = expect(call).rejects.toMatchObject({ code: "ABORTED" });
    await vi.waitFor(() => expect(list).toHaveBeenCalledTimes(1));
    abort.abort();
    await failed;
    await expect(client.tasks.list({}, { signal: abort.signal })).rejects.toMatchObject({ code: "ABORTED" });
    expect(await client.tasks.add({ title: "x" })).toMatchObject({ id: 1 });
    expect(list).toHaveBeenCalledTimes(1);
  });

  it("a handler's promise ends at the service's deadline", async () => {
    const client = await pair(transport, { ...never, limits: { answer: 20 } });
    await expect(client.tasks.list()).rejects.toMatchObject({ code: "REMOTE", message: "Timed out" });
  });

  it("interceptors stand around calls on both sides, the first one outermost", async () => {
    const log: string[] = [];
    const noting =
      (name: string): Interceptor<unknown> =>
      async ({ method, params }, next) => {
        log.push(`${name} ${method.name} ${JSON.stringify(params)}`);
        const result = await next();
        log.push(`${name} done`);
        return result;
      };
    const client = await pair(
      transport,
      { interceptors: [noting("server 1"), noting("server 2")] },
      { interceptors: [noting("client 1"), noting("client 2")] },
    );
    await client.tasks.add({ title: "x" });
    const order = ["client 1", "client 2", "server 1", "server 2"];
    expect(log).toEqual([
      ...order.map((name) => `${name} tasks.add {"title":"x"}`),
      ...order.reverse().map((name) => `${name} done`),
    ]);
  });

  it("an interceptor may answer itself, or refuse", async () => {
    const refuse: Interceptor<unknown> = ({ method }, next) => {
      if (method.name === "tasks.add") throw new RpcError("OTHER", "later");
      return method.name === "tasks.list" ? [] : next();
    };
    const add = vi.fn(taskHandlers()["tasks.add"]);
    const handlers = { ...taskHandlers(), "tasks.add": add, "tasks.list": add as never };
    for (const options of [{ interceptors: [refuse] }, {}]) {
      const client = await pair(transport, { handlers, interceptors: [refuse] }, options);
      expect(await client.tasks.list()).toEqual([]);
      await expect(client.tasks.add({ title: "x" })).rejects.toThrow("later");
    }
    expect(add).not.toHaveBeenCalled();
  });

  it("results that do not match are refused, reported or passed on", async () => {
    const wrong = Object({ ...taskHandlers(), "tasks.list": () => [{ id: 0 }] });
    const mismatches: ResultMismatch[] = [];
    const onMismatch = (mismatch: ResultMismatch) => mismatches.push(mismatch);
    const list = async (serving: Options, options: ConnectOptions<Tasks>) =>
      (await pair(transport, { handlers: wrong, ...serving }, options)).tasks.list();

    await expect(list({}, {})).rejects.toMatchObject({ code: "INTERNAL_ERROR" });
    await expect(list({ results: "off" }, {})).rejects.toMatchObject({ code: "INVALID_RESULT" });
    expect(await list({ results: "off" }, { results: "off" })).toEqual([{ id: 0 }]);
    expect(mismatches).toEqual([]);
    expect(await list({ results: "warn", onMismatch }, { results: "off" })).toEqual([{ id: 0 }]);
    expect(await list({ results: "off" }, { results: "warn", onMismatch })).toEqual([{ id: 0 }]);
    expect(mismatches).toMatchObject([{ method: "tasks.list" }, { method: "tasks.list" }]);
  });
});

describe("limits", () => {
  it.each(["tcp", "unix", "ws"])(
    "a service over %s ends a connection with too long a message",
    async (transport) => {
      const client = await pair(transport, { limits: { message: 1_000 } });
      const closed = vi.fn();
      client.on("close", closed);
      await expect(client.call("tasks.list", ["x".repeat(1_000)])).rejects.toMatchObject({ code: "CLOSED" });
      expect(closed).toHaveBeenCalledTimes(1);
    },
  );

  it.each(["tcp", "unix", "ws", "http"])("a client over %s refuses too long an answer", async (transport) => {
    const handlers = {
      ...taskHandlers(),
      "tasks.add": () => ({ id: 1, title: "x".repeat(2_000), done: true }),
    };
    const client = await pair(transport, { handlers, results: "off" }, { limits: { message: 1_000 } });
    await expect(client.tasks.add({ title: "x" })).rejects.toMatchObject({ code: "TOO_LONG" });
  });

  it("a client has no more calls in flight than it may", async () => {
    const finish: (() => void)[] = [];
    const slow: Interceptor<unknown> = (_call, next) =>
      new Promise((resolve) => finish.push(() => resolve(next())));
    const client = await pair("tcp", { interceptors: [slow] }, { limits: { calls: 2 } });
    const calls = [client.tasks.list(), client.tasks.list()];
    await expect(client.tasks.list()).rejects.toMatchObject({ code: "OVERLOADED", executed: "no" });
    await vi.waitFor(() => expect(finish).toHaveLength(2));
    for (const end of finish) end();
    expect(await Promise.all(calls)).toEqual([[], []]);
  });

  it.each([
    ["limits.calls", { limits: { calls: 0 } }],
    ["limits.message", { limits: { message: Number.NaN } }],
    ["limits.queue", { limits: { queue: -1 } }],
  ])("of %s that can't be are refused on both sides", async (name, options) => {
    const refusal = { code: "INVALID_OPTION", message: expect.stringContaining(`${name} must be`) };
    await expect(started([], options)).rejects.toMatchObject(refusal);
    const { urls } = await started("tcp://127.0.0.1:0");
    await expect(connected(urls[0], options)).rejects.toMatchObject(refusal);
    await expect(connected(urls[0], { deadline: 0 })).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});

describe("listeners", () => {
  it("of a client may throw or reject: the others are called, and calls go on", async () => {
    const client = await pair("tcp");
    const heard: string[] = [];
    client.on("tasks.changed", () => {
      throw new Error("broken");
    });
    client.on("tasks.changed", async () => {
      throw new Error("broken later");
    });
    const listener = () => heard.push("on");
    client.on("tasks.changed", listener).once("tasks.changed", () => heard.push("once"));
    await client.tasks.add({ title: "x" });
    await client.tasks.add({ title: "y" });
    client.off("tasks.changed", listener);
    await client.tasks.add({ title: "z" });
    expect(heard).toEqual(["on", "once", "on"]);
  });

  it("of a server may throw or reject: it is told, and calls go on", async () => {
    const server = await started("tcp://127.0.0.1:0");
    const failures: unknown[] = [];
    server.on("failed", (error, where) => failures.push([Object(error).message, where]));
    server.on("connection", () => {
      throw new Error("broken");
    });
    server.on("connection", async () => {
      throw new Error("broken later");
    });
    const client = await connected(server.urls[0]);
    expect(await client.tasks.list()).toEqual([]);
    expect(failures).toEqual([
      ["broken", "connection"],
      ["broken later", "connection"],
    ]);
  });

  it.each(["tcp", "ws", "memory"])("of a new connection can call its client, over %s", async (transport) => {
    const answers: unknown[] = [];
    const [near, far] = memoryPair();
    const server = await started(transport === "memory" ? [] : (at[transport]?.() ?? ""), {
      authenticate: async () => ({ name: "x" }),
    });
    server.on("connection", async ({ client, account }) => {
      client.tasks.changed({ id: 3 });
      answers.push(account?.name, await client.tasks.confirm({ task: { id: 1, title: "x", done: true } }));
    });
    if (transport === "memory") server.attach(far);
    const client = await connected(transport === "memory" ? near : server.urls[0], {
      handlers: { "tasks.confirm": ({ task }) => task.done },
    });
    client.on("tasks.changed", ({ id }) => answers.push(id));
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    expect(new Set(answers)).toEqual(new Set([3, "x", true]));
  });

  it("of the event `ignored` hear of notifications that do not match, and of what is no message", async () => {
    const sockets = new WebSocketServer({ noServer: true });
    const http = createServer().on("upgrade", (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on("message", () => {
          webSocket.send('{"jsonrpc":"2.0","method":"tasks.changed","params":{"id":"no number"}}');
          webSocket.send("rubbish");
          webSocket.send('{"jsonrpc":"2.0","result":[],"id":1}');
        });
      }),
    );
    const client = await connected(`ws://127.0.0.1:${await listening(http)}/`);
    const ignored = vi.fn();
    const changed = vi.fn();
    client.on("ignored", ignored).on("tasks.changed", changed);
    expect(await client.tasks.list()).toEqual([]);
    expect(ignored.mock.calls).toMatchObject([[{ code: "INVALID_PARAMS" }], [{ code: "PARSE_ERROR" }]]);
    expect(changed).not.toHaveBeenCalled();
  });
});

it("a client's signal closes it", async () => {
  const abort = new AbortController();
  const client = await pair("tcp", {}, { signal: abort.signal, reconnect: true });
  const closed = new Promise((resolve) => client.once("close", resolve));
  abort.abort();
  expect(await closed).toBeUndefined();
  await expect(client.tasks.list()).rejects.toMatchObject({ code: "CLOSED", executed: "no" });
});

it.each(["tcp", "ws", "http", "memory"])(
  "calls of one turn go as batches of at most so many, over %s",
  async (transport) => {
    const turns: string[] = [];
    const client = await pair(
      transport,
      { interceptors: [({ params }, next) => turns.push(Object(params).title) && next()] },
      { batch: 2 },
    );
    const added = await Promise.all(["a", "b", "c", "d", "e"].map((title) => client.tasks.add({ title })));
    expect(added.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(turns.sort()).toEqual(["a", "b", "c", "d", "e"]);
  },
);
