import { StratumProxy } from "stratum";
import { protocol } from "../generated/index.js";

export interface ProxyOptions {
  /** Pools, the best first: `stratum+tcp://host:port`, `stratum+ssl://host:port`. */
  readonly urls: readonly string[];
  /** Submits all shares under this worker. Default: each miner's own. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export function createProxy(upstream: ProxyOptions) {
  const proxy = new StratumProxy({
    protocol,
    upstream,
    handlers: { "mining.hashrate": ({ worker }) => hashrateOf(worker) },
  });

  function hashrateOf(worker: string): number {
    const miners = proxy.miners().filter(({ workers }) => workers.includes(worker));
    return miners.reduce((sum, { hashrate }) => sum + hashrate, 0);
  }

  return proxy;
}
