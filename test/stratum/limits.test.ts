import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { connectRaw, job, startServer } from "./servers.js";

const handshake =
  '{"id":1,"method":"mining.subscribe","params":[]}\n{"id":2,"method":"mining.authorize","params":["alice","x"]}\n';

describe("limits", () => {
  it("a line that is too long ends the session, complete or not", async () => {
    const { server, port } = await startServer({ limits: { line: 100 } });
    const ends: unknown[] = [];
    server.on("close", (_session, error) => ends.push(error?.code));
    for (const text of [`{"id":1,"method":"${"x".repeat(100)}"}\n`, "x".repeat(101)]) {
      const miner = await connectRaw(port);
      miner.write(text);
      await miner.closed();
    }
    await expect.poll(() => ends).toEqual(["TOO_LONG", "TOO_LONG"]);
  });

  it("a miner that does not read is cut off before it takes much memory", async () => {
    const { server, port } = await startServer({ limits: { queue: 200_000 } });
    const miner = await connectRaw(port);
    miner.write(handshake);
    await miner.line();
    await miner.line();
    miner.socket.pause();
    const [, error] = await Promise.all([fill(), once(server, "close").then(([, reason]) => reason)]);
    expect(error).toMatchObject({ code: "OVERLOADED" });

    async function fill() {
      const bulky = { ...job, coinb2: "00".repeat(50_000) };
      while (server.sessions.size > 0) {
        server.broadcast.mining.notify(bulky);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  });

  it("a miner that does not shake hands is sent away, and one that falls silent", async () => {
    const hurried = await startServer({ limits: { handshake: 100 } });
    await (await connectRaw(hurried.port)).closed();

    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { port } = await startServer();
    const [half, silent] = [await connectRaw(port), await connectRaw(port)];
    half.write('{"id":1,"method":"mining.subscribe","params":[]}\n');
    silent.write(handshake);
    for (const miner of [half, silent, silent]) await miner.line();
    vi.setSystemTime(Date.now() + 31_000);
    await half.closed();
    silent.write('{"id":3,"method":"mining.ping","params":[]}\n');
    expect(await silent.line()).toBe('{"id":3,"result":"pong","error":null}');
    vi.setSystemTime(Date.now() + 901_000);
    await silent.closed();
  });

  it("connections that have sent nothing yet count, too", async () => {
    const { server, port } = await startServer({ limits: { sessions: 2 } });
    const busy = once(server, "busy");
    await connectRaw(port);
    await connectRaw(port);
    const third = await connectRaw(port);
    await third.closed();
    expect((await busy)[0]).toMatchObject({ sessions: 0 });
  });

  it("there are no more sessions than allowed, in all or of one host", async () => {
    const { server, port } = await startServer({ limits: { sessions: 2 } });
    const miners = [await connectRaw(port), await connectRaw(port)];
    for (const miner of miners) miner.write(handshake);
    for (const miner of miners) await miner.line();
    const busy = once(server, "busy");
    const third = await connectRaw(port);
    await third.closed();
    expect((await busy)[0]).toMatchObject({ sessions: 2 });

    const single = await startServer({ limits: { sessionsPerHost: 1 } });
    const first = await connectRaw(single.port);
    first.write(handshake);
    await first.line();
    const second = await connectRaw(single.port);
    second.write(handshake);
    await second.closed();
    expect(single.server.sessions.size).toBe(1);
  });

  it("connections are refused while the event loop is late", async () => {
    const { server, port } = await startServer({ limits: { lag: 50 } });
    const busy = once(server, "busy");
    const blocking = setInterval(() => {
      const until = performance.now() + 300;
      while (performance.now() < until);
    }, 1);
    const knocking = setInterval(() => connect(port, "127.0.0.1").on("error", () => {}), 50);
    const [reason] = await busy;
    clearInterval(blocking);
    clearInterval(knocking);
    expect(reason.lag).toBeGreaterThan(50);
  });

  it("a session has no more workers than allowed, but each as often as it likes", async () => {
    const { server, port } = await startServer({ limits: { workers: 2 } });
    const miner = await connectRaw(port);
    const authorize = (user: string) => ({ id: user, method: "mining.authorize", params: [user] });
    miner.send(...["a", "b", "c", "a"].map(authorize));
    const answers = [];
    for (let count = 0; count < 4; count++) answers.push(await miner.message());
    expect(answers).toMatchObject([
      { id: "a", result: true },
      { id: "b", result: true },
      { id: "c", error: [20, "A session can have at most 2 workers", null] },
      { id: "a", result: true },
    ]);
    const [session] = server.sessions;
    expect([...(session?.workers ?? [])]).toEqual(["a", "b"]);
  });

  it("handlers that take too long are answered for", async () => {
    const { port } = await startServer({
      limits: { answer: 50 },
      handlers: { "mining.submit": () => new Promise(() => {}) },
    });
    const miner = await connectRaw(port);
    miner.write(
      `${handshake}{"id":3,"method":"mining.submit","params":["alice","1","00000000","00000000","00000000"]}\n`,
    );
    await miner.line();
    await miner.line();
    expect(await miner.message()).toEqual({ id: 3, result: null, error: [20, "Timed out", null] });
  });

  it("a handler's error is not the miner's to see", async () => {
    const { server, port } = await startServer({
      handlers: {
        "mining.authorize": () => {
          throw new Error("password of the database is hunter2");
        },
      },
    });
    const failed = once(server, "failed");
    const miner = await connectRaw(port);
    miner.write(handshake);
    await miner.line();
    expect(await miner.line()).toBe('{"id":2,"result":null,"error":[20,"Internal error",null]}');
    expect(await failed).toMatchObject([
      { message: "password of the database is hunter2" },
      "mining.authorize",
    ]);
  });
});

describe("sessions", () => {
  it("can be looked up, iterated, called and closed", async () => {
    const { server, port } = await startServer();
    const miner = await connectRaw(port);
    miner.write(handshake.replace("[]", '["bitaxe/2.1"]'));
    const [session] = await once(server, "ready");
    await miner.line();
    await miner.line();
    expect([...server.sessions]).toEqual([session]);
    expect(server.sessions.get(session.id)).toBe(session);
    expect(session).toMatchObject({
      userAgent: "bitaxe/2.1",
      subscribed: true,
      difficulty: 1,
      counters: { messages: 2 },
    });
    expect([...session.workers]).toEqual(["alice"]);

    const version = session.send.client.getVersion();
    const { id, method } = await miner.message();
    expect(method).toBe("client.get_version");
    miner.send({ id, result: "bitaxe/2.1", error: null });
    expect(await version).toBe("bitaxe/2.1");

    const ping = session.send.mining.ping();
    miner.send({ id: (await miner.message()).id, method: "pong", params: [] });
    expect(await ping).toBe("pong");

    session.close();
    await miner.closed();
    await expect.poll(() => server.sessions.size).toBe(0);
    await expect(session.send.mining.ping()).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("count shares", async () => {
    const { server, port } = await startServer({
      handlers: { "mining.submit": ({ nonce }) => nonce === "00000001" },
    });
    const miner = await connectRaw(port);
    miner.write(handshake);
    const [session] = await once(server, "ready");
    const submit = (worker: string, nonce: string) => ({
      id: 4,
      method: "mining.submit",
      params: [worker, "1", "00000000", "00000000", nonce],
    });
    miner.send(submit("alice", "00000001"), submit("alice", "00000002"), submit("mallory", "00000001"));
    for (let count = 0; count < 4; count++) await miner.line();
    expect((await miner.message()).error).toEqual([24, "Unauthorized worker", null]);
    expect(session.counters).toMatchObject({ accepted: 1, refused: 2 });
  });
});
