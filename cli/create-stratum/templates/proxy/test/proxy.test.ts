import assert from "node:assert/strict";
import { test } from "node:test";
import { StratumServer } from "stratum";
import { StratumClient } from "stratum/client";
import { protocol } from "../generated/index.js";
import { createProxy } from "../src/proxy.js";

test("a miner reaches the pool through the proxy", async () => {
  const authorized: string[] = [];
  const pool = new StratumServer({
    handlers: {
      "mining.authorize": ({ username }) => authorized.push(username) > 0,
      "mining.submit": () => true,
    },
  });
  const { port } = await pool.listen({ port: 0 });
  const proxy = createProxy({ urls: [`stratum+tcp://127.0.0.1:${port}`] });
  const listening = await proxy.listen({ port: 0 });
  const miner = await StratumClient.connect(`stratum+tcp://127.0.0.1:${listening.port}`, { protocol });
  try {
    const { extranonce1 } = await miner.mining.subscribe();
    assert.match(extranonce1, /^[0-9a-f]+$/);
    assert.equal(await miner.mining.authorize({ username: "alice.rig1" }), true);
    assert.deepEqual(authorized, ["alice.rig1"]);
    assert.equal(await miner.mining.hashrate({ worker: "alice.rig1" }), 0);
  } finally {
    miner.close();
    await proxy.close();
    await pool.close();
  }
});
