import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { connectRaw, job, startServer } from "./servers.js";

const subscribe = { id: 1, method: "mining.subscribe", params: ["cgminer/4.12.0"] };
const authorize = { id: 2, method: "mining.authorize", params: ["alice", "x"] };

describe("the order of messages", () => {
  it("holds everything back until the subscribe response, and what breaks miners until the authorize response", async () => {
    const { server, port } = await startServer();
    server.on("session", (session) => {
      session.send.client.showMessage({ message: "welcome" });
      session.send.mining.setDifficulty({ difficulty: 8 });
      session.send.mining.notify(job);
      session.send.mining.setVersionMask({ mask: "1fffe000" });
      void session.send.client.getVersion().catch(() => {});
    });
    const miner = await connectRaw(port);
    miner.send({ id: 9, method: "mining.ping", params: [] });
    expect((await miner.message()).id).toBe(9);
    miner.send(subscribe);
    expect((await miner.message()).id).toBe(1);
    expect((await miner.message()).method).toBe("mining.set_difficulty");
    expect((await miner.message()).method).toBe("mining.notify");
    miner.send(authorize);
    expect((await miner.message()).id).toBe(2);
    expect((await miner.message()).method).toBe("client.show_message");
    expect((await miner.message()).method).toBe("mining.set_version_mask");
    expect((await miner.message()).method).toBe("client.get_version");
  });

  it("answers the handshake one after the other, also where handlers take their time", async () => {
    const waiting: (() => void)[] = [];
    const { port } = await startServer({
      handlers: {
        "mining.subscribe": () =>
          new Promise((resolve) => {
            waiting.push(() => resolve({ subscriptions: [], extranonce1: "aa", extranonce2Size: 4 }));
          }),
        "mining.authorize": async ({ username }) => username === "alice",
      },
    });
    const miner = await connectRaw(port);
    miner.send(subscribe, authorize, {
      id: 3,
      method: "mining.submit",
      params: ["alice", "1", "00000000", "00000000", "00000000"],
    });
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(miner.lines).toEqual([]);
    waiting[0]?.();
    expect((await miner.message()).result).toEqual([[], "aa", 4]);
    expect(await miner.line()).toBe('{"id":2,"result":true,"error":null}');
    expect(await miner.line()).toBe('{"id":3,"result":true,"error":null}');
  });

  it("tells the difficulty before a first job that comes without one", async () => {
    const { server, port } = await startServer({ difficulty: 0.25 });
    const miner = await connectRaw(port);
    miner.send(subscribe, authorize);
    await miner.line();
    await miner.line();
    server.broadcast.mining.notify(job);
    expect((await miner.message()).params).toEqual([0.25]);
    expect((await miner.message()).method).toBe("mining.notify");
    server.broadcast.mining.notify(job);
    expect((await miner.message()).method).toBe("mining.notify");
  });

  it("leaves those out of a broadcast who can't bear it yet", async () => {
    const { server, port } = await startServer();
    const [early, ready] = [await connectRaw(port), await connectRaw(port)];
    ready.send(subscribe, authorize);
    await ready.line();
    await ready.line();
    early.send({ id: 5, method: "mining.ping", params: [] });
    await early.line();
    server.broadcast.client.showMessage({ message: "hello" });
    expect((await ready.message()).method).toBe("client.show_message");
    early.send(subscribe);
    expect((await early.message()).id).toBe(1);
    expect(early.lines).toHaveLength(2);
  });

  it("sends only the last of several difficulties that were set before it", async () => {
    const { server, port } = await startServer();
    server.on("session", ({ send }) => {
      for (let difficulty = 1; difficulty <= 100; difficulty++) send.mining.setDifficulty({ difficulty });
      send.mining.notify(job);
      send.mining.setDifficulty({ difficulty: 200 });
      send.mining.setDifficulty({ difficulty: 300 });
    });
    const miner = await connectRaw(port);
    miner.send(subscribe, authorize, { id: 3, method: "mining.ping", params: [] });
    while (!miner.lines.some((line) => line.includes("pong"))) await miner.line();
    const difficulties = miner.lines.filter((line) => line.includes('"method":"mining.set_difficulty"'));
    expect(difficulties.map((line) => JSON.parse(line).params)).toEqual([[100], [300]]);
  });

  it("ends a session for which too much is held back, without an exception", async () => {
    const { server, port } = await startServer();
    const calls: unknown[] = [];
    server.on("session", ({ send }) => {
      for (let count = 0; count < 100; count++) send.client.showMessage({ message: "again" });
      send.client.getVersion().catch((error) => calls.push(error));
    });
    const closed = once(server, "close");
    const miner = await connectRaw(port);
    miner.send({ id: 1, method: "mining.ping", params: [] });
    await miner.closed();
    expect((await closed)[1]).toMatchObject({ code: "OVERLOADED" });
    expect(calls).toMatchObject([{ code: "OVERLOADED" }]);
  });
});

