import { describe, expect, it } from "vitest";
import { HandMiner, startPool } from "./pools.js";

/** Any share is a block here. */
const block = { misses: Number.POSITIVE_INFINITY };

describe("a block of a solo pool", () => {
  it("is handed in, pays to the pool's address, and is followed by a job on it", async () => {
    const { port, client, blocks, shares, jobs } = await startPool({ tag: "/here/" });
    const miner = await HandMiner.connect(port);
    expect(await miner.submit(miner.solve(await miner.job(0), block))).toBe(true);
    expect(await miner.job(1)).toMatchObject({ cleanJobs: true });
    const hash = await client.rpc.getbestblockhash();
    expect(blocks).toEqual([{ height: 1, hash, worker: "alice", verdict: null }]);
    expect(shares).toMatchObject([{ accepted: true }]);
    expect(jobs[1]?.template.previousblockhash).toBe(hash);
    const { tx } = Object(await client.rpc.getblock({ blockhash: hash, verbosity: 2 }));
    expect(Buffer.from(tx[0].vin[0].coinbase, "hex").toString("latin1")).toContain("/here/");
    expect((await client.rpc.getaddressinfo({ address: tx[0].vout[0].scriptPubKey.address })).ismine).toBe(
      true,
    );
  });

  it("is told of where the daemon refuses it; its share counts all the same", async () => {
    const { port, client, blocks, intercept } = await startPool();
    intercept(({ method }) => (method === "submitblock" ? { result: "high-hash" } : undefined));
    const miner = await HandMiner.connect(port);
    expect(await miner.submit(miner.solve(await miner.job(0), block))).toBe(true);
    await expect.poll(() => blocks).toMatchObject([{ height: 1, verdict: "high-hash" }]);
    expect(await client.rpc.getblockcount()).toBe(0);
  });

  it("is handed in again where the daemon could not be reached", async () => {
    const { port, client, blocks, intercept } = await startPool();
    let failures = 0;
    intercept(({ method }) => {
      if (method !== "submitblock" || failures === 2) return undefined;
      failures++;
      throw new Error("the connection breaks");
    });
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect.poll(() => blocks, { timeout: 10_000 }).toMatchObject([{ height: 1, verdict: null }]);
    expect(failures).toBe(2);
    expect(await client.rpc.getblockcount()).toBe(1);
  });

  it("is taken where only the answer was lost", async () => {
    const { port, client, blocks, intercept } = await startPool();
    let passed = 0;
    intercept(({ method }, pass) => {
      if (method !== "submitblock" || passed++ > 0) return undefined;
      return pass().then(() => {
        throw new Error("the connection breaks");
      });
    });
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect.poll(() => blocks, { timeout: 10_000 }).toMatchObject([{ height: 1, verdict: null }]);
    expect(passed).toBe(2);
    expect(await client.rpc.getblockcount()).toBe(1);
  });

  it("is handed in though its job is void, as it may still win, but once", async () => {
    const { port, mine, blocks, shares, calls } = await startPool();
    const miner = await HandMiner.connect(port);
    const share = miner.solve(await miner.job(0), block);
    await mine();
    await miner.job(1);
    for (let count = 0; count < 2; count++)
      await expect(miner.submit(share)).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    await expect.poll(() => blocks).toMatchObject([{ height: 1, worker: "alice", verdict: "inconclusive" }]);
    expect(shares.map(({ accepted }) => accepted)).toEqual([false, false]);
    expect(calls.filter(({ method }) => method === "submitblock")).toHaveLength(1);
  });

  it("is waited for before the pool stops", async () => {
    const { pool, port, blocks, intercept } = await startPool();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    intercept(({ method }, pass) => (method === "submitblock" ? released.then(pass) : undefined));
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    const stopped = pool.stop();
    expect(blocks).toEqual([]);
    release();
    await stopped;
    expect(blocks).toMatchObject([{ height: 1, verdict: null }]);
  });
});
