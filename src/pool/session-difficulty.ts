import type { ToClient } from "../../generated/stratum/index.js";
import type { StratumSession } from "../stratum/session.js";
import { inBounds, isConclusive, retarget, type VardiffOptions } from "../stratum/vardiff.js";

/**
 * Keeps one session's difficulty where its shares come at the wished pace. A miner may name one or suggest one,
 * within the operator's bounds. The new difficulty holds from the next job on.
 */
export class SessionDifficulty {
  readonly #session: StratumSession<ToClient, unknown>;
  readonly #options: VardiffOptions | undefined;
  /** What the miner asked for before its first job. */
  #first: number | undefined;
  /** The lowest one that a miner may name: nothing corrects that later. */
  readonly #lowestNamed: number;
  #shares = 0;
  #since: number;
  #isNamed = false;
  #hasFound = false;
  #isOpen = false;

  /** @param options Undefined where the operator fixed the difficulty. */
  constructor(session: StratumSession<ToClient, unknown>, options: VardiffOptions | undefined, now: number) {
    this.#session = session;
    this.#options = options;
    this.#lowestNamed = options?.min ?? session.difficulty;
    this.#since = now;
  }

  /** The miner is about to get its first job: its difficulty comes before that. */
  open(now: number): void {
    this.#isOpen = true;
    this.#restart(now);
    this.#session.send.mining.setDifficulty({ difficulty: this.#first ?? this.#session.difficulty });
  }

  /**
   * The miner named a difficulty in its password, `d=1024`: that is what it keeps, within the bounds. Where there
   * is no lowest one, it is not below the one that sessions start with. Ignored where the operator fixed it.
   */
  name(difficulty: number): void {
    if (!this.#options || !(difficulty > 0)) return;
    this.#isNamed = true;
    this.#set(inBounds(difficulty, { ...this.#options, min: this.#lowestNamed }));
  }

  /**
   * The miner would like this difficulty: where it is adjusted at all, it starts from there. Once it has found
   * shares they say more, and suggestions are ignored: else a miner could keep its own difficulty too low for ever.
   */
  suggest(difficulty: number, now: number): void {
    if (!this.#options || this.#isNamed || this.#hasFound || !(difficulty > 0)) return;
    this.#restart(now);
    this.#set(inBounds(difficulty, this.#options));
  }

  /** A share met its difficulty. */
  found(): void {
    this.#hasFound = true;
    this.#shares++;
  }

  /** Looks whether the pace is right. @param now Seconds. @returns Whether the difficulty changed. */
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
