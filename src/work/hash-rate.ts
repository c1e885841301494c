/** Seconds over which a rate is averaged; what lies further back counts less and less. */
const period = 300;

/**
 * Hashes a second, from the shares that were found: each stands for the hashes that its difficulty
 * takes on average.
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

  /** A share of this difficulty was found. */
  add(difficulty: number, now: number): void {
    this.#fade(now);
    this.#lastFound = now;
    this.#hashes += difficulty * this.#hashesPerDifficulty;
  }

  /** Hashes a second, as of now. */
  rate(now: number): number {
    this.#fade(now);
    const seen = period * (1 - Math.exp(-(now - this.#start) / period));
    return seen > 0 ? this.#hashes / Math.max(seen, 1) : 0;
  }

  /** Whether nothing was found for so long that it says nothing any more. */
  isIdle(now: number): boolean {
    return now - this.#lastFound > 12 * period;
  }

  #fade(now: number): void {
    this.#hashes *= Math.exp(-Math.max(0, now - this.#at) / period);
    this.#at = Math.max(now, this.#at);
  }
}
