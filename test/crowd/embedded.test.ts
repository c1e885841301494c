import { expect, it } from "vitest";
import { sha256d } from "../../src/work/index.js";
import { serve } from "../cli/serving.js";
import { crowdTimeout, runCrowd } from "./crowd.js";
import { eventsOf, expectGoodReport } from "./good-report.js";
import { minerKinds } from "./miners.js";

/** Every fourth hash or so is a share, every fortieth a block. */
const difficulty = 1e-9;

it(
  "a miner of each kind mines on the embedded daemon, and all is well",
  async () => {
    const pool = await serve("--no-miner", "--difficulty", String(difficulty));
    const report = await runCrowd({
      port: pool.port,
      algorithm: sha256d,
      difficulty,
      miners: Object.keys(minerKinds).length,
      pace: 100,
      sharesPerBlock: 40,
      mostBlocks: 5,
    });
    pool.child.kill("SIGINT");
    expect(await pool.ended).toMatchObject({ code: 0, stderr: "" });
    const events = eventsOf(pool.lines);
    expectGoodReport(report, events);
  },
  crowdTimeout,
);
