import { describe, expect, it, onTestFinished } from "vitest";
import type { BlockTemplate } from "../../generated/daemon/index.js";
import { TemplateSource } from "../../src/pool/index.js";
import { isLongPoll } from "./front.js";
import { startFrontedDaemon } from "./fronted-daemon.js";
import { HandMiner, startPool } from "./pools.js";

/** A source, and what it told; it stops with the test. */
async function startSource(refresh?: number) {
  const fronted = await startFrontedDaemon();
  const rules = ["segwit", "mweb"];
  const source = new TemplateSource(fronted.through(), { rules, ...(refresh !== undefined && { refresh }) });
  const told: [height: number, isNewBlock: boolean][] = [];
  const warnings: unknown[] = [];
  source.on("template", ({ height }, isNewBlock) => told.push([height, isNewBlock]));
  source.on("warning", (warning) => warnings.push(warning));
  onTestFinished(() => source.stop());
  return { ...fronted, source, told, warnings };
}

describe("templates", () => {
  it("are asked for with the coin's rules, and waited for", async () => {
    const { source, calls, told, mine } = await startSource();
    const { height, longpollid } = await source.start();
    expect(height).toBe(1);
    await expect.poll(() => calls).toHaveLength(2);
    const rules = ["segwit", "mweb"];
    expect(calls).toEqual([
      { method: "getblocktemplate", params: [{ rules }] },
      { method: "getblocktemplate", params: [{ rules, longpollid }] },
    ]);
    await mine();
    await expect
      .poll(() => told)
      .toEqual([
        [1, true],
        [2, true],
      ]);
  });

  it("are told once, however many ways lead to them", async () => {
    const { source, told, mine } = await startSource();
    await source.start();
    await source.refresh();
    await mine();
    await source.refresh();
    await expect.poll(() => told).toHaveLength(2);
    await source.refresh();
    expect(told).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it("are told again after a while, for their new time", async () => {
    const { source, told } = await startSource(50);
    await source.start();
    await expect.poll(() => told.length).toBeGreaterThan(2);
    expect(new Set(told.slice(1).map(String))).toEqual(new Set(["1,false"]));
  });

  it("that come late do not take the place of newer ones", async () => {
    const { source, told, intercept, mine, client } = await startSource();
    await source.start();
    const old: BlockTemplate = await client.rpc.getblocktemplate({ rules: ["segwit"] });
    await mine();
    await expect.poll(() => told.length).toBe(2);
    intercept((call) =>
      call.method === "getblocktemplate" && !isLongPoll(call)
        ? { result: { ...old, curtime: old.curtime - 1 } }
        : undefined,
    );
    await source.refresh();
    expect(told).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it("of a lower block count where the chain was reorganized: they are newer", async () => {
    const { source, told, intercept, mine, client } = await startSource();
    await mine();
    await source.start();
    const template = await client.rpc.getblocktemplate({ rules: ["segwit"] });
    const lower = {
      ...template,
      height: 1,
      previousblockhash: "0".repeat(64),
      curtime: template.curtime + 1,
    };
    intercept(({ method }) => (method === "getblocktemplate" ? { result: lower } : undefined));
    await source.refresh();
    expect(told).toEqual([
      [2, true],
      [1, true],
    ]);
  });

  it("are waited for again where waiting fails, which is warned of", async () => {
    const { source, told, warnings, intercept, mine } = await startSource();
    let failures = 0;
    intercept((call) => {
      if (!isLongPoll(call) || failures === 2) return undefined;
      failures++;
      return { error: { code: -9, message: "not connected" } };
    });
    await source.start();
    await expect.poll(() => warnings.length, { timeout: 10_000 }).toBe(2);
    await mine();
    await expect
      .poll(() => told, { timeout: 10_000 })
      .toEqual([
        [1, true],
        [2, true],
      ]);
  });

  it("are asked for no more once it is stopped, and what is asked then is given up", async () => {
    const { source, calls, told, warnings, mine } = await startSource(50);
    await source.start();
    source.stop();
    const { length } = calls;
    await mine();
    await source.refresh();
    expect(told).toEqual([[1, true]]);
    expect(warnings).toEqual([]);
    expect(calls.length).toBe(length);
  });
});

describe("a pool whose daemon gives no templates for a while", () => {
  it.each([
    ["refuses", () => ({ error: { code: -10, message: "Litecoin is in initial sync" } }), /initial sync/],
    [
      "breaks off",
      () => {
        throw new Error("the connection breaks");
      },
      /getblocktemplate/,
    ],
    ["answers what is none", () => ({ result: { version: 1 } }), /\w/],
  ])("warns where it %s, keeps its miners and goes on later", async (_what, answer, words) => {
    const { pool, port, warnings, intercept, mine } = await startPool();
    const miner = await HandMiner.connect(port);
    const job = await miner.job(0);
    intercept(({ method }) => (method === "getblocktemplate" ? answer() : undefined));
    await pool.refresh();
    expect(warnings.at(-1)).toMatchObject({ message: expect.stringMatching(words) });
    expect(await miner.client.mining.getTransactions({ jobId: job.jobId })).toEqual([]);
    intercept(() => undefined);
    await mine();
    expect(await miner.job(1)).toMatchObject({ cleanJobs: true });
  });
});
