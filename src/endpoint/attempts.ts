/** Wrong credentials that an address may send at once. */
const burst = 10;

/** Milliseconds after which it may send another one. */
const refill = 1_000;

/** Addresses that are remembered at a time; the one that failed longest ago is forgotten. */
const maxAddresses = 10_000;

/**
 * Limits wrong credentials by address: ten at once, then one per second. An address above the limit is refused
 * without a check, so guessing gets no faster; the owner of right credentials waits a second at most.
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

  /** How many failures still count. */
  #count(address: string, now: number): number {
    const failed = this.#failures.get(address);
    return failed ? Math.max(0, failed.count - (now - failed.at) / refill) : 0;
  }
}
