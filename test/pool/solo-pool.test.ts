import { once } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { SoloPool } from "../../src/pool/index.js";
import { StratumServer } from "../../src/stratum/server.js";
import { startFrontedDaemon } from "./fronted-daemon.js";
import { easy, HandMiner, hard, startPool } from "./pools.js";

describe("jobs of a solo pool", () => {
  it("come to a miner that is ready, behind its difficulty", async () => {
    const { port } = await startPool();
    const miner = await HandMiner.connect(port);
    await miner.job(0);
    expect(miner.told).toEqual([easy, expect.objectContaining({ jobId: "2", cleanJobs: true })]);
  });

  it("are new work when they come to a session first, even with an extranonce1 that was used before", async () => {
    const { port, shares, server } = await startPool({ bits: hard });
    const before = await HandMiner.connect(port);
    const share = before.solve(await before.job(0));
    expect(await before.submit(share)).toBe(true);
    const gone = once(server, "close");
    before.client.close();
    await gone;
    const miner = await HandMiner.connect(port, "alice", undefined, before.extranonce1);
    expect(miner.extranonce1).toBe(before.extranonce1);
    expect(await miner.submit(miner.solve(await miner.job(0)))).toBe(true);
    expect(shares.map(({ accepted }) => accepted)).toEqual([true, true]);
  });

  it("are new work when only the template's time has changed, so that a share counts on one alone", async () => {
    const { pool, port, shares } = await startPool({ bits: hard });
    const miner = await HandMiner.connect(port);
    const jobs = [await miner.job(0)];
    // The template is sent again when it is old enough, and this is how old it seems.
    const now = vi.spyOn(performance, "now");
    onTestFinished(() => now.mockRestore());
    const start = performance.now();
    for (const count of [1, 2]) {
      now.mockReturnValue(start + count * 60_000);
      await pool.refresh();
      jobs.push(await miner.job(count));
    }
    const [first, ...others] = jobs;
    if (!first) throw new Error("there is no job");
    const found = Array.from({ length: 100 }, (_, count) => miner.solve(first, { nonce: count * 1_000 }));
    const share = found.find((one) => !others.some((job) => miner.isGood(job, one)));
    if (!share) throw new Error("what is a share on the first job is one on the others");
    expect(await miner.submit(share)).toBe(true);
    for (const { jobId } of others)
      await expect(miner.submit({ ...share, jobId })).rejects.toMatchObject({ code: "LOW_DIFFICULTY" });
    expect(shares.map(({ accepted }) => accepted)).toEqual([true, false, false]);
  });

  it("are all new once as many shares as are remembered were submitted", async () => {
    const { port, shares, jobs } = await startPool({ bits: hard, sharesPerTip: 3 });
    const miner = await HandMiner.connect(port);
    const job = await miner.job(0);
    const submitted = [];
    for (let nonce = 0; submitted.length < 3; ) {
      const share = miner.solve(job, { nonce });
      nonce = Number.parseInt(share.nonce, 16) + 1;
      submitted.push(share);
      expect(await miner.submit(share)).toBe(true);
    }
    const renewed = await miner.job(1);
    expect(renewed).toMatchObject({ cleanJobs: true, prevhash: job.prevhash });
    expect(renewed.coinb1).not.toBe(job.coinb1);
    expect(jobs).toHaveLength(2);
    for (const share of submitted)
      await expect(miner.submit(share)).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    expect(await miner.submit(miner.solve(renewed))).toBe(true);
    expect(shares.filter(({ accepted }) => accepted)).toHaveLength(4);
  });

  it("come to everybody once the chain has a new tip, and void those before", async () => {
    const { port, mine, jobs } = await startPool();
    const miners = await Promise.all(["alice", "bob"].map((name) => HandMiner.connect(port, name)));
    await mine();
    for (const miner of miners) expect(await miner.job(1)).toMatchObject({ jobId: "4", cleanJobs: true });
    expect(jobs.map(({ height }) => height)).toEqual([1, 2]);
  });

  it("come for new transactions, and leave those before valid", async () => {
    const { pool, port, client, jobs } = await startPool({ bits: hard, blocks: 101 });
    const miner = await HandMiner.connect(port);
    const old = await miner.job(0);
    await client.rpc.sendtoaddress({ address: await client.rpc.getnewaddress(), amount: "1" });
    await pool.refresh();
    const job = await miner.job(1);
    expect(job.cleanJobs).toBe(false);
    expect(jobs.at(-1)?.template.transactions).toHaveLength(1);
    expect(await miner.submit(miner.solve(old))).toBe(true);
    const [transaction] = await miner.client.mining.getTransactions({ jobId: job.jobId });
    expect(transaction).toBe(jobs.at(-1)?.template.transactions[0]?.data);
  });

  it("come no more once it has stopped", async () => {
    const { pool, port, mine, jobs, calls, client } = await startPool();
    const miner = await HandMiner.connect(port);
    await miner.job(0);
    await pool.stop();
    const asked = calls.length;
    await mine();
    await client.rpc.getblockcount();
    expect(jobs).toHaveLength(1);
    expect(calls).toHaveLength(asked);
  });
});

