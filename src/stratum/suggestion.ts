import type { Algorithm } from "../work/index.js";

/** The difficulty at which a hash rate finds one share per interval. */
export function difficultyAt(hashrate: number, seconds: number, { difficulty1 }: Algorithm): number {
  return (hashrate * seconds) / Number(2n ** 256n / difficulty1);
}

/** A client that can suggest a difficulty. */
export interface Suggesting {
  readonly mining: { suggestDifficulty(params: { difficulty: number }): unknown };
}

/**
 * Suggests a difficulty to a pool, rounded to three digits, and from 1 on to a whole number, as ckpool requires.
 * Invalid difficulties are not suggested.
 */
export function suggestDifficulty({ mining }: Suggesting, difficulty: number): void {
  if (!(difficulty > 0 && Number.isFinite(difficulty))) return;
  const rounded = Number(difficulty.toPrecision(3));
  mining.suggestDifficulty({ difficulty: rounded < 1 ? rounded : Math.round(rounded) });
}

/** Whether a worker's password contains a difficulty, `d=1024`: then nothing else is suggested. */
export function namesDifficulty(password = ""): boolean {
  return /(^|[\s,;])(d|fd|md|diff|difficulty)=/i.test(password);
}
