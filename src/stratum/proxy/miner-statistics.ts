import { HashRate } from "../../work/index.js";

/** What a proxy knows of one of its miners. */
export interface MinerStatistics {
  readonly id: string;
  readonly remoteAddress: string;
  readonly userAgent: string | undefined;
  readonly workers: readonly string[];
  readonly difficulty: number;
  /** Shares that the pool took. */
  readonly accepted: number;
  /** Shares that were refused, here or by the pool. */
  readonly refused: number;
  /** Hashes a second, estimated from its shares. */
  readonly hashrate: number;
  /** When it connected: milliseconds since 1970. */
  readonly connectedAt: number;
}

/** What of a session goes into its statistics. */
interface Counted {
  readonly id: string;
  readonly remoteAddress: string;
  readonly userAgent: string | undefined;
  readonly workers: ReadonlySet<string>;
  readonly difficulty: number;
  readonly counters: { readonly accepted: number; readonly refused: number };
  readonly connectedAt: number;
}

/** Keeps the hash rates of sessions, for as long as they last. */
export class MinerRates {
  readonly #rates = new WeakMap<Counted, HashRate>();
  readonly #difficulty1: bigint;

  constructor(difficulty1: bigint) {
    this.#difficulty1 = difficulty1;
  }

  /** A session found a share of this difficulty. */
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
