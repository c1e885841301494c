import { expect, it } from "vitest";
import { sha256d } from "../../src/work/index.js";
import { start } from "../cli/command.js";
import { serve } from "../cli/serving.js";
import { crowdTimeout, runCrowd } from "./crowd.js";
import { eventsOf, expectGoodReport } from "./good-report.js";
import { minerKinds } from "./miners.js";

/** Every fourth hash or so is a share, every fortieth a block. */
const difficulty = 1e-9;

it(
  "a miner of each kind mines through a proxy, and all is well",
  async () => {
    const pool = await serve("--no-miner", "--difficulty", String(difficulty));
    const proxy = start([
      "proxy",
      "--upstream",
      `stratum+tcp://127.0.0.1:${pool.port}`,
      "--port",
      "0",
      "--json",
    ]);
    const { port } = await proxy.event({ event: "listening" });
    await proxy.event({ event: "online" });
    const report = await runCrowd({
      port: Number(port),
      algorithm: sha256d,
      difficulty,
      miners: Object.keys(minerKinds).length,
      pace: 100,
      sharesPerBlock: 40,
      mostBlocks: 5,
    });
    for (const { child, ended } of [proxy, pool]) {
      child.kill("SIGINT");
      expect(await ended).toMatchObject({ code: 0, stderr: "" });
    }
    expectGoodReport(report, eventsOf(pool.lines));
  },
  crowdTimeout,
);
