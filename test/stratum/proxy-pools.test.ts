import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { connect, startMiner, startProxy, takenBy } from "./proxies.js";
import { startTinyPool } from "./tiny-pool.js";

describe("a proxy whose pool changes", () => {
  it("keeps its miners when the pool goes and comes", async () => {
    const pool = await startTinyPool();
    const { proxy, port } = await startProxy([pool]);
    const { miner, client } = await startMiner(port, "alice");
    await once(miner, "accepted");
    const offline = once(proxy, "offline");
    await pool.stop();
    await offline;
    const cleanJob = new Promise<void>((resolve) =>
      client.on("mining.notify", ({ cleanJobs }) => cleanJobs && resolve()),
    );
    const successor = await startTinyPool({ port: pool.port });
    await cleanJob;
    await expect.poll(() => takenBy(successor).alice, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(proxy.server.sessions.size).toBe(1);
  });

  it("lets its miners roll what they asked for, as far as the pool of the hour does", async () => {
    let pool = await startTinyPool();
    const { proxy, port } = await startProxy([pool]);
    await expect.poll(() => proxy.upstream.client).toBeDefined();
    const roller = await connect(port);
    const other = await connect(port);
    const masks: string[] = [];
    roller.on("mining.set_version_mask", ({ mask }) => masks.push(mask));
    other.on("mining.set_version_mask", () => masks.push("of another miner"));
    const parameters = { "version-rolling.mask": "00ffe000" };
    await roller.mining.configure({ extensions: ["version-rolling"], parameters });
    for (const miner of [roller, other]) {
      await miner.mining.subscribe();
      await miner.mining.authorize({ username: "alice" });
    }
    for (const versionMask of [0x1fffe000, 0, 0x0fffe000, 0x00600000]) {
      const online = once(proxy, "online");
      await pool.stop();
      pool = await startTinyPool({ port: pool.port, versionMask });
      await online;
    }
    await other.mining.ping();
    await roller.mining.ping();
    expect(masks).toEqual(["00000000", "00ffe000", "00600000"]);
  });

  it("has its miners go on at another pool that gives more room", async () => {
    const first = await startTinyPool();
    const second = await startTinyPool({ extranonce: { extranonce2Size: 6 } });
    const { proxy, port } = await startProxy([first, second]);
    const { miner } = await startMiner(port, "alice");
    await once(miner, "accepted");
    await first.stop();
    await expect.poll(() => takenBy(second).alice, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(proxy.server.sessions.size).toBe(1);
    expect(second.shares.every(({ extranonce2 }) => extranonce2.length === 12)).toBe(true);
  });

  it("has its miners come again for a pool that gives less room", async () => {
    const first = await startTinyPool({ extranonce: { extranonce2Size: 8 } });
    const second = await startTinyPool({ extranonce: { extranonce2Size: 4 } });
    const { port } = await startProxy([first, second]);
    const { miner, client } = await startMiner(port, "alice");
    await once(miner, "accepted");
    const closed = once(client, "close");
    await first.stop();
    await closed;
    await startMiner(port, "alice");
    await expect.poll(() => takenBy(second).alice, { timeout: 10_000 }).toBeGreaterThan(2);
  });

  it("follows a change of the pool's extranonce", async () => {
    const pool = await startTinyPool();
    const { port } = await startProxy([pool]);
    const { miner } = await startMiner(port, "alice");
    await once(miner, "accepted");
    const [session] = [...pool.server.sessions];
    const before = pool.shares.length;
    session?.send.mining.setExtranonce({ extranonce1: "cafebabe", extranonce2Size: 4 });
    pool.notify({ cleanJobs: true });
    await expect.poll(() => pool.shares.length, { timeout: 10_000 }).toBeGreaterThan(before + 2);
    expect(session?.extranonce1).toBe("cafebabe");
  });
});
