import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { HandMiner, type RunningPool, startPool } from "./pools.js";

/** Any share is a block here. */
const block = { misses: Number.POSITIVE_INFINITY };

/** Breaks the connection at each `submitblock`, until it's over. */
function failing(intercept: RunningPool["intercept"]): { over(): void } {
  let isDown = true;
  intercept(({ method }) => {
    if (method !== "submitblock" || !isDown) return undefined;
    throw new Error("the connection breaks");
  });
  return {
    over: () => {
      isDown = false;
    },
  };
}

describe("a block of a solo pool", () => {
  it("is submitted, pays to the pool's address, and is followed by a job on it", async () => {
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

  it("is reported when the daemon rejects it; its share counts all the same", async () => {
    const { port, client, blocks, intercept } = await startPool();
    intercept(({ method }) => (method === "submitblock" ? { result: "high-hash" } : undefined));
    const miner = await HandMiner.connect(port);
    expect(await miner.submit(miner.solve(await miner.job(0), block))).toBe(true);
    await expect.poll(() => blocks, { timeout: 10_000 }).toMatchObject([{ height: 1, verdict: "high-hash" }]);
    expect(await client.rpc.getblockcount()).toBe(0);
  });

  it("is submitted again where the daemon could not be reached", async () => {
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

  it("is submitted though its job is void, as it may still win, but once", async () => {
    const { port, mine, blocks, shares, calls } = await startPool();
    const miner = await HandMiner.connect(port);
    const share = miner.solve(await miner.job(0), block);
    await mine();
    await miner.job(1);
    for (let count = 0; count < 2; count++)
      await expect(miner.submit(share)).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    await expect
      .poll(() => blocks, { timeout: 10_000 })
      .toMatchObject([{ height: 1, worker: "alice", verdict: "inconclusive" }]);
    expect(shares.map(({ accepted }) => accepted)).toEqual([false, false]);
    expect(calls.filter(({ method }) => method === "submitblock")).toHaveLength(1);
  });

  it("is submitted until the daemon gives a verdict, however often that fails, and each failure is told", async () => {
    const { port, client, blocks, unsubmitted, intercept } = await startPool();
    const isDown = failing(intercept);
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect.poll(() => unsubmitted.length, { timeout: 20_000 }).toBeGreaterThan(6);
    expect(blocks).toEqual([]);
    isDown.over();
    await expect.poll(() => blocks, { timeout: 20_000 }).toMatchObject([{ height: 1, verdict: null }]);
    const hash = await client.rpc.getbestblockhash();
    for (const [index, failure] of unsubmitted.entries()) {
      expect(failure).toMatchObject({ height: 1, hash, worker: "alice", attempts: index + 1 });
      expect(failure.error.method).toBe("submitblock");
      expect(failure.retryIn).toBeLessThanOrEqual(5_000);
    }
  }, 60_000);

  it("is given up once the chain has grown out of its reach", async () => {
    const { port, client, blocks, unsubmitted, intercept } = await startPool();
    failing(intercept);
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    const address = await client.rpc.getnewaddress();
    await client.rpc.generatetoaddress({ nblocks: 6, address });
    await expect.poll(() => unsubmitted.length, { timeout: 10_000 }).toBeGreaterThan(3);
    expect(unsubmitted.filter(({ retryIn }) => retryIn === undefined)).toEqual([]);
    await client.rpc.generatetoaddress({ nblocks: 1, address });
    const last = () => unsubmitted.find(({ retryIn }) => retryIn === undefined);
    await expect.poll(last, { timeout: 20_000 }).toMatchObject({
      height: 1,
      error: { message: expect.stringMatching(/^the best chain is already at height 7.*submitblock/) },
    });
    expect(unsubmitted.at(-1)).toBe(last());
    expect(blocks).toEqual([]);
  }, 60_000);

  it("is not given up where it is in the chain that has grown", async () => {
    const { port, client, blocks, unsubmitted, intercept } = await startPool();
    const address = await client.rpc.getnewaddress();
    let passed = 0;
    intercept(({ method }, pass) => {
      if (method !== "submitblock" || passed++ > 0) return undefined;
      return pass()
        .then(() => client.rpc.generatetoaddress({ nblocks: 7, address }))
        .then(() => {
          throw new Error("the connection breaks");
        });
    });
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect.poll(() => blocks, { timeout: 10_000 }).toMatchObject([{ height: 1, verdict: null }]);
    expect(unsubmitted).toHaveLength(1);
  });

  it("that the daemon can't decode is refused at once", async () => {
    const { port, blocks, intercept, calls } = await startPool();
    const error = { code: -22, message: "Block decode failed" };
    intercept(({ method }) => (method === "submitblock" ? { error } : undefined));
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect
      .poll(() => blocks, { timeout: 10_000 })
      .toMatchObject([{ height: 1, verdict: expect.stringMatching(/Block decode failed/) }]);
    expect(calls.filter(({ method }) => method === "submitblock")).toHaveLength(1);
  });

  it("waits for a daemon that has lost the block before", async () => {
    const { port, blocks, unsubmitted, intercept } = await startPool();
    let asked = 0;
    intercept(({ method }) =>
      method === "submitblock" && asked++ < 2 ? { result: "prev-blk-not-found" } : undefined,
    );
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect.poll(() => blocks, { timeout: 10_000 }).toMatchObject([{ height: 1, verdict: null }]);
    expect(unsubmitted.map(({ error }) => error.message)).toEqual([
      expect.stringContaining("prev-blk-not-found"),
      expect.stringContaining("prev-blk-not-found"),
    ]);
  });

  it("is not taken for the best when the answer was lost and another one came first", async () => {
    const { port, mine, blocks, intercept } = await startPool();
    let passed = 0;
    intercept(({ method }, pass) => {
      if (method !== "submitblock" || passed++ > 0) return undefined;
      return mine()
        .then(pass)
        .then(() => {
          throw new Error("the connection breaks");
        });
    });
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect
      .poll(() => blocks, { timeout: 10_000 })
      .toMatchObject([{ height: 1, verdict: "inconclusive" }]);
    expect(passed).toBe(2);
  });

  it("waits with others while the daemon is away, and none is lost", async () => {
    const { port, blocks, unsubmitted, intercept } = await startPool();
    const isDown = failing(intercept);
    const miner = await HandMiner.connect(port);
    const job = await miner.job(0);
    const found = [];
    for (let nonce = 0; found.length < 5; ) {
      const share = miner.solve(job, { ...block, nonce });
      nonce = Number.parseInt(share.nonce, 16) + 1;
      found.push(share);
      expect(await miner.submit(share)).toBe(true);
    }
    await expect.poll(() => new Set(unsubmitted.map(({ hash }) => hash)).size, { timeout: 10_000 }).toBe(5);
    isDown.over();
    await expect.poll(() => blocks, { timeout: 20_000 }).toHaveLength(5);
    const verdicts = blocks.map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict === null)).toHaveLength(1);
    expect(verdicts.filter((verdict) => verdict === "inconclusive")).toHaveLength(4);
  }, 60_000);

  it("is told to be lost where too many wait", async () => {
    const { port, blocks, unsubmitted, intercept } = await startPool({ pendingBlocks: 1, stopTimeout: 0 });
    intercept(({ method }) => (method === "submitblock" ? new Promise(() => {}) : undefined));
    const miner = await HandMiner.connect(port);
    const job = await miner.job(0);
    for (let nonce = 0, count = 0; count < 2; count++) {
      const share = miner.solve(job, { ...block, nonce });
      nonce = Number.parseInt(share.nonce, 16) + 1;
      await miner.submit(share);
    }
    expect(unsubmitted).toMatchObject([{ error: { code: "OVERLOADED" }, attempts: 0 }]);
    expect(unsubmitted[0]?.retryIn).toBeUndefined();
    expect(blocks).toEqual([]);
  });

  it("is not lost where a listener throws", async () => {
    const { pool, port, blocks, intercept } = await startPool();
    pool.on("unsubmitted", () => {
      throw new Error("a bug");
    });
    const isDown = failing(intercept);
    pool.prependListener("unsubmitted", () => isDown.over());
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await expect.poll(() => blocks, { timeout: 10_000 }).toMatchObject([{ height: 1, verdict: null }]);
  });

  it("of a void job is built with the extranonce1 that the job was sent with", async () => {
    const { port, server, mine, blocks } = await startPool();
    const miner = await HandMiner.connect(port);
    await miner.client.mining.extranonce.subscribe();
    const share = miner.solve(await miner.job(0), block);
    for (const session of server.sessions)
      session.send.mining.setExtranonce({ extranonce1: "0badcafe", extranonce2Size: 4 });
    await mine();
    await miner.job(1);
    await expect(miner.submit(share)).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    await expect
      .poll(() => blocks, { timeout: 10_000 })
      .toMatchObject([{ height: 1, verdict: "inconclusive" }]);
  });

  it("is not lost where its miner was cut off and comes back to its extranonce1", async () => {
    const { port, server, client, blocks, pool } = await startPool({ blocks: 101 });
    const before = await HandMiner.connect(port);
    await client.rpc.sendtoaddress({ address: await client.rpc.getnewaddress(), amount: "1" });
    await pool.refresh();
    const share = before.solve(await before.job(1), block);
    const gone = once(server, "close");
    before.client.close();
    await gone;
    const miner = await HandMiner.connect(port, "alice", undefined, before.extranonce1);
    await expect(miner.submit(share)).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    await expect.poll(() => blocks, { timeout: 10_000 }).toMatchObject([{ height: 102, verdict: null }]);
  });

  it("is told to be lost where the pool stops and the daemon says nothing for too long", async () => {
    const { pool, port, blocks, unsubmitted, intercept } = await startPool({ stopTimeout: 50 });
    const asked = new Promise<void>((resolve) => {
      intercept(({ method }) => {
        if (method !== "submitblock") return undefined;
        resolve();
        return new Promise(() => {});
      });
    });
    const miner = await HandMiner.connect(port);
    await miner.submit(miner.solve(await miner.job(0), block));
    await asked;
    await pool.stop();
    expect(blocks).toEqual([]);
    expect(unsubmitted).toMatchObject([{ height: 1, worker: "alice", error: { code: "ABORTED" } }]);
    expect(unsubmitted[0]?.retryIn).toBeUndefined();
    expect(unsubmitted[0]?.bytes.length).toBeGreaterThan(80);
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
