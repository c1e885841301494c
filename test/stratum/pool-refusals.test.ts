import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { StratumProxy } from "../../src/stratum/index.js";
import { startRawPool } from "./raw-pool.js";
import { connectRaw, job } from "./servers.js";

/** Every hash is a share. */
const jobs = [
  { id: null, method: "mining.set_difficulty", params: [1e-12] },
  { id: null, method: "mining.notify", params: Object.values(job) },
];

/** A miner at a proxy whose pool gives this answer. */
async function startMiner(method: string, answer: string) {
  const pool = await startRawPool({ answers: { [method]: answer }, jobs });
  const proxy = new StratumProxy({ upstream: { urls: [`stratum+tcp://127.0.0.1:${pool.port}`] } });
  onTestFinished(() => proxy.close());
  const failures: unknown[] = [];
  proxy.server.on("failed", (error) => failures.push(error));
  const online = once(proxy, "job");
  const { port } = await proxy.listen({ port: 0 });
  await online;
  const miner = await connectRaw(port);
  miner.send({ id: 1, method: "mining.subscribe", params: [] });
  await miner.line();
  miner.send({ id: 2, method: "mining.authorize", params: ["alice", "x"] });
  return { miner, failures };
}

describe("what a pool refuses", () => {
  it.each([
    ['"result":null,"error":[21,"Job not found",null]', [21, "Job not found", null]],
    ['"result":null,"error":[-22,"Duplicate share",null]', [22, "Duplicate share", null]],
    ['"result":null,"error":[36,"Job not found (BTCPool)",null]', [20, "Job not found (BTCPool)", null]],
    ['"result":false,"error":"Stale","reject-reason":"Stale"', [20, "Stale", null]],
    [
      '"result":false,"error":{"code":23,"message":"low difficulty share"}',
      [23, "low difficulty share", null],
    ],
    ['"result":{"odd":true},"error":null', [20, "The pool gave an answer that makes no sense", null]],
  ])("reaches the proxy's miner in the pool's words: %s", async (answer, error) => {
    const { miner, failures } = await startMiner("mining.submit", answer);
    for (let line = await miner.message(); line.method !== "mining.notify"; line = await miner.message());
    miner.send({ id: 3, method: "mining.submit", params: ["alice", "1", "0000", "504e86b9", "00000000"] });
    expect(await miner.message()).toEqual({ id: 3, result: null, error });
    expect(failures).toEqual([]);
  });

  it("is a worker, too", async () => {
    const { miner } = await startMiner("mining.authorize", '"result":null,"error":[29,"Bad username",null]');
    expect(await miner.message()).toEqual({ id: 2, result: null, error: [20, "Bad username", null] });
  });
});
