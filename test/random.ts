/** A number from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/** The seed of everything random in the tests. `SEED=… npm test` repeats a run. */
export const seed = Number(process.env.SEED);

/** Random numbers that only the seed and the name decide (mulberry32). */
export function randomOf(name: string): Random {
  let state = [...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below a limit. */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}
