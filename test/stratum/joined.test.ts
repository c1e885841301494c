import { expect, it, onTestFinished } from "vitest";
import { Miner } from "../../src/miner/miner.js";
import { StratumClient } from "../../src/stratum/index.js";
import { memoryPair } from "../../src/transport/memory.js";
import { startTinyPool } from "./tiny-pool.js";

it("a pool and a miner work without a socket between them", async () => {
  const { server, shares } = await startTinyPool();
  const [miners, pools] = memoryPair();
  const session = server.attach(pools);
  const client = StratumClient.over(miners);
  onTestFinished(() => client.close());
  const miner = new Miner(client, { username: "alice" });
  const running = miner.run();
  await expect.poll(() => session.counters.accepted).toBeGreaterThan(2);
  miner.stop();
  await running;
  expect(session.remoteAddress).toMatch(/^memory:/);
  expect(shares.length).toBe(session.counters.accepted + session.counters.refused);
});
