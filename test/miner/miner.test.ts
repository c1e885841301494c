import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { Miner, type MinerEvents, type MinerOptions, measureHashRate } from "../../src/miner/miner.js";
import type { RpcError } from "../../src/rpc/index.js";
import { StratumClient } from "../../src/stratum/client.js";
import { scrypt, sha256d } from "../../src/work/index.js";
import { easy, startTinyPool } from "../stratum/tiny-pool.js";

/** A miner that mines on a pool until the test is over, and all that it told. */
async function mineOn(port: number, options: Partial<MinerOptions> = {}) {
  const client = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
  const miner = new Miner(client, { username: "alice", ...options });
  const accepted: string[] = [];
  const refused: RpcError[] = [];
  miner.on("accepted", (jobId) => accepted.push(jobId));
  miner.on("refused", (_jobId, reason) => refused.push(reason));
  const over = miner.run();
  onTestFinished(async () => {
    miner.stop();
    client.close();
    await over.catch(() => {});
  });
  return { client, miner, accepted, refused, over };
}

/** What a miner tells next of this. */
const next = (miner: Miner, event: keyof MinerEvents) => once(miner, event);

describe("a miner", () => {
  it("finds shares that the pool takes, none twice", async () => {
    const { port, shares } = await startTinyPool();
    const { accepted, refused } = await mineOn(port);
    await expect.poll(() => accepted.length).toBeGreaterThan(20);
    expect(refused).toEqual([]);
    expect(new Set(shares.map(({ nonce, extranonce2 }) => nonce + extranonce2)).size).toBe(shares.length);
    expect(shares[0]).toMatchObject({
      username: "alice",
      jobId: "1",
      nonce: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  it("goes over to a new job, with another extranonce2", async () => {
    const { port, notify, shares } = await startTinyPool();
    const { miner, accepted } = await mineOn(port);
    await expect.poll(() => accepted).toContain("1");
    notify({ cleanJobs: true });
    await next(miner, "job");
    await expect.poll(() => accepted).toContain("2");
    const used = (id: string) =>
      new Set(shares.filter(({ jobId }) => jobId === id).map((share) => share.extranonce2));
    expect(used("1")).toEqual(new Set(["00000000"]));
    expect(used("2")).toEqual(new Set(["00000001"]));
  });

  it("applies a new difficulty from the next job on", async () => {
    const { port, notify, server } = await startTinyPool();
    const { miner, accepted, refused } = await mineOn(port);
    await expect.poll(() => accepted).toContain("1");
    const told = next(miner, "difficulty");
    for (const session of server.sessions) session.send.mining.setDifficulty({ difficulty: 20 * easy });
    expect(await told).toEqual([20 * easy]);
    const { length } = accepted;
    await expect.poll(() => accepted.length).toBeGreaterThan(length);
    notify({ cleanJobs: true });
    await expect.poll(() => accepted).toContain("2");
    expect(refused.filter(({ code }) => code === "LOW_DIFFICULTY")).toEqual([]);
  });

  it("applies a new extranonce from the next job on", async () => {
    const { port, notify, server, shares } = await startTinyPool({
      extranonce: { size: 4, extranonce2Size: 4 },
    });
    const { client, miner, accepted, refused } = await mineOn(port);
    await client.mining.extranonce.subscribe();
    await expect.poll(() => accepted).toContain("1");
    const [session] = server.sessions;
    session?.send.mining.setExtranonce({ extranonce1: "0badcafe", extranonce2Size: 3 });
    notify({ cleanJobs: true });
    await next(miner, "job");
    await expect.poll(() => accepted).toContain("2");
    expect(shares.at(-1)?.extranonce2).toHaveLength(6);
    expect(refused.filter(({ code }) => code !== "JOB_NOT_FOUND")).toEqual([]);
  });

  it("tells of shares that the pool refuses, and goes on", async () => {
    const { port } = await startTinyPool();
    const { refused } = await mineOn(port, { algorithm: scrypt });
    await expect.poll(() => refused.length).toBeGreaterThan(2);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["LOW_DIFFICULTY"]));
  });

  it("measures its hash rate about once a second", async () => {
    const { port } = await startTinyPool();
    const { miner } = await mineOn(port);
    const rates = [...(await next(miner, "rate")), ...(await next(miner, "rate"))];
    for (const rate of rates) expect(rate).toBeGreaterThan(100);
  });

  it("stops after the current stretch, and submits no more", async () => {
    const { port, shares } = await startTinyPool();
    const { client, miner, accepted, over } = await mineOn(port);
    await expect.poll(() => accepted.length).toBeGreaterThan(0);
    miner.stop();
    await over;
    await client.call("mining.ping");
    const { length } = shares;
    await new Promise((resolve) => setImmediate(resolve));
    await client.call("mining.ping");
    expect(shares).toHaveLength(length);
  });

  it("ends with the connection", async () => {
    const pool = await startTinyPool();
    const { accepted, over } = await mineOn(pool.port);
    await expect.poll(() => accepted.length).toBeGreaterThan(0);
    await pool.stop();
    await over;
  });

  it("fails where the pool does not want its worker", async () => {
    const { port } = await startTinyPool();
    const { over } = await mineOn(port, { username: "mallory" });
    await expect(over).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      message: 'the pool rejected the worker "mallory"',
    });
  });

  it("says who it is, and may suggest a difficulty that suits its pace", async () => {
    const { port, server } = await startTinyPool();
    const suggested = once(server, "suggested");
    await mineOn(port, { userAgent: "tester/1.0", pace: 10 });
    const [session] = await suggested;
    expect(session.userAgent).toBe("tester/1.0");
    expect(session.suggestedDifficulty).toBeGreaterThan(0);
  });

  it("leaves time for everything else of its process", async () => {
    const { port } = await startTinyPool({ difficulty: 1e6 });
    const { miner } = await mineOn(port);
    await next(miner, "job");
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const before = process.cpuUsage();
    await next(miner, "rate");
    const { user, system } = process.cpuUsage(before);
    clearInterval(timer);
    const milliseconds = (user + system) / 1_000;
    expect(milliseconds / turns).toBeLessThan(100);
  });
});

it("a core's hash rate is measured", () => {
  expect(measureHashRate(sha256d)).toBeGreaterThan(1_000);
});
