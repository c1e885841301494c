import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it, onTestFinished, vi } from "vitest";
import { WebSocket } from "ws";
import { type AuthenticationRequest, memoryPair, RpcError, serve } from "../../src/endpoint/index.js";
import { type Account, authenticate, connected, started, taskHandlers } from "./service.js";
import { protocol } from "./tasks/index.js";

const bearer = "Bearer alice-token";
const list = '{"jsonrpc":"2.0","method":"tasks.list","id":1}';

function socketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "stratum-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "tasks.sock");
}

const urls: Record<string, () => string> = {
  tcp: () => "tcp://127.0.0.1:0",
  unix: () => `unix:${socketPath()}`,
  ws: () => "ws://127.0.0.1:0/",
  http: () => "http://127.0.0.1:0/",
};

/** Returns an account as a promise of another library would: something with a `then`. */
function thenable(request: AuthenticationRequest): Promise<Account | undefined> {
  const account = authenticate(request);
  return Object({ then: (done: (account: Account | undefined) => void) => void setImmediate(done, account) });
}

const kinds = {
  "at once": authenticate,
  "by a promise": async (request: AuthenticationRequest) => authenticate(request),
  "by a foreign promise": thenable,
};

describe.each(Object.keys(urls))("a client with credentials over %s", (transport) => {
  it.each(Object.entries(kinds))("is let in %s, and its account known", async (_how, check) => {
    const accounts: unknown[] = [];
    const handlers = taskHandlers();
    const server = await started(urls[transport]?.() ?? "", {
      authenticate: check,
      handlers: {
        ...handlers,
        "tasks.list": (params, context) => {
          accounts.push(context.account);
          return handlers["tasks.list"](params, context);
        },
      },
    });
    const client = await connected(server.urls[0], { authorization: async () => bearer });
    expect(await client.tasks.list()).toEqual([]);
    expect(accounts).toEqual([{ name: "alice" }]);
  });

  it("is refused with wrong ones", async () => {
    const refused: string[] = [];
    const server = await started(urls[transport]?.() ?? "", { authenticate });
    server.on("unauthorized", (address) => refused.push(address));
    const opened = connected(server.urls[0], { authorization: "Bearer mallory" });
    const failed = transport === "http" ? (await opened).tasks.list() : opened;
    await expect(failed).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(refused).toHaveLength(1);
    expect([...server.connections]).toEqual([]);
  });

  it("is refused without any", async () => {
    const server = await started(urls[transport]?.() ?? "", { authenticate });
    const client = await connected(server.urls[0]);
    await expect(client.tasks.list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(client.call("rpc.discover")).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("is refused and not more where the check itself fails", async () => {
    const failures: unknown[] = [];
    const server = await started(urls[transport]?.() ?? "", {
      authenticate: ({ headers }) => {
        if (headers.authorization === bearer) return { name: "alice" };
        throw new Error("the database is away");
      },
    });
    server.on("failed", (error) => failures.push(error));
    const opened = connected(server.urls[0], { authorization: "Bearer other" });
    const failed = transport === "http" ? (await opened).tasks.list() : opened;
    await expect(failed).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(failures[0]).toMatchObject({ message: "the database is away" });
    const client = await connected(server.urls[0], { authorization: bearer });
    expect(await client.tasks.list()).toEqual([]);
  });

  it("may have them in the URL", async () => {
    const seen: unknown[] = [];
    const server = await started(urls[transport]?.() ?? "", {
      authenticate: ({ headers }) => {
        seen.push(headers.authorization);
        return headers.authorization === undefined ? undefined : { name: "x" };
      },
    });
    const [url = ""] = server.urls;
    if (transport === "unix") return;
    const basic = `Basic ${Buffer.from("me:pass").toString("base64")}`;
    for (const [user, header] of [
      ["me:pass", basic],
      [":token", "Bearer token"],
    ]) {
      const client = await connected(url.replace("//", `//${user}@`));
      await client.tasks.list();
      expect(seen.at(-1)).toBe(header);
    }
  });
});

describe("authentication over HTTP", () => {
  const post = (url: string, body: string, headers = {}) => fetch(url, { method: "POST", body, headers });

  it("refuses with 401, whatever is called", async () => {
    const { urls } = await started("http://127.0.0.1:0/", { authenticate });
    const [url = ""] = urls;
    for (const body of [list, `[${list}]`, list.replace(',"id":1', "")]) {
      const response = await post(url, body);
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect(await response.text()).not.toContain('"result"');
    }
    expect((await post(url, list, { authorization: bearer })).status).toBe(200);
  });
});

describe("authentication of a WebSocket", () => {
  /** The status of the answer to an upgrade; 101 where the socket opens. */
  async function upgrade(url: string, protocols: string[], headers = {}): Promise<[number, string]> {
    const socket = new WebSocket(url, protocols, { headers });
    onTestFinished(() => socket.terminate());
    socket.on("error", () => {});
    return new Promise((resolve) => {
      socket.once("open", () => resolve([101, socket.protocol]));
      socket.once("unexpected-response", (_request, { statusCode = 0 }) => resolve([statusCode, ""]));
    });
  }

  it("takes a header, or a subprotocol that is never sent back", async () => {
    const { urls } = await started("ws://127.0.0.1:0/", { authenticate });
    const [url = ""] = urls;
    expect(await upgrade(url, [], { authorization: bearer })).toEqual([101, ""]);
    expect(await upgrade(url, ["jsonrpc", "bearer.alice-token"])).toEqual([101, "jsonrpc"]);
    expect(await upgrade(url, [], { authorization: "Bearer x" })).toEqual([401, ""]);
    expect(await upgrade(url, ["jsonrpc", "bearer.x"])).toEqual([401, ""]);
  });

  it("asks for the account once", async () => {
    const check = vi.fn(authenticate);
    const { urls } = await started("ws://127.0.0.1:0/", { authenticate: check });
    const client = await connected(urls[0], { authorization: bearer });
    await client.tasks.list();
    expect(check).toHaveBeenCalledTimes(1);
  });
});

describe("a port that closes the connection during rpc.authenticate", () => {
  it("is named, with the scheme to check", async () => {
    const { urls } = await started("http://127.0.0.1:0/", { authenticate });
    const { host } = new URL(urls[0] ?? "");
    await expect(connected(`tcp://${host}`, { authorization: bearer })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: `${host} closed the connection during rpc.authenticate: check that it is a tcp: port`,
      executed: "no",
    });
  });
});

describe("a connection that is not authenticated", () => {
  it("is closed at the end of the handshake", async () => {
    const server = await started("tcp://127.0.0.1:0", { authenticate, limits: { handshake: 60 } });
    const client = await connected(server.urls[0]);
    const closed = new Promise((resolve) => client.once("close", resolve));
    await expect(client.tasks.list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await closed;
    const known = await connected(server.urls[0], { authorization: bearer });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await known.tasks.list()).toEqual([]);
  });

  it("gets no broadcasts, and is no connection for the owner", async () => {
    const server = await started("tcp://127.0.0.1:0", { authenticate });
    const heard: string[] = [];
    const [stranger, known] = [
      await connected(server.urls[0]),
      await connected(server.urls[0], { authorization: bearer }),
    ];
    stranger.on("tasks.changed", () => heard.push("stranger"));
    known.on("tasks.changed", () => heard.push("known"));
    await expect(stranger.tasks.list()).rejects.toThrow();
    expect([...server.connections]).toHaveLength(1);
    server.broadcast.tasks.changed({ id: 1 });
    await known.tasks.list();
    await expect(stranger.tasks.list()).rejects.toThrow();
    expect(heard).toEqual(["known"]);
  });

  it("is no connection when it is over before its check is", async () => {
    let admit: (account: Account) => void = () => {};
    const server = await started([], {
      authenticate: () =>
        new Promise((resolve) => {
          admit = resolve;
        }),
    });
    const connections = vi.fn();
    server.on("connection", connections);
    const [near, far] = memoryPair();
    server.attach(far);
    const over = new Promise((closed) => near.open({ message: () => {}, closed }));
    far.close();
    await over;
    admit({ name: "gone" });
    await new Promise((resolve) => setImmediate(resolve));
    expect([...server.connections]).toEqual([]);
    expect(connections).not.toHaveBeenCalled();
  });

  it("authenticates in its first call, once", async () => {
    const server = await started([], { authenticate });
    const connections = vi.fn();
    server.on("connection", connections);
    const [near, far] = memoryPair();
    server.attach(far);
    const client = await connected(near);
    await expect(client.call("rpc.authenticate", [1])).rejects.toMatchObject({ code: "INVALID_PARAMS" });
    await expect(client.call("rpc.authenticate", ["x"])).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await client.call("rpc.authenticate", { authorization: bearer })).toBe(true);
    expect(await client.tasks.list()).toEqual([]);
    expect(await client.call("rpc.authenticate", [bearer])).toBe(true);
    expect(connections).toHaveBeenCalledTimes(1);
  });
});

it("an address that fails too often has to wait, even with the right credentials", async () => {
  const check = vi.fn(authenticate);
  const server = await started("http://127.0.0.1:0/", { authenticate: check });
  const refused = vi.fn();
  server.on("unauthorized", refused);
  const post = async (authorization?: string) => {
    const headers = { ...(authorization && { authorization }) };
    return (await fetch(server.urls[0] ?? "", { method: "POST", body: list, headers })).status;
  };
  for (let count = 0; count < 20; count++) expect(await post()).toBe(401);
  for (let count = 0; count < 30; count++) expect(await post("Bearer x")).toBe(401);
  expect(refused.mock.calls.length).toBeGreaterThanOrEqual(10);
  expect(refused.mock.calls.length).toBeLessThan(30);
  expect(check.mock.calls.length).toBeLessThan(50);
  await vi.waitFor(async () => expect(await post(bearer)).toBe(200), { timeout: 5_000, interval: 100 });
});

it("the account and the data have types", async () => {
  const server = await serve(protocol, {
    listen: [],
    authenticate: ({ headers }) => (headers.authorization ? { name: "x", rights: 7 } : undefined),
    data: () => new Map<string, number>(),
    handlers: {
      "tasks.add": (params, { account, data, client }) => {
        expectTypeOf(account).toEqualTypeOf<{ name: string; rights: number }>();
        expectTypeOf(data).toEqualTypeOf<Map<string, number>>();
        expectTypeOf(client.tasks.changed).parameter(0).toEqualTypeOf<{ id: number }>();
        return { id: 1, title: params.title, done: false };
      },
      "tasks.complete": () => {
        throw new RpcError("OTHER");
      },
      "tasks.list": () => [],
      "tasks.remove": () => true,
    },
  });
  onTestFinished(() => server.close());
  expectTypeOf([...server.connections][0]?.account).toEqualTypeOf<
    { name: string; rights: number } | undefined
  >();
});
