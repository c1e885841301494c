import { describe, expect, it } from "vitest";
import type { SoloPoolOptions } from "../../src/pool/index.js";
import { easy, HandMiner, hard, startPool } from "./pools.js";

const huge = 2 ** 224;

/** The difficulties that a miner is told before its first job. */
async function told(vardiff: SoloPoolOptions["vardiff"], password: string): Promise<(number | object)[]> {
  const { port } = await startPool({ ...(vardiff && { vardiff }) });
  const miner = await HandMiner.connect(port, "alice", password);
  await miner.job(0);
  return miner.told.slice(0, -1);
}

describe("a difficulty in the password", () => {
  const bounds = { min: 1e-8, max: 1024 };

  it.each([
    ["d=0.5", 0.5],
    ["x;d=64", 64],
    ["d=1e-3", 0.001],
    ["d=0.0000000001", bounds.min],
    ["d=1e-300", bounds.min],
    ["d=5e-324", bounds.min],
    ["d=1025", bounds.max],
    ["d=1e300", bounds.max],
    ["d=0", easy],
    ["d=1e-400", easy],
    ["d=1e999", easy],
    ["d=-5", easy],
    ["d=NaN", easy],
    ["d=Infinity", easy],
    ["d=..", easy],
    ["id=5", easy],
    ["x", easy],
  ])("%s is %d where it may be 1e-8 to 1024", async (password, difficulty) => {
    expect(await told(bounds, password)).toEqual([difficulty]);
  });

  it("is ignored where it has no end", async () => {
    expect(await told(bounds, `d=${"9".repeat(400)}`)).toEqual([easy]);
  });

  it("is ignored where the operator fixed it", async () => {
    for (const password of ["d=0.0000000001", "d=0.5", "d=1024"])
      expect(await told(undefined, password), password).toEqual([easy]);
  });

  it("is not below the server's where there is no lowest one", async () => {
    expect(await told({}, "d=0.0000000001")).toEqual([easy]);
    expect(await told({}, "d=1e300")).toEqual([huge]);
  });

  it("gets no junk accepted", async () => {
    const { port, shares } = await startPool({ bits: hard, vardiff: { min: easy } });
    const miner = await HandMiner.connect(port, "alice", "d=0.0000000001");
    const job = await miner.job(0);
    for (let nonce = 0, count = 0; count < 10; count++) {
      const share = miner.solve(job, { nonce, meets: 0, misses: easy });
      nonce = Number.parseInt(share.nonce, 16) + 1;
      await expect(miner.submit(share)).rejects.toMatchObject({ code: "LOW_DIFFICULTY" });
    }
    expect(shares.filter(({ accepted }) => accepted)).toEqual([]);
  });
});

describe("a difficulty that a miner suggests", () => {
  const target = (digits: string) => digits.padEnd(64, "0");
  /** Ways to suggest difficulties below and above all bounds. */
  const ways: Record<string, [low: (miner: HandMiner) => unknown, high: (miner: HandMiner) => unknown]> = {
    "mining.suggest_difficulty": [
      ({ client }) => client.mining.suggestDifficulty({ difficulty: 1e-300 }),
      ({ client }) => client.mining.suggestDifficulty({ difficulty: Number.MAX_VALUE }),
    ],
    "mining.suggest_target": [
      ({ client }) => client.mining.suggestTarget({ target: target("ff") }),
      ({ client }) => client.mining.suggestTarget({ target: "1".padStart(64, "0") }),
    ],
    "mining.configure": [
      ({ client }) =>
        client.mining.configure({
          extensions: ["minimum-difficulty"],
          parameters: { "minimum-difficulty.value": 1e-300 },
        }),
      ({ client }) =>
        client.mining.configure({
          extensions: ["minimum-difficulty"],
          parameters: { "minimum-difficulty.value": Number.MAX_VALUE },
        }),
    ],
  };

  it.each(Object.entries(ways))("by %s stays within the bounds", async (_way, [low, high]) => {
    const { port } = await startPool({ vardiff: { min: 1e-8, max: 1024 } });
    const miner = await HandMiner.connect(port);
    await miner.job(0);
    low(miner);
    high(miner);
    await miner.client.mining.ping();
    expect(miner.told).toEqual([easy, expect.anything(), 1e-8, 1024]);
  });

  it.each(Object.entries(ways))(
    "by %s changes nothing where the operator fixed it",
    async (_way, [low, high]) => {
      const { port } = await startPool();
      const miner = await HandMiner.connect(port);
      await miner.job(0);
      low(miner);
      high(miner);
      await miner.client.mining.ping();
      expect(miner.told).toEqual([easy, expect.anything()]);
    },
  );

  it("is no longer heard once the miner has found shares, so that none keeps its own too low", async () => {
    const { port } = await startPool({ bits: hard, vardiff: { min: easy, max: 1 } });
    const miner = await HandMiner.connect(port);
    const job = await miner.job(0);
    expect(await miner.submit(miner.solve(job))).toBe(true);
    miner.client.mining.suggestDifficulty({ difficulty: 0.5 });
    await miner.client.mining.ping();
    expect(miner.told).toEqual([easy, job]);
  });
});
