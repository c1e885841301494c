import { describe, expect, it, vi } from "vitest";
import {
  type Client,
  type ConnectOptions,
  type Interceptor,
  memoryPair,
  type ServeOptions,
} from "../../src/endpoint/index.js";
import { type CutProxy, cutProxy, eventOf } from "./cut-proxy.js";
import { type Account, authenticate, connected, started, type Tasks, taskHandlers } from "./service.js";

type Options = Partial<ServeOptions<Tasks, Account | undefined, { calls: number }>>;

const soon = { first: 10, longest: 50 };

/** A client that is connected to a service through a proxy. */
async function proxied(
  scheme: "tcp" | "ws",
  options: ConnectOptions<Tasks> = {},
  serving: Options = {},
): Promise<{ client: Client<Tasks>; proxy: CutProxy; states: string[] }> {
  const server = await started(`${scheme}://127.0.0.1:0${scheme === "ws" ? "/" : ""}`, serving);
  const proxy = await cutProxy(Number(new URL(server.urls[0] ?? "").port));
  const client = await connected(`${scheme}://127.0.0.1:${proxy.port}`, { reconnect: soon, ...options });
  const states: string[] = [];
  for (const name of ["offline", "online", "close"] as const) client.on(name, () => states.push(name));
  return { client, proxy, states };
}

/** An interceptor that tells which calls arrive. */
function counting(called: (name: string) => void): Interceptor<unknown> {
  return ({ method }, next) => {
    called(method.name);
    return next();
  };
}

describe.each(["tcp", "ws"] as const)("a client that lost its connection over %s", (scheme) => {
  it("connects again, and sends the calls that were made meanwhile", async () => {
    const { client, proxy, states } = await proxied(scheme);
    await client.tasks.add({ title: "before" });
    const [offline, online] = [eventOf(client, "offline"), eventOf(client, "online")];
    await proxy.block(true);
    const [, pause] = await offline;
    expect(pause).toBeGreaterThan(0);
    const calls = Promise.all([client.tasks.add({ title: "meanwhile" }), client.call("tasks.list")]);
    await proxy.block(false);
    const [added, listed] = await calls;
    expect([added.id, listed]).toMatchObject([2, [{ title: "before" }, { title: "meanwhile" }]]);
    await online;
    expect(states.at(-1)).toBe("online");
    expect(states.filter((name) => name === "online")).toHaveLength(1);
    await client.close();
    expect(states.at(-1)).toBe("close");
  });

  it("connects again as often as it is cut, and hears what the server notifies", async () => {
    const { client, proxy } = await proxied(scheme);
    const changed: number[] = [];
    client.on("tasks.changed", ({ id }) => changed.push(id));
    for (let count = 1; count <= 3; count++) {
      const online = eventOf(client, "online");
      proxy.cut();
      await online;
      await client.tasks.add({ title: "x" });
    }
    expect(changed).toEqual([1, 2, 3]);
    expect(proxy.count).toBe(4);
  });

  it("fails calls in flight, of which nobody can tell whether they were executed", async () => {
    const called = vi.fn();
    const { client, proxy } = await proxied(scheme, {}, { interceptors: [counting(called)] });
    proxy.swallow(true);
    const lost = client.tasks.add({ title: "x" });
    const failed = expect(lost).rejects.toMatchObject({ code: "CLOSED", executed: "perhaps" });
    await vi.waitFor(() => expect(called).toHaveBeenCalledTimes(1));
    proxy.cut();
    proxy.swallow(false);
    await failed;
    expect(await client.tasks.list()).toHaveLength(1);
  });

  it.each([[["tasks.list"]], [(method: string) => method === "tasks.list"]])(
    "sends those again that are harmless twice: %s",
    async (repeat) => {
      const called: string[] = [];
      const { client, proxy } = await proxied(
        scheme,
        { reconnect: { ...soon, repeat } },
        { interceptors: [counting((name) => called.push(name))] },
      );
      proxy.swallow(true);
      const harmless = client.tasks.list();
      const harmful = client.tasks.add({ title: "x" });
      const failed = expect(harmful).rejects.toMatchObject({ executed: "perhaps" });
      await vi.waitFor(() => expect(called).toHaveLength(2));
      proxy.cut();
      proxy.swallow(false);
      await failed;
      expect(await harmless).toHaveLength(1);
      expect(called).toEqual(["tasks.list", "tasks.add", "tasks.list"]);
    },
  );

  it("lets calls wait no longer than their deadline or signal says", async () => {
    const { client, proxy } = await proxied(scheme);
    const offline = eventOf(client, "offline");
    await proxy.block(true);
    await offline;
    await expect(client.tasks.list({}, { deadline: 20 })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: "tasks.list: no answer within 20 ms",
      method: "tasks.list",
      executed: "no",
    });
    const abort = new AbortController();
    const aborted = client.tasks.list({}, { signal: abort.signal });
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ code: "ABORTED" });
  });

  it("stops trying when it is closed, and fails the calls that wait", async () => {
    const { client, proxy, states } = await proxied(scheme);
    const offline = eventOf(client, "offline");
    await proxy.block(true);
    await offline;
    const waiting = expect(client.tasks.list()).rejects.toMatchObject({
      code: "CLOSED",
      method: "tasks.list",
      executed: "no",
    });
    await client.close();
    await waiting;
    const { length } = states;
    expect(states.at(-1)).toBe("close");
    await proxy.block(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([states.length, proxy.count]).toEqual([length, 1]);
  });

  it("authenticates again, each time with new credentials", async () => {
    const given: unknown[] = [];
    let tokens = 0;
    const { client, proxy } = await proxied(
      scheme,
      { authorization: () => `Bearer alice-token ${++tokens}` },
      {
        authenticate: ({ headers, ...request }) => {
          if (headers.authorization) given.push(headers.authorization);
          const authorization = headers.authorization?.replace(/ \d+$/, "");
          return authenticate({ ...request, headers: { ...headers, authorization } });
        },
      },
    );
    expect(await client.tasks.list()).toEqual([]);
    const [offline, online] = [eventOf(client, "offline"), eventOf(client, "online")];
    proxy.cut();
    await offline;
    expect(await client.tasks.list()).toEqual([]);
    await online;
    expect(given).toEqual(["Bearer alice-token 1", "Bearer alice-token 2"]);
  });

  it("does not connect again unless it is told to", async () => {
    const { client, proxy, states } = await proxied(scheme, { reconnect: false });
    const closed = eventOf(client, "close");
    proxy.cut();
    await closed;
    await expect(client.tasks.list()).rejects.toMatchObject({
      code: "CLOSED",
      method: "tasks.list",
      executed: "no",
    });
    expect(states).toEqual(["close"]);
  });
});

