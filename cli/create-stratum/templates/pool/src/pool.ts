import { type DaemonClient, presets, SoloPool, StratumServer } from "stratum";
import { protocol } from "../generated/index.js";

export interface PoolOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly daemon: DaemonClient;
  /** Where the rewards go. */
  readonly address: string;
  /** The difficulty that miners start with; it then follows their hash rate. */
  readonly difficulty: number;
}

/** For another coin: `presets.litecoin`, `presets.dogecoin`. */
const { algorithm, rules } = presets.bitcoin;

export async function startPool({ host, port, daemon, address, difficulty }: PoolOptions) {
  const pool = new SoloPool({ daemon, address, algorithm, rules, vardiff: { target: 10 } });
  const server = new StratumServer({
    protocol,
    algorithm,
    difficulty,
    handlers: {
      ...pool.handlers,
      // Refuse workers that you don't know: replace `mining.authorize` here.
      "mining.hashrate": ({ worker }) => pool.hashrateOf(worker),
    },
  });
  await pool.start(server);
  const listening = await server.listen({ host, port });
  return {
    pool,
    url: `stratum+tcp://${listening.host}:${listening.port}`,
    async close() {
      await pool.stop();
      await server.close();
    },
  };
}
