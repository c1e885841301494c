import { isConclusive, retarget, type VardiffWindow } from "../vardiff.js";

/** Seconds between two shares of all miners together that a pool should see. */
const pace = 10;

/** Within this factor a difficulty is left alone: pools aim at 3 to 12 seconds themselves, and know their reasons. */
const tolerance = 3;

/** So many suggestions in a row are made to a pool that goes on as before: it has fixed its difficulty. */
const maxIgnored = 3;

/** What is known of a proxy's miners. */
export interface MinersKnown {
  /** How many mine. */
  readonly count: number;
  /** The lowest difficulty that one of them would like; undefined where none said. */
  readonly lowestWish: number | undefined;
}

/**
 * Decides which difficulty a proxy suggests to its pool, and when: what the shares of all its miners call for, by the
 * rules of vardiff, or what the miners wish before any share was found. Only what is off by a factor of three is
 * worth a suggestion, nothing is suggested twice in a row, and a pool that goes on as before is left alone.
 *
 * A miner's wish can only lower the difficulty: too low a one shows in its shares soon, too high a one never does.
 */
export class DifficultyWish {
  readonly #lowest: number;
  #difficulty = 1;
  #miners = 0;
  #shares = 0;
  #since = 0;
  /** What the shares that were found call for. */
  #measured: number | undefined;
  /** At this pool, over this connection. */
  #suggested: number | undefined;
  #ignored = 0;

  /** @param lowest Nothing below is suggested, however long nothing is found. */
  constructor(lowest: number) {
    this.#lowest = lowest;
  }

  /** Logged in at a pool, of whose difficulty nothing is known yet. @param now Seconds. @returns What to suggest. */
  loggedIn(miners: MinersKnown, now: number): number | undefined {
    this.#suggested = undefined;
    this.#ignored = 0;
    this.#restart(now);
    return this.#suggest(miners.count === 0 ? undefined : (this.#measured ?? this.#wishOf(miners)));
  }

  /** The pool set its difficulty. */
  changed(difficulty: number, now: number): void {
    this.#difficulty = difficulty;
    this.#ignored = 0;
    this.#restart(now);
  }

  /** The pool took a share. */
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
    // Silence says that the difficulty is too high, and not how far.
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
