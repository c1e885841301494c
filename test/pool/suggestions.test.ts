import { expect, it } from "vitest";
import { connectRaw } from "../stratum/servers.js";
import { startPool } from "./pools.js";

it("takes any number of suggestions before a miner subscribes, and starts with the last one", async () => {
  const { port } = await startPool({ vardiff: { target: 10 } });
  const miner = await connectRaw(port);
  const suggestions = Array.from({ length: 100 }, (_, id) => ({
    id,
    method: "mining.suggest_difficulty",
    params: [id + 1],
  }));
  miner.send(...suggestions);
  for (const { id } of suggestions) expect(await miner.message()).toMatchObject({ id, error: null });
  miner.send(
    { id: "subscribe", method: "mining.subscribe", params: [] },
    { id: "authorize", method: "mining.authorize", params: ["alice", "x"] },
  );
  while (!miner.lines.some((line) => line.includes('"mining.notify"') && line.includes('"params"')))
    await miner.line();
  const difficulties = miner.lines
    .map((line) => JSON.parse(line))
    .filter(({ method }) => method === "mining.set_difficulty")
    .map(({ params }) => params[0]);
  expect(new Set(difficulties)).toEqual(new Set([100]));
});