describe("a share on a solo pool", () => {
  it("counts, and tells how fast its worker is", async () => {
    const { pool, port, shares, server } = await startPool({ bits: hard });
    const miner = await HandMiner.connect(port);
    expect(await miner.submit(miner.solve(await miner.job(0)))).toBe(true);
    expect(shares).toMatchObject([{ worker: "alice", difficulty: easy, accepted: true }]);
    expect(shares[0]?.session).toBe([...server.sessions][0]);
    // A rate needs time to have passed.
    await expect.poll(() => pool.hashrateOf("alice"), { timeout: 5_000 }).toBeGreaterThan(0);
    expect(pool.hashrateOf("bob")).toBe(0);
  });

  it("is judged by the difficulty of its own job", async () => {
    const { pool, port, client, shares } = await startPool({ bits: hard, blocks: 101, vardiff: {} });
    const miner = await HandMiner.connect(port);
    const old = await miner.job(0);
    // A second worker of the same connection names another difficulty, which holds from the next job on.
    await miner.client.mining.authorize({ username: "alice.2", password: "x,d=0.00000001" });
    await client.rpc.sendtoaddress({ address: await client.rpc.getnewaddress(), amount: "1" });
    await pool.refresh();
    const current = await miner.job(1);
    expect(miner.told).toEqual([easy, old, 1e-8, current]);
    const low = { meets: easy, misses: 1e-8 };
    expect(await miner.submit(miner.solve(old, low))).toBe(true);
    await expect(miner.submit(miner.solve(current, low))).rejects.toMatchObject({
      code: "LOW_DIFFICULTY",
      wireCode: 23,
      message: expect.stringMatching(/^Low difficulty share of \d/),
    });
    expect(await miner.submit(miner.solve(current, { meets: 1e-8 }))).toBe(true);
    expect(shares.map(({ accepted, difficulty }) => [accepted, difficulty])).toEqual([
      [true, easy],
      [false, 1e-8],
      [true, 1e-8],
    ]);
  });

  it("counts once", async () => {
    const { port, shares } = await startPool({ bits: hard });
    const miner = await HandMiner.connect(port);
    const share = miner.solve(await miner.job(0));
    expect(await miner.submit(share)).toBe(true);
    await expect(miner.submit(share)).rejects.toMatchObject({ code: "DUPLICATE_SHARE", wireCode: 22 });
    const upper = { ...share, nonce: share.nonce.toUpperCase(), versionBits: "00000000" };
    await expect(miner.submit(upper)).rejects.toMatchObject({ code: "DUPLICATE_SHARE" });
    expect(shares.map(({ accepted, reason }) => [accepted, reason?.code])).toEqual([
      [true, undefined],
      [false, "DUPLICATE_SHARE"],
      [false, "DUPLICATE_SHARE"],
    ]);
  });

  it("comes too late behind a new tip", async () => {
    const { port, mine, shares } = await startPool({ bits: hard });
    const miner = await HandMiner.connect(port);
    const share = miner.solve(await miner.job(0));
    await mine();
    await miner.job(1);
    await expect(miner.submit(share)).rejects.toMatchObject({ code: "JOB_NOT_FOUND", wireCode: 21 });
    expect(shares).toMatchObject([{ accepted: false, difficulty: undefined, worker: "alice" }]);
  });

  it.each([
    ["on a job that never was", { jobId: "ffff" }, "JOB_NOT_FOUND", /Job not found/],
    ["of a time before the chain's", { ntime: "00000001" }, "OTHER", /ntime out of range/],
    ["of a time far ahead", { ntime: "ffffffff" }, "OTHER", /ntime out of range/],
    ["with too short an extranonce2", { extranonce2: "0000" }, "OTHER", /extranonce2: 4 bytes expected/],
    ["with version bits that nobody granted", { versionBits: "20000000" }, "OTHER", /outside of the mask/],
  ])("%s is refused", async (_what, changes, code, message) => {
    const { port, shares } = await startPool({ bits: hard });
    const miner = await HandMiner.connect(port);
    const share = { ...miner.solve(await miner.job(0)), ...changes };
    const reason = { code, message: expect.stringMatching(message) };
    await expect(miner.submit(share)).rejects.toMatchObject(reason);
    expect(shares).toMatchObject([{ accepted: false, reason }]);
  });

  it("comes oftener than it should: then the difficulty rises with new work at once", async () => {
    const { port, shares: judged } = await startPool({ bits: hard, vardiff: { target: 10, max: 5e-9 } });
    const miner = await HandMiner.connect(port);
    const job = await miner.job(0);
    const shares: ReturnType<HandMiner["solve"]>[] = [];
    for (let nonce = 0; miner.jobs.length === 1; ) {
      const share = miner.solve(job, { nonce });
      nonce = Number.parseInt(share.nonce, 16) + 1;
      shares.push(share);
      await miner.submit(share);
    }
    const again = await miner.job(1);
    expect(miner.told).toEqual([easy, job, 5e-9, again]);
    expect(again).toEqual({ ...job, jobId: again.jobId, coinb1: again.coinb1, cleanJobs: false });
    expect(again.coinb1).not.toBe(job.coinb1);
    // A miner that counts extranonce2 and nonces from the beginning again finds no share that it had.
    for (let nonce = 0, count = 0; count < 5; count++) {
      const share = miner.solve(again, { meets: 5e-9, nonce });
      nonce = Number.parseInt(share.nonce, 16) + 1;
      expect(await miner.submit(share)).toBe(true);
    }
    expect(judged.filter(({ accepted }) => !accepted)).toEqual([]);
    // The job before is valid still, on its own terms.
    expect(await miner.submit(miner.solve(job, { meets: easy, misses: 5e-9, nonce: 1_000_000 }))).toBe(true);
    await expect(miner.submit(shares[0] ?? miner.solve(job))).rejects.toMatchObject({
      code: "DUPLICATE_SHARE",
    });
  });
});

describe("a solo pool", () => {
  const server = (pool: SoloPool) => new StratumServer({ handlers: pool.handlers });

  it("does not start for an address that is none", async () => {
    const { through } = await startFrontedDaemon();
    const pool = new SoloPool({ daemon: through(), address: "nowhere" });
    await expect(pool.start(server(pool))).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: 'invalid address "nowhere": expected an address of the daemon\'s chain',
    });
  });

  it("does not start without a template", async () => {
    const { through, client, intercept } = await startFrontedDaemon();
    intercept(({ method }) =>
      method === "getblocktemplate"
        ? { error: { code: -9, message: "Litecoin is not connected!" } }
        : undefined,
    );
    const pool = new SoloPool({ daemon: through(), address: await client.rpc.getnewaddress() });
    await expect(pool.start(server(pool))).rejects.toMatchObject({ wireCode: -9 });
    await pool.stop();
  });
});
