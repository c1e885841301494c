/** Wrong credentials that an address may send in a burst. */
const burst = 10;

/** Milliseconds until it may send another one. */
const refill = 1_000;

/** The number of remembered addresses; the one that failed longest ago is forgotten first. */
const maxAddresses = 10_000;

/**
 * Limits wrong credentials by address: a burst of ten, then one per second. An address above the limit is
 * refused without a check, which slows down guessing; valid credentials wait at most one second.
 */
export class Attempts {
  readonly #failures = new Map<string, { count: number; at: number }>();

  /**
   * Whether the address has to wait.
   *
   * @param now Milliseconds of a monotonic clock.
   */
  mustWait(address: string, now = performance.now()): boolean {
    return this.#count(address, now) > burst - 1;
  }

  failed(address: string, now = performance.now()): void {
    const count = this.#count(address, now) + 1;
    this.#failures.delete(address);
    this.#failures.set(address, { count, at: now });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > maxAddresses && oldest !== undefined) this.#failures.delete(oldest);
  }

  /** The number of failures that still count. */
  #count(address: string, now: number): number {
    const failed = this.#failures.get(address);
    return failed ? Math.max(0, failed.count - (now - failed.at) / refill) : 0;
  }
}
