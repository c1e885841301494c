import { type Algorithm, HashRate } from "../work/index.js";

/** How fast each worker is, estimated from its shares. */
export class WorkerRates {
  readonly #algorithm: Algorithm;
  readonly #rates = new Map<string, HashRate>();

  constructor(algorithm: Algorithm) {
    this.#algorithm = algorithm;
  }

  /** A share of this difficulty counted, at a time in Unix seconds. */
  count(worker: string, difficulty: number, now: number): void {
    let rate = this.#rates.get(worker);
    if (!rate) {
      rate = new HashRate(this.#algorithm.difficulty1, now);
      this.#rates.set(worker, rate);
    }
    rate.add(difficulty, now);
  }

  /** Hashes a second. */
  of(worker: string, now: number): number {
    return this.#rates.get(worker)?.rate(now) ?? 0;
  }

  /** Workers that have been silent for long are forgotten. */
  forgetIdle(now: number): void {
    for (const [worker, rate] of this.#rates) if (rate.isIdle(now)) this.#rates.delete(worker);
  }
}
