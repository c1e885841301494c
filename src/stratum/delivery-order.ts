/** The methods that may reach a miner between its subscribe response and its authorize response. */
const harmlessBeforeAuthorize = new Set(["mining.set_difficulty", "mining.notify"]);

/** The methods of which only the last of several in a row counts. */
const settings = new Set(["mining.set_difficulty", "mining.set_version_mask"]);

/** The most messages held back. More than a handshake needs. */
const maxHeld = 64;

/**
 * Holds messages back until the miner can handle them. Miners treat the first line after `mining.subscribe`
 * as its response, and the first line that they don't know after `mining.authorize` as its response.
 * Earlier messages are sent after the response, in their original order.
 */
export class DeliveryOrder {
  #subscribed = false;
  #authorized = false;
  #held: { method: string; deliver: () => void }[] = [];

  /**
   * Delivers now, or once the miner can handle this method.
   *
   * @returns False when it does neither because too much is already held back.
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

  /** Whether a message of this method can be sent now. */
  allows(method: string): boolean {
    return this.#subscribed && (this.#authorized || harmlessBeforeAuthorize.has(method));
  }

  /** Call this when the response to `mining.subscribe` was sent. */
  subscribed(): void {
    this.#subscribed = true;
    this.#release();
  }

  /** Call this when the response to `mining.authorize` was sent, whatever the result. */
  authorized(): void {
    this.#authorized = true;
    this.#release();
  }

  /** Delivers everything because the connection has ended, so that waiting calls fail. */
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
