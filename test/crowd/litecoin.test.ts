import { expect, it, onTestFinished } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { scrypt } from "../../src/work/index.js";
import { serve } from "../cli/serving.js";
import { isWithoutLitecoind, startLitecoinPair } from "../daemon/litecoind.js";
import { crowdTimeout, duration, runCrowd } from "./crowd.js";
import { eventsOf, expectGoodReport } from "./good-report.js";
import { minerKinds } from "./miners.js";

/**
 * On regtest every second hash is a block. At this difficulty three of four are a share, so that there are shares that
 * are no block, and the chain does not move with each.
 */
const difficulty = 0.00002;

it.skipIf(isWithoutLitecoind)(
  "a crowd mines on litecoind, and all is well",
  async () => {
    const daemon = await startLitecoinPair({ credentials: { user: "crowd", password: "secret" } });
    onTestFinished(() => daemon.stop());
    const client = new DaemonClient(daemon);
    onTestFinished(() => client.close());
    const before = await client.rpc.getblockcount();
    const pool = await serve(
      "--no-miner",
      ...["--coin", "litecoin", "--daemon", daemon.url, "--difficulty", String(difficulty)],
      ...["--address", "rltc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnmxrc5"],
    );

    const report = await runCrowd({
      port: pool.port,
      algorithm: scrypt,
      difficulty,
      ...(duration > 0
        ? { miners: 200, pace: 5_000 }
        : { miners: 2 * Object.keys(minerKinds).length, pace: 500 }),
      sharesPerBlock: 40,
    });
    pool.child.kill("SIGINT");
    expect(await pool.ended).toMatchObject({ code: 0, stderr: "" });
    const events = eventsOf(pool.lines);
    expectGoodReport(report, events);
    const blocks = events.filter(({ event }) => event === "block");
    expect(await client.rpc.getblockcount()).toBe(before + blocks.length);
  },
  crowdTimeout,
);
