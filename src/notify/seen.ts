/** How many deliveries are remembered at a time. */
const maxSeen = 1_024;

/**
 * Milliseconds within which the same words are the same event. Daemons notify twice, and more than
 * one way may carry an event; but a transaction that is confirmed later is news again, and so is a
 * block that comes back after a reorganisation.
 */
const window = 2_000;

/** Tells news from second deliveries. */
export class Seen {
  readonly #times = new Map<string, number>();

  /**
   * True where the event was not delivered within the last two seconds.
   *
   * @param now Milliseconds of a clock that nobody sets.
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
