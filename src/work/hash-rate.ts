/** Time constant of the moving average, in seconds. */
const period = 300;

/**
 * Estimates hashes per second from found shares: each counts as the hashes that its difficulty takes on
 * average. The average is exponential over 300 seconds.
 */
export class HashRate {
  readonly #hashesPerDifficulty: number;
  readonly #start: number;
  #hashes = 0;
  #at: number;
  #lastFound: number;

  /**
   * @param difficulty1 The target of difficulty 1.
   * @param now Unix seconds.
   */
  constructor(difficulty1: bigint, now: number) {
    this.#hashesPerDifficulty = Number(2n ** 256n / difficulty1);
    this.#start = now;
    this.#at = now;
    this.#lastFound = now;
  }

  /** Counts a share of this difficulty. */
  add(difficulty: number, now: number): void {
    this.#fade(now);
    this.#lastFound = now;
    this.#hashes += difficulty * this.#hashesPerDifficulty;
  }

  /** The current estimate in hashes per second. */
  rate(now: number): number {
    this.#fade(now);
    const seen = period * (1 - Math.exp(-(now - this.#start) / period));
    return seen > 0 ? this.#hashes / Math.max(seen, 1) : 0;
  }

  /** Whether no share was found for so long that the estimate is meaningless: an hour. */
  isIdle(now: number): boolean {
    return now - this.#lastFound > 12 * period;
  }

  #fade(now: number): void {
    this.#hashes *= Math.exp(-Math.max(0, now - this.#at) / period);
    this.#at = Math.max(now, this.#at);
  }
}