describe("a job's terms", () => {
  const submit = (jobId: string) => ({
    id: jobId,
    method: "mining.submit",
    params: ["alice", jobId, "00000000", "00000000", "00000000"],
  });

  it("are those that held when it was sent, across any number of changes", async () => {
    const terms: Record<string, number | undefined> = {};
    const { server, port } = await startServer({
      handlers: {
        "mining.submit": ({ jobId }, { session }) => {
          terms[jobId] = session.job(jobId)?.difficulty;
          return true;
        },
      },
    });
    server.on("ready", ({ send }) => {
      for (const [index, difficulty] of [1, 2, 4, 8].entries()) {
        send.mining.setDifficulty({ difficulty });
        send.mining.notify({ ...job, jobId: `${index}`, cleanJobs: false });
      }
      send.mining.setDifficulty({ difficulty: 100 });
      send.mining.notify({ ...job, jobId: "0", cleanJobs: false });
    });
    const miner = await connectRaw(port);
    miner.send(subscribe, authorize, submit("3"), submit("0"), submit("1"), submit("9"));
    while (!miner.lines.some((line) => line.startsWith('{"id":"9"'))) await miner.line();
    expect(terms).toEqual({ 3: 8, 0: 1, 1: 2, 9: undefined });
  });

  it("are gone with clean_jobs", async () => {
    const { server, port } = await startServer();
    const known: unknown[] = [];
    server.on("ready", (session) => {
      session.send.mining.notify({ ...job, jobId: "a", cleanJobs: true });
      session.send.mining.notify({ ...job, jobId: "b", cleanJobs: false });
      known.push(session.job("a") !== undefined, session.job("b") !== undefined);
      session.send.mining.notify({ ...job, jobId: "c", cleanJobs: true });
      known.push(session.job("a"), session.job("b"), session.job("c") !== undefined);
    });
    const miner = await connectRaw(port);
    miner.send(subscribe, authorize);
    for (let count = 0; count < 6; count++) await miner.line();
    expect(known).toEqual([true, true, undefined, undefined, true]);
  });

  it("follow set_extranonce from the next job on", async () => {
    const { server, port } = await startServer();
    const extranonces: (string | undefined)[] = [];
    server.on("ready", (session) => {
      session.send.mining.notify({ ...job, jobId: "a", cleanJobs: false });
      session.send.mining.setExtranonce({ extranonce1: "beef", extranonce2Size: 3 });
      session.send.mining.notify({ ...job, jobId: "b", cleanJobs: false });
      extranonces.push(session.job("a")?.extranonce1, session.job("b")?.extranonce1, session.extranonce1);
    });
    const miner = await connectRaw(port);
    miner.send(subscribe, { id: 9, method: "mining.extranonce.subscribe", params: [] }, authorize);
    const subscribed = await miner.message();
    for (let count = 0; count < 5; count++) await miner.line();
    expect(extranonces).toEqual([subscribed.result?.[1 as never], "beef", "beef"]);
  });
});
