import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { isRpcError, StratumClient } from "stratum/client";
import { protocol } from "../generated/index.js";
import { startDevDaemon } from "../src/dev-daemon.js";
import { startPool } from "../src/pool.js";

/** Nearly every hash is a share. */
const easiest = 2 ** -32;

test("a miner gets a job and submits a share", async () => {
  const dev = await startDevDaemon();
  const pool = await startPool({ host: "127.0.0.1", port: 0, difficulty: easiest, ...dev });
  const miner = await StratumClient.connect(pool.url, { protocol });
  try {
    const firstJob = once(miner, "mining.notify");
    const { extranonce2Size } = await miner.mining.subscribe();
    assert.equal(await miner.mining.authorize({ username: "alice.rig1" }), true);
    const [{ jobId, ntime }] = await firstJob;

    const share = {
      username: "alice.rig1",
      jobId,
      extranonce2: "00".repeat(extranonce2Size),
      ntime,
      nonce: "00000000",
    };
    assert.equal(await miner.mining.submit(share), true);
    await assert.rejects(miner.mining.submit(share), (error) => isRpcError(error, "DUPLICATE_SHARE"));
    assert.ok((await miner.mining.hashrate({ worker: "alice.rig1" })) > 0);
  } finally {
    miner.close();
    await pool.close();
    await dev.close();
  }
});
