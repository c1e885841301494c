import { it, onTestFinished } from "vitest";
import { sha256d } from "../../src/work/index.js";
import { runCrowd } from "./crowd.js";
import { expectGoodReport } from "./good-report.js";
import { minerKinds } from "./miners.js";
import { startServe } from "./service.js";

/** Every fourth hash or so is a share, every fortieth a block. */
const difficulty = 1e-9;

it("a miner of each kind mines on the embedded daemon, and all is well", async () => {
  const service = await startServe("--difficulty", String(difficulty));
  onTestFinished(service.stop);
  const report = await runCrowd({
    port: service.port,
    algorithm: sha256d,
    difficulty,
    miners: Object.keys(minerKinds).length,
    duration: 10_000,
    pace: 300,
    sharesPerBlock: 100,
  });
  await service.stop();
  expectGoodReport(report, service.events);
}, 60_000);
