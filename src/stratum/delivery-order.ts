/** What may reach a miner between its subscribe response and its authorize response. */
const harmlessBeforeAuthorize = new Set(["mining.set_difficulty", "mining.notify"]);

/** Of several in a row only the last one counts. */
const settings = new Set(["mining.set_difficulty", "mining.set_version_mask"]);

/** A session that has this many messages held back is not shaking hands. */
const maxHeld = 64;

/**
 * Holds messages back until a miner can bear them. Miners take the first line after `mining.subscribe`
 * for its response, and the first line that they don't know after `mining.authorize` for that one's:
 * whatever comes too early is sent after the response, in the order in which it was given.
 */
export class DeliveryOrder {
  #subscribed = false;
  #authorized = false;
  #held: { method: string; deliver: () => void }[] = [];

  /**
   * Delivers now, or once the miner is ready for this method.
   *
   * @returns False where it does neither, because too much is held back already.
   */
  deliver(method: string, deliver: () => void): boolean {
    if (this.allows(method)) {
      deliver();
      return true;
    }
    if (settings.has(method) && this.#held.at(-1)?.method === method) this.#held.pop();
    if (this.#held.length >= maxHeld) return false;
    this.#held.push({ method, deliver });
    return true;
  }

  /** Whether a message of this method can be sent right now. */
  allows(method: string): boolean {
    return this.#subscribed && (this.#authorized || harmlessBeforeAuthorize.has(method));
  }

  /** The response to `mining.subscribe` was sent. */
  subscribed(): void {
    this.#subscribed = true;
    this.#release();
  }

  /** The response to `mining.authorize` was sent, whatever it said. */
  authorized(): void {
    this.#authorized = true;
    this.#release();
  }

  /** Delivers everything, ready or not: the connection is over, and who waits must learn it. */
  close(): void {
    this.#subscribed = true;
    this.#authorized = true;
    this.#release();
  }

  #release(): void {
    const held = this.#held;
    this.#held = held.filter(({ method }) => !this.allows(method));
    for (const { method, deliver } of held) if (this.allows(method)) deliver();
  }
}
