import { onTestFinished } from "vitest";
import { Miner, type MinerOptions } from "../../src/miner/miner.js";
import type { AnyProtocol } from "../../src/rpc/index.js";
import {
  StratumClient,
  StratumProxy,
  type StratumProxyOptions,
  type UpstreamOptions,
} from "../../src/stratum/index.js";
import { patient } from "./servers.js";
import type { TinyPool } from "./tiny-pool.js";

type Options = Pick<StratumProxyOptions<AnyProtocol>, "handlers"> &
  Pick<UpstreamOptions, "username" | "password">;

/** A proxy in front of pools, until the test is over. */
export async function startProxy(
  pools: readonly { port: number }[],
  { username, password, handlers }: Partial<Options> = {},
): Promise<{ proxy: StratumProxy; port: number }> {
  const proxy = new StratumProxy({
    limits: patient,
    ...(handlers && { handlers }),
    upstream: {
      urls: pools.map(({ port }) => `stratum+tcp://127.0.0.1:${port}`),
      backOff: { first: 20, longest: 50 },
      username,
      password,
    },
  });
  onTestFinished(() => proxy.close());
  const { port } = await proxy.listen({ port: 0 });
  return { proxy, port };
}

/** A client until the test is over. */
export async function connect(port: number) {
  const client = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
  onTestFinished(() => client.close());
  return client;
}

/** A miner that works until the test is over. */
export async function startMiner(
  port: number,
  username: string,
  options: Pick<MinerOptions, "pace" | "password"> = {},
) {
  const client = await connect(port);
  const miner = new Miner(client, { username, ...options });
  const running = miner.run();
  onTestFinished(async () => {
    miner.stop();
    await running;
  });
  return { client, miner };
}

/** How many shares the pool took from each worker. */
export function takenBy({ shares }: TinyPool): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { username } of shares) counts[username] = (counts[username] ?? 0) + 1;
  return counts;
}
