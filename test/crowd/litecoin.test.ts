import { expect, it, onTestFinished } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { scrypt } from "../../src/work/index.js";
import { litecoindProgram, startLitecoinPair } from "../daemon/litecoind.js";
import { runCrowd } from "./crowd.js";
import { minerKinds } from "./miners.js";
import { startServe } from "./service.js";
import { wrongShares } from "./wrong-shares.js";

const minute = 60_000;

/**
 * On regtest every second hash is a block. At this difficulty three of four are a share, so that there are shares that
 * are no block, and the chain does not move with each.
 */
const difficulty = 0.00002;

it.skipIf(litecoindProgram === undefined && process.env.CI !== "true")(
  "200 miners mine on litecoind: none is dropped, no share refused but for the right reason",
  async () => {
    const daemon = await startLitecoinPair({ credentials: { user: "crowd", password: "secret" } });
    onTestFinished(() => daemon.stop());
    const service = await startServe(
      ...["--coin", "litecoin", "--daemon", daemon.url, "--difficulty", String(difficulty)],
      ...["--address", "rltc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnmxrc5"],
    );
    onTestFinished(async () => void (await service.stop()));

    const { complaints, accepted, refused, late } = await runCrowd({
      port: service.port,
      algorithm: scrypt,
      difficulty,
      miners: 200,
      duration: minute,
      pace: 5_000,
      sharesPerBlock: 100,
    });
    expect(complaints).toEqual([]);
    expect([...accepted.keys()].sort()).toEqual(Object.keys(minerKinds).sort());
    expect([...refused.keys()].sort()).toEqual(Object.keys(wrongShares).sort());

    const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
    console.log({ accepted: sum(accepted), refused: sum(refused), late, blocks: service.events.filter(({event}) => event === "block").length, errors: service.events.filter(({event}) => event === "error") , busy: service.events.filter(({event}) => event === "busy").length });
    const client = new DaemonClient(daemon);
    const height = await client.rpc.getblockcount();
    await client.close();
    expect(height).toBe(1 + service.events.filter(({ event }) => event === "block").length);
  },
  5 * minute,
);
