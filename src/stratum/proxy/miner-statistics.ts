import { HashRate } from "../../work/index.js";

/** Statistics of a proxy's miner. */
export interface MinerStatistics {
  readonly id: string;
  readonly remoteAddress: string;
  readonly userAgent: string | undefined;
  readonly workers: readonly string[];
  readonly difficulty: number;
  /** Shares that the pool accepted. */
  readonly accepted: number;
  /** Shares that the proxy or the pool refused. */
  readonly refused: number;
  /** Hashes per second, estimated from its shares. */
  readonly hashrate: number;
  /** When the miner connected, in milliseconds since 1970. */
  readonly connectedAt: number;
}

/** The part of a session that its statistics use. */
interface Counted {
  readonly id: string;
  readonly remoteAddress: string;
  readonly userAgent: string | undefined;
  readonly workers: ReadonlySet<string>;
  readonly difficulty: number;
  readonly counters: { readonly accepted: number; readonly refused: number };
  readonly connectedAt: number;
}

/** Hash rates of open sessions. */
export class MinerRates {
  readonly #rates = new WeakMap<Counted, HashRate>();
  readonly #difficulty1: bigint;

  constructor(difficulty1: bigint) {
    this.#difficulty1 = difficulty1;
  }

  /** Records a session's share of this difficulty. */
  add(session: Counted, difficulty: number, now = Date.now() / 1000): void {
    const rate = this.#rates.get(session) ?? new HashRate(this.#difficulty1, now);
    this.#rates.set(session, rate);
    rate.add(difficulty, now);
  }

  statisticsOf(session: Counted, now = Date.now() / 1000): MinerStatistics {
    const { id, remoteAddress, userAgent, workers, difficulty, counters, connectedAt } = session;
    return {
      id,
      remoteAddress,
      userAgent,
      workers: [...workers],
      difficulty,
      accepted: counters.accepted,
      refused: counters.refused,
      hashrate: this.#rates.get(session)?.rate(now) ?? 0,
      connectedAt,
    };
  }
}
