import type { Algorithm } from "../work/index.js";

/** The difficulty at which so many hashes a second find one share in so many seconds. */
export function difficultyAt(hashrate: number, seconds: number, { difficulty1 }: Algorithm): number {
  return (hashrate * seconds) / Number(2n ** 256n / difficulty1);
}

/** What can suggest a difficulty to a pool. */
export interface Suggesting {
  readonly mining: { suggestDifficulty(params: { difficulty: number }): unknown };
}

/**
 * Suggests a difficulty to a pool, rounded to three digits, and to a whole number from 1 on: ckpool reads no other.
 * What is no difficulty is not suggested.
 */
export function suggestDifficulty({ mining }: Suggesting, difficulty: number): void {
  if (!(difficulty > 0 && Number.isFinite(difficulty))) return;
  const rounded = Number(difficulty.toPrecision(3));
  mining.suggestDifficulty({ difficulty: rounded < 1 ? rounded : Math.round(rounded) });
}

/** Whether a worker's password names the difficulty that it wants, as in `d=1024`: then nothing else is suggested. */
export function namesDifficulty(password = ""): boolean {
  return /(^|[\s,;])(d|fd|md|diff|difficulty)=/i.test(password);
}
