import { isConclusive, retarget, type VardiffWindow } from "../vardiff.js";

/** Target interval between shares of all miners together, in seconds. */
const pace = 10;

/** Within this factor the difficulty is accepted: pools aim at 3 to 12 seconds themselves. */
const tolerance = 3;

/** The most suggestions in a row to a pool that ignores them: its difficulty is fixed. */
const maxIgnored = 3;

/** A summary of a proxy's miners. */
export interface MinersKnown {
  /** The number of miners. */
  readonly count: number;
  /** The lowest difficulty that a miner suggested. Undefined when none did. */
  readonly lowestWish: number | undefined;
}

/**
 * Decides which difficulty a proxy suggests to its pool, and when: by vardiff from the shares of all its miners, or
 * from the miners' suggestions before the first share. It only suggests a change by a factor of three or more, never
 * the same value twice in a row, and stops if the pool ignores it.
 *
 * Miners' suggestions can only lower the difficulty: the shares soon correct one that is too low, but never one that
 * is too high.
 */
export class DifficultyWish {
  readonly #lowest: number;
  #difficulty = 1;
  #miners = 0;
  #shares = 0;
  #since = 0;
  /** The difficulty computed from shares. */
  #measured: number | undefined;
  /** Suggestions on the current connection. */
  #suggested: number | undefined;
  #ignored = 0;

  /** @param lowest The lowest suggested difficulty, however long no share is found. */
  constructor(lowest: number) {
    this.#lowest = lowest;
  }

  /** Call this after a login, before the pool's difficulty is known. @param now Seconds. @returns What to suggest. */
  loggedIn(miners: MinersKnown, now: number): number | undefined {
    this.#suggested = undefined;
    this.#ignored = 0;
    this.#restart(now);
    return this.#suggest(miners.count === 0 ? undefined : (this.#measured ?? this.#wishOf(miners)));
  }

  /** Call this when the pool sets its difficulty. */
  changed(difficulty: number, now: number): void {
    this.#difficulty = difficulty;
    this.#ignored = 0;
    this.#restart(now);
  }

  /** Call this when the pool accepts a share. */
  found(): void {
    this.#shares++;
  }

  /** @param now Seconds. @returns What to suggest now. */
  review(miners: MinersKnown, now: number): number | undefined {
    const before = this.#miners;
    this.#miners = miners.count;
    if (before === 0 || miners.count === 0) this.#restart(now);
    if (miners.count === 0) return undefined;
    const wish = this.#measured === undefined ? this.#wishOf(miners) : undefined;
    if (wish !== undefined && wish * tolerance < this.#difficulty) {
      const suggestion = this.#suggest(wish);
      if (suggestion !== undefined) return suggestion;
    }
    const window = { difficulty: this.#difficulty, shares: this.#shares, elapsed: now - this.#since };
    if (!isConclusive(window, { target: pace })) return undefined;
    this.#restart(now);
    return this.#judge(window);
  }

  #judge(window: VardiffWindow): number | undefined {
    const called = retarget(window, { target: pace, min: this.#lowest }) ?? this.#difficulty;
    if (window.shares > 0) this.#measured = called;
    // Silence shows that the difficulty is too high, but not by how much.
    else if (called >= (this.#suggested ?? this.#difficulty)) return undefined;
    else if (this.#measured !== undefined) this.#measured = Math.min(this.#measured, called);
    return isFar(called, this.#difficulty) ? this.#suggest(called) : undefined;
  }

  #wishOf({ count, lowestWish }: MinersKnown): number | undefined {
    return lowestWish === undefined ? undefined : Math.max(count * lowestWish, this.#lowest);
  }

  #suggest(difficulty: number | undefined): number | undefined {
    if (difficulty === undefined || this.#ignored === maxIgnored) return undefined;
    if (this.#suggested !== undefined && !isFar(difficulty, this.#suggested)) return undefined;
    this.#suggested = difficulty;
    this.#ignored++;
    return difficulty;
  }

  #restart(now: number): void {
    this.#shares = 0;
    this.#since = now;
  }
}

function isFar(difficulty: number, from: number): boolean {
  return difficulty > tolerance * from || tolerance * difficulty < from;
}
