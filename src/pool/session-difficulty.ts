import type { ToClient } from "../../generated/stratum/index.js";
import type { StratumSession } from "../stratum/session.js";
import { isConclusive, retarget, type VardiffOptions } from "../stratum/vardiff.js";

/**
 * Keeps one session's difficulty where its shares come at the wished pace. The new difficulty holds from the next
 * job on.
 */
export class SessionDifficulty {
  readonly #session: StratumSession<ToClient, unknown>;
  readonly #options: VardiffOptions | undefined;
  #shares = 0;
  #since: number;
  #fixed = false;

  /** @param options Undefined where only the miner changes the difficulty. */
  constructor(session: StratumSession<ToClient, unknown>, options: VardiffOptions | undefined, now: number) {
    this.#session = session;
    this.#options = options;
    this.#since = now;
  }

  /** The miner named a difficulty in its password, `d=1024`: that is what it gets. */
  fix(difficulty: number): void {
    this.#fixed = true;
    this.#set(difficulty);
  }

  /** The miner would like this difficulty: where it is adjusted at all, it starts from there. */
  suggest(difficulty: number, now: number): void {
    if (!this.#options || this.#fixed) return;
    const { min = 0, max = Number.POSITIVE_INFINITY } = this.#options;
    this.#restart(now);
    this.#set(Math.min(Math.max(difficulty, min), max));
  }

  /** A share met its difficulty. */
  found(): void {
    this.#shares++;
  }

  /** Looks whether the pace is right. @param now Seconds. @returns Whether the difficulty changed. */
  review(now: number): boolean {
    if (!this.#options || this.#fixed) return false;
    const window = { difficulty: this.#session.difficulty, shares: this.#shares, elapsed: now - this.#since };
    if (!isConclusive(window, this.#options)) return false;
    const wished = retarget(window, this.#options);
    this.#restart(now);
    if (wished === undefined) return false;
    this.#set(wished);
    return true;
  }

  #restart(now: number): void {
    this.#shares = 0;
    this.#since = now;
  }

  #set(difficulty: number): void {
    if (difficulty !== this.#session.difficulty) this.#session.send.mining.setDifficulty({ difficulty });
  }
}