it("a client connects again to a server that was started again", async () => {
  const first = await started("tcp://127.0.0.1:0");
  const client = await connected(first.urls[0], { reconnect: soon });
  await client.tasks.list();
  const offline = eventOf(client, "offline");
  await first.close();
  await offline;
  const waiting = client.tasks.add({ title: "x" });
  await started(first.urls);
  expect(await waiting).toMatchObject({ id: 1 });
});

it("a client that is closed while it connects leaves nothing behind", async () => {
  const { client, proxy } = await proxied("ws", { connectDeadline: 10_000 });
  const attempts = vi.fn();
  proxy.swallow(true);
  proxy.cut();
  await vi.waitFor(() => expect(proxy.count).toBe(2), { interval: 5 });
  client.on("offline", attempts);
  client.on("online", attempts);
  await client.close();
  await vi.waitFor(() => expect(proxy.open).toBe(0));
  expect(attempts).not.toHaveBeenCalled();
});

it("calls beyond the limit are refused while the client is offline, too", async () => {
  const { client, proxy } = await proxied("tcp", { limits: { calls: 2 } });
  const offline = eventOf(client, "offline");
  await proxy.block(true);
  await offline;
  const waiting = [client.tasks.list(), client.tasks.list()];
  await expect(client.tasks.list()).rejects.toMatchObject({
    code: "OVERLOADED",
    method: "tasks.list",
    executed: "no",
  });
  await proxy.block(false);
  expect(await Promise.all(waiting)).toEqual([[], []]);
});

it("a connection that was made elsewhere can't be made again", async () => {
  const [near, far] = memoryPair();
  (await started([])).attach(far);
  await expect(connected(near, { reconnect: true })).rejects.toMatchObject({
    code: "INVALID_OPTION",
    message: expect.stringContaining("reconnect"),
  });
});

it("a first connection that fails is not tried again", async () => {
  const server = await started("tcp://127.0.0.1:0", { authenticate, handlers: taskHandlers() });
  const [url = ""] = server.urls;
  await expect(connected(url, { reconnect: soon, authorization: "Bearer x" })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  await server.close();
  await expect(connected(url, { reconnect: soon })).rejects.toMatchObject({ code: "CONNECT_FAILED" });
  const signal = AbortSignal.abort();
  await expect(connected(url, { reconnect: soon, signal })).rejects.toMatchObject({ code: "ABORTED" });
});
