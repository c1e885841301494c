import type { ToClient } from "../../generated/stratum/index.js";
import type { StratumSession } from "../stratum/session.js";
import { inBounds, isConclusive, retarget, type VardiffOptions } from "../stratum/vardiff.js";

/**
 * Adjusts one session's difficulty so that shares come at the target pace. A miner may set or suggest one within the
 * operator's bounds. A new difficulty applies from the next job on.
 */
export class SessionDifficulty {
  readonly #session: StratumSession<ToClient, unknown>;
  readonly #options: VardiffOptions | undefined;
  /** The difficulty that the miner requested before its first job. */
  #first: number | undefined;
  /** The lowest difficulty that a miner may set: it is not adjusted later. */
  readonly #lowestNamed: number;
  #shares = 0;
  #since: number;
  #isNamed = false;
  #hasFound = false;
  #isOpen = false;

  /** @param options Undefined when the operator fixed the difficulty. */
  constructor(session: StratumSession<ToClient, unknown>, options: VardiffOptions | undefined, now: number) {
    this.#session = session;
    this.#options = options;
    this.#lowestNamed = options?.min ?? session.difficulty;
    this.#since = now;
  }

  /** Sends the difficulty. Must be called before the miner's first job. */
  open(now: number): void {
    this.#isOpen = true;
    this.#restart(now);
    this.#session.send.mining.setDifficulty({ difficulty: this.#first ?? this.#session.difficulty });
  }

  /**
   * Sets the difficulty that the miner's password contains (`d=1024`), for good and within the bounds. Without a
   * `min`, the lower bound is the initial difficulty. Ignored when the operator fixed the difficulty.
   */
  name(difficulty: number): void {
    if (!this.#options || !(difficulty > 0)) return;
    this.#isNamed = true;
    this.#set(inBounds(difficulty, { ...this.#options, min: this.#lowestNamed }));
  }

  /**
   * Continues from the difficulty that the miner suggests. Ignored once the miner has found shares: otherwise it
   * could keep its difficulty too low forever.
   */
  suggest(difficulty: number, now: number): void {
    if (!this.#options || this.#isNamed || this.#hasFound || !(difficulty > 0)) return;
    this.#restart(now);
    this.#set(inBounds(difficulty, this.#options));
  }

  /** Counts an accepted share. */
  found(): void {
    this.#hasFound = true;
    this.#shares++;
  }

  /** Adjusts the difficulty to the pace of shares. @param now Seconds. @returns Whether it changed. */
  review(now: number): boolean {
    if (!this.#options || this.#isNamed || !this.#isOpen) return false;
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
    if (!this.#isOpen) this.#first = difficulty;
    else if (difficulty !== this.#session.difficulty) this.#session.send.mining.setDifficulty({ difficulty });
  }
}
