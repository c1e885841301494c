import { describe, expect, it } from "vitest";
import { isConclusive, retarget, type VardiffOptions } from "../../src/stratum/index.js";

/** Hashes that a share of difficulty 1 takes. */
const hashesPerDifficulty = 2 ** 32;

/** Numbers between 0 and 1 that are the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Mines until the difficulty was looked at so many times; shares come as chance has it. */
function mine(
  hashrate: number,
  start: number,
  retargets: number,
  options: VardiffOptions,
  random: () => number,
): number {
  let difficulty = start;
  for (let count = 0; count < retargets; count++) {
    const pace = (difficulty * hashesPerDifficulty) / hashrate;
    const { target = 10 } = options;
    let shares = 0;
    let elapsed = 0;
    while (!isConclusive({ difficulty, shares, elapsed }, options)) {
      const wait = -Math.log(1 - random()) * pace;
      const patience = (shares === 0 ? 8 : 20) * target - elapsed;
      elapsed += Math.min(wait, patience);
      if (wait <= patience) shares++;
    }
    difficulty = retarget({ difficulty, shares, elapsed }, options) ?? difficulty;
  }
  return difficulty;
}

describe("vardiff", () => {
  const rates = { "1 TH/s": 1e12, "30 TH/s": 3e13, "1 PH/s": 1e15 };
  const starts = { "100 times too high": 100, "100 times too low": 0.01, right: 1 };
  const cases = Object.entries(rates).flatMap(([rate, hashrate]) => {
    return Object.entries(starts).map(([start, factor]) => ({ rate, hashrate, start, factor }));
  });

  it.each(cases)("is right within five looks for $rate that starts $start", ({ hashrate, factor }) => {
    const options = { target: 10 };
    const right = (hashrate * options.target) / hashesPerDifficulty;
    const reached = Array.from(
      { length: 500 },
      (_, seed) => mine(hashrate, right * factor, 5, options, seeded(seed)) / right,
    );
    const isNear = (limit: number) =>
      reached.filter((ratio) => ratio > 1 / limit && ratio < limit).length / reached.length;
    expect(isNear(2)).toBeGreaterThan(0.95);
    expect(isNear(5)).toBe(1);
  });

  it("falls while a miner is silent, to the minimum and no lower", () => {
    let difficulty = 1024;
    const seen: number[] = [];
    for (let look = 0; look < 8; look++) {
      difficulty = retarget({ difficulty, shares: 0, elapsed: 80 }, { target: 10, min: 0.5 }) ?? difficulty;
      seen.push(difficulty);
    }
    expect(seen[0]).toBe(256);
    expect([...seen].sort((a, b) => b - a)).toEqual(seen);
    expect(seen.at(-1)).toBe(0.5);
  });

  it("waits for evidence", () => {
    expect(isConclusive({ difficulty: 1, shares: 15, elapsed: 199 })).toBe(false);
    expect(retarget({ difficulty: 1, shares: 15, elapsed: 199 })).toBeUndefined();
    expect(isConclusive({ difficulty: 1, shares: 16, elapsed: 1 })).toBe(true);
    expect(isConclusive({ difficulty: 1, shares: 1, elapsed: 200 })).toBe(true);
    expect(isConclusive({ difficulty: 1, shares: 0, elapsed: 80 })).toBe(true);
  });

  it("leaves a pace alone that chance explains", () => {
    expect(retarget({ difficulty: 8, shares: 15, elapsed: 200 })).toBeUndefined();
    expect(retarget({ difficulty: 8, shares: 16, elapsed: 130 })).toBeUndefined();
  });

  it("keeps to its bounds where three digits would not", () => {
    const min = 0.0123456;
    const max = 0.0123556;
    expect(retarget({ difficulty: 1, shares: 0, elapsed: 8_000 }, { min })).toBe(0.25);
    expect(retarget({ difficulty: 0.03, shares: 0, elapsed: 80 }, { min })).toBe(min);
    expect(retarget({ difficulty: 0.001, shares: 16, elapsed: 1 }, { max })).toBe(max);
  });

  it("keeps to what difficulties can mean, so that it never is 0 or without end", () => {
    expect(retarget({ difficulty: 2 ** -31, shares: 0, elapsed: 80 }, { min: 0 })).toBe(2 ** -32);
    expect(
      retarget({ difficulty: 1.79e308, shares: 16, elapsed: 1 }, { max: Number.POSITIVE_INFINITY }),
    ).toBe(2 ** 224);
  });

  it("keeps to the maximum, and to three digits", () => {
    expect(retarget({ difficulty: 8, shares: 16, elapsed: 1 }, { max: 100 })).toBe(100);
    expect(retarget({ difficulty: 7, shares: 16, elapsed: 40 })).toBe(25.7);
  });
});
