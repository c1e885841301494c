import { RpcError } from "../rpc/index.js";

/** What may reach a miner between its subscribe response and its authorize response. */
const harmlessBeforeAuthorize = new Set(["mining.set_difficulty", "mining.notify"]);

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
   * @throws RpcError `OVERLOADED` when too much is held back already.
   */
  deliver(method: string, deliver: () => void): void {
    if (this.allows(method)) deliver();
    else if (this.#held.length < maxHeld) this.#held.push({ method, deliver });
    else throw new RpcError("OVERLOADED", `${maxHeld} messages wait for the miner's handshake`);
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
