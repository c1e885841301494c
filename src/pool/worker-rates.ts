import { type Algorithm, HashRate } from "../work/index.js";

/** Estimates each worker's hash rate from its shares. */
export class WorkerRates {
  readonly #algorithm: Algorithm;
  readonly #rates = new Map<string, HashRate>();

  constructor(algorithm: Algorithm) {
    this.#algorithm = algorithm;
  }

  /** Counts a share of this difficulty. @param now Unix seconds. */
  count(worker: string, difficulty: number, now: number): void {
    let rate = this.#rates.get(worker);
    if (!rate) {
      rate = new HashRate(this.#algorithm.difficulty1, now);
      this.#rates.set(worker, rate);
    }
    rate.add(difficulty, now);
  }

  /** A worker's hashes per second. */
  of(worker: string, now: number): number {
    return this.#rates.get(worker)?.rate(now) ?? 0;
  }

  /** Removes workers that have been idle for an hour. */
  forgetIdle(now: number): void {
    for (const [worker, rate] of this.#rates) if (rate.isIdle(now)) this.#rates.delete(worker);
  }
}
