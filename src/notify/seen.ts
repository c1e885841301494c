/** The number of deliveries that are remembered. */
const maxSeen = 1_024;

/**
 * Milliseconds within which equal notifications are the same event. Daemons notify twice, and an event may
 * arrive in several ways; but a transaction that is confirmed later is a new event, and so is a block that
 * returns after a reorganization.
 */
const window = 2_000;

/** Detects repeated deliveries. */
export class Seen {
  readonly #times = new Map<string, number>();

  /**
   * Whether the event was not delivered within the last two seconds.
   *
   * @param now Milliseconds of a monotonic clock.
   */
  isNew(event: string, now = performance.now()): boolean {
    const before = this.#times.get(event);
    if (before !== undefined && now - before < window) return false;
    this.#times.delete(event);
    this.#times.set(event, now);
    const [oldest] = this.#times.keys();
    if (this.#times.size > maxSeen && oldest !== undefined) this.#times.delete(oldest);
    return true;
  }
}
