import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { StratumProxy } from "../../src/stratum/index.js";
import { connect, startMiner as startCpuMiner } from "./proxies.js";
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
  const shares: unknown[] = [];
  proxy.on("share", ({ accepted, reason }) => shares.push({ accepted, reason: reason?.message }));
  const online = once(proxy, "job");
  const { port } = await proxy.listen({ port: 0 });
  await online;
  const miner = await connectRaw(port);
  miner.send({ id: 1, method: "mining.subscribe", params: [] });
  await miner.line();
  miner.send({ id: 2, method: "mining.authorize", params: ["alice", "x"] });
  return { miner, failures, shares };
}

describe("what a pool refuses", () => {
  it.each([
    ['"result":null,"error":[21,"Job not found",null]', [21, "Job not found", null]],
    ['"result":null,"error":[-22,"Duplicate share",null]', [22, "Duplicate share", null]],
    ['"result":null,"error":[36,"Job not found (BTCPool)",null]', [20, "Job not found (BTCPool)", null]],
    ['"result":false,"error":"Stale","reject-reason":"Stale"', [20, "Stale", null]],
    ['"result":false,"error":null,"reject-reason":"Above target"', [20, "Above target", null]],
    ['"reject-reason":"Invalid JobID","result":false', [20, "Invalid JobID", null]],
    ['"result":null,"error":null,"reject-reason":"Stale"', [20, "Stale", null]],
    ['"result":"Stale share","error":null', [20, "Stale share", null]],
    ['"result":false,"error":null,"reject-reason":null', [20, "The pool gave no reason", null]],
    ['"result":false,"error":null', [20, "The pool gave no reason", null]],
    ['"result":false', [20, "The pool gave no reason", null]],
    ['"result":null,"error":true', [20, "unknown reason", null]],
    ['"result":null,"error":[23,"high-hash","0.0001"]', [23, "high-hash", null]],
    [
      '"result":false,"error":{"code":23,"message":"low difficulty share"}',
      [23, "low difficulty share", null],
    ],
  ])("reaches the proxy's miner in the pool's words: %s", async (answer, error) => {
    const { miner, failures, shares } = await startMiner("mining.submit", answer);
    for (let line = await miner.message(); line.method !== "mining.notify"; line = await miner.message());
    miner.send({ id: 3, method: "mining.submit", params: ["alice", "1", "0000", "504e86b9", "00000000"] });
    expect(await miner.message()).toEqual({ id: 3, result: null, error });
    expect(failures).toEqual([]);
    expect(shares).toEqual([{ accepted: false, reason: error[1] }]);
  });

  it("is said by an answer that makes no sense", async () => {
    const { miner, shares } = await startMiner("mining.submit", '"result":{"odd":true},"error":null');
    for (let line = await miner.message(); line.method !== "mining.notify"; line = await miner.message());
    miner.send({ id: 3, method: "mining.submit", params: ["alice", "1", "0000", "504e86b9", "00000000"] });
    const error = [20, "The pool sent an invalid answer", null];
    expect(await miner.message()).toEqual({ id: 3, result: null, error });
    expect(shares).toEqual([{ accepted: false, reason: expect.stringContaining('got {"odd":true}') }]);
  });

  it("is a worker, too", async () => {
    const { miner } = await startMiner("mining.authorize", '"result":null,"error":[29,"Bad username",null]');
    expect(await miner.message()).toEqual({ id: 2, result: null, error: [20, "Bad username", null] });
  });

  it("is a worker, for a reason beside the result", async () => {
    const { miner } = await startMiner(
      "mining.authorize",
      '"result":false,"error":null,"reject-reason":"Banned"',
    );
    expect(await miner.message()).toEqual({ id: 2, result: null, error: [20, "Banned", null] });
  });
});

describe("a share that a pool refuses", () => {
  it.each([
    ['"result":false,"error":null,"reject-reason":"Above target"', "Above target"],
    ['"result":"Stale share","error":null', "Stale share"],
    ['"result":false,"error":"Duplicate"', "Duplicate"],
  ])("fails with the pool's words in a client: %s", async (answer, message) => {
    const { port } = await startRawPool({ answers: { "mining.submit": answer } });
    const client = await connect(port);
    const share = { username: "alice", jobId: "1", extranonce2: "00", ntime: "504e86b9", nonce: "00000000" };
    await expect(client.mining.submit(share)).rejects.toMatchObject({
      code: "OTHER",
      message,
      executed: "yes",
    });
  });

  it.each([
    ['"result":false,"error":null,"reject-reason":"Above target"', "Above target"],
    ['"result":false,"error":null', "The pool gave no reason"],
  ])("is told by a miner with its reason: %s", async (answer, message) => {
    const { port } = await startRawPool({ answers: { "mining.submit": answer }, jobs });
    const { miner } = await startCpuMiner(port, "alice");
    const [jobId, reason] = await once(miner, "refused");
    expect({ jobId, code: reason.code, message: reason.message }).toEqual({
      jobId: "1f",
      code: "OTHER",
      message,
    });
  });
});
