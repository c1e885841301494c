import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { connect, startMiner, startProxy, takenBy } from "./proxies.js";
import { startRawPool } from "./raw-pool.js";
import { easy, startTinyPool } from "./tiny-pool.js";

const share = { username: "alice", jobId: "1", extranonce2: "0000", ntime: "504e86b9", nonce: "00000000" };

describe("a proxy", () => {
  it("lets many miners work over one connection", async () => {
    const pool = await startTinyPool();
    const { proxy, port } = await startProxy([pool]);
    await Promise.all(["alice", "bob", "carol"].map((name) => startMiner(port, name)));
    await expect
      .poll(() => Object.keys(takenBy(pool)).sort(), { timeout: 10_000 })
      .toEqual(["alice", "bob", "carol"]);
    expect(pool.server.sessions.size).toBe(1);
    const tails = [...proxy.server.sessions].map(({ extranonce1 }) => extranonce1);
    expect(new Set(tails).size).toBe(3);
    expect(pool.shares.every(({ extranonce2 }) => tails.includes(extranonce2.slice(0, 4)))).toBe(true);
  });

  it("submits everything under its own worker where it has one, and lets everybody in", async () => {
    const pool = await startTinyPool();
    const { port } = await startProxy([pool], { username: "farm" });
    await startMiner(port, "mallory");
    await expect.poll(() => takenBy(pool).farm, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(Object.keys(takenBy(pool))).toEqual(["farm"]);
  });

  it("lets the pool decide about each worker where it has none", async () => {
    const { port } = await startProxy([await startTinyPool()]);
    const client = await connect(port);
    await client.mining.subscribe({});
    expect(await client.mining.authorize({ username: "mallory" })).toBe(false);
    expect(await client.mining.authorize({ username: "alice" })).toBe(true);
  });

  it("has miners wait that come before there is a pool", async () => {
    const pool = await startTinyPool();
    await pool.stop();
    const { port } = await startProxy([pool]);
    const client = await connect(port);
    const subscribed = client.mining.subscribe({});
    await startTinyPool({ port: pool.port });
    expect(await subscribed).toMatchObject({ extranonce2Size: 2 });
  });

  it("passes on jobs, difficulty, version mask and messages", async () => {
    const pool = await startTinyPool({ versionMask: 0x00ffe000 });
    const { proxy, port } = await startProxy([pool]);
    await once(proxy, "online");
    const client = await connect(port);
    const difficulties: number[] = [];
    const masks: string[] = [];
    const jobs: boolean[] = [];
    client.on("mining.set_difficulty", ({ difficulty }) => difficulties.push(difficulty));
    client.on("mining.set_version_mask", ({ mask }) => masks.push(mask));
    client.on("mining.notify", ({ cleanJobs }) => jobs.push(cleanJobs));
    const answer = await client.mining.configure({
      extensions: ["version-rolling"],
      parameters: { "version-rolling.mask": "1fffe000", "version-rolling.min-bit-count": 2 },
    });
    expect(answer["version-rolling.mask"]).toBe("00ffe000");
    await client.mining.subscribe({});
    await client.mining.authorize({ username: "alice" });
    await expect.poll(() => jobs).toEqual([true]);
    const [upstream] = [...pool.server.sessions];
    const message = once(client, "client.show_message");
    upstream?.send.mining.setDifficulty({ difficulty: 2 * easy });
    upstream?.send.mining.setVersionMask({ mask: "00c00000" });
    upstream?.send.client.showMessage({ message: "maintenance at noon" });
    pool.notify();
    expect(await message).toEqual([{ message: "maintenance at noon" }]);
    await expect.poll(() => jobs).toEqual([true, false]);
    expect(difficulties).toEqual([easy, 2 * easy]);
    expect(masks).toEqual(["00c00000"]);
  });

  it("forwards no share that the pool would refuse", async () => {
    const pool = await startTinyPool();
    const { proxy, port } = await startProxy([pool]);
    const refused: unknown[] = [];
    proxy.on("share", ({ accepted, reason }) => accepted || refused.push(reason?.code));
    const { miner } = await startMiner(port, "alice");
    await once(miner, "accepted");
    miner.stop();
    const [session] = [...proxy.server.sessions];
    const client = await connect(port);
    await client.mining.subscribe(session ? { sessionId: session.id } : {});
    await client.mining.authorize({ username: "alice" });
    const before = pool.shares.length;
    const tooHard = { ...share, nonce: "00000001" };
    await expect(client.mining.submit(tooHard)).rejects.toMatchObject({ code: "LOW_DIFFICULTY" });
    await expect(client.mining.submit({ ...share, jobId: "ffff" })).rejects.toMatchObject({
      code: "JOB_NOT_FOUND",
    });
    await expect(client.mining.submit({ ...share, extranonce2: "00" })).rejects.toMatchObject({
      code: "OTHER",
    });
    expect(refused).toEqual(["LOW_DIFFICULTY", "JOB_NOT_FOUND", "OTHER"]);
    expect(pool.shares.length).toBe(before);
  });

  it("forwards a share only once", async () => {
    const pool = await startTinyPool();
    const { port } = await startProxy([pool]);
    const { miner, client } = await startMiner(port, "alice");
    await once(miner, "accepted");
    miner.stop();
    const found = pool.shares[0];
    const job = once(client, "mining.notify");
    pool.notify();
    await job;
    await expect(
      client.mining.submit({
        ...share,
        extranonce2: found?.extranonce2.slice(4) ?? "",
        nonce: found?.nonce ?? "",
      }),
    ).rejects.toMatchObject({ code: "DUPLICATE_SHARE" });
  });

  it("says that a pool gives too little room, and tries the next", async () => {
    const small = await startTinyPool({ extranonce: { extranonce2Size: 2 } });
    const { proxy } = await startProxy([small, await startTinyPool()]);
    const [reason] = await once(proxy, "offline");
    expect(reason).toMatchObject({
      code: "INVALID_OPTION",
      message: "the pool gives 2 bytes of extranonce2: too few to divide among miners",
    });
    await once(proxy, "online");
  });

  it("refuses shares with a reason while the pool is away", async () => {
    const pool = await startTinyPool();
    const { proxy, port } = await startProxy([pool]);
    const client = await connect(port);
    const job = once(client, "mining.notify");
    await client.mining.subscribe({});
    await client.mining.authorize({ username: "alice" });
    const [{ jobId }] = await job;
    const offline = once(proxy, "offline");
    await pool.stop();
    await offline;
    await expect(client.mining.submit({ ...share, jobId })).rejects.toMatchObject({
      message: "Pool not connected",
    });
  });

  it("takes a pool that answers nothing but the handshake", async () => {
    const { proxy, port } = await startProxy([await startRawPool({ answersPings: true })]);
    const client = await connect(port);
    expect(await client.mining.subscribe({})).toMatchObject({ extranonce2Size: 2 });
    expect(proxy.upstream.granted?.versionMask).toBe(0);
  });

  it("has room for handlers of one's own", async () => {
    const { port } = await startProxy([await startTinyPool()], {
      handlers: { "mining.get_version": () => "example/1.0" },
    });
    expect(await (await connect(port)).mining.getVersion()).toBe("example/1.0");
  });

  it("tells what it knows of each miner", async () => {
    const pool = await startTinyPool();
    const { proxy, port } = await startProxy([pool]);
    const { miner } = await startMiner(port, "alice");
    await expect.poll(() => takenBy(pool).alice, { timeout: 10_000 }).toBeGreaterThan(4);
    miner.stop();
    await expect.poll(() => proxy.miners()[0]?.accepted === pool.shares.length).toBe(true);
    expect(proxy.miners()).toMatchObject([
      {
        workers: ["alice"],
        userAgent: "stratum",
        refused: 0,
        difficulty: easy,
        hashrate: expect.any(Number),
      },
    ]);
    expect(proxy.miners()[0]?.hashrate).toBeGreaterThan(0);
  });
});
