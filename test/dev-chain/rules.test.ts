import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  difficultyOfBits,
  easiestBits,
  isFinal,
  medianTime,
  nextBits,
  paceBlocks,
  subsidyAt,
  workOf,
} from "../../src/dev-chain/rules.js";

describe("the target", () => {
  /** The seconds of the last blocks, after many of them at a steady hash rate. */
  const pace = (hashesPerSecond: number, interval: number, blocks: number) => {
    let bits = easiestBits;
    const seconds: number[] = [];
    for (let count = 0; count < blocks; count++) {
      seconds.push(Number(workOf(bits)) / hashesPerSecond);
      const last = seconds.slice(-paceBlocks);
      bits = nextBits(bits, last.reduce((sum, one) => sum + one, 0) / last.length, interval);
    }
    return seconds.slice(-50);
  };

  it.each([
    { hashesPerSecond: 1e3, interval: 10 },
    { hashesPerSecond: 5e6, interval: 10 },
    { hashesPerSecond: 1e14, interval: 10 },
    { hashesPerSecond: 5e6, interval: 600 },
    { hashesPerSecond: 5e6, interval: 1 },
  ])(
    "comes to a block in $interval s at $hashesPerSecond hashes per second",
    ({ hashesPerSecond, interval }) => {
      const last = pace(hashesPerSecond, interval, 400);
      const average = last.reduce((sum, one) => sum + one, 0) / last.length;
      expect(average / interval).toBeGreaterThan(0.8);
      expect(average / interval).toBeLessThan(1.25);
    },
  );

  it("follows a hash rate that fails, too", () => {
    let bits = 0x1b00ffff;
    for (let count = 0; count < 200; count++) bits = nextBits(bits, Number(workOf(bits)) / 1e6, 10);
    expect(Number(workOf(bits)) / 1e6 / 10).toBeCloseTo(1, 1);
  });

  it("is never easier than the easiest, and moves by a third at the most", () => {
    expect(nextBits(easiestBits, 1e9, 10)).toBe(easiestBits);
    expect(difficultyOfBits(nextBits(0x1d00ffff, 0, 10))).toBeCloseTo(4 / 3, 3);
    expect(difficultyOfBits(nextBits(0x1d00ffff, 1e9, 10))).toBeCloseTo(3 / 4, 3);
  });

  it("stays where no interval is wished", () => {
    expect(nextBits(0x1d00ffff, 1e9, 0)).toBe(0x1d00ffff);
  });
});

it("halves what a block makes every 150 blocks", () => {
  expect([1, 149, 150, 299, 300, 5000].map(subsidyAt)).toEqual([
    5_000_000_000n,
    5_000_000_000n,
    2_500_000_000n,
    2_500_000_000n,
    1_250_000_000n,
    0n,
  ]);
});

it("takes the median of eleven times, or of those that there are", () => {
  expect(medianTime([100, 7, 9, 8, 1, 2, 3, 4, 5, 6, 10, 11])).toBe(6);
  expect(medianTime([3, 1, 2])).toBe(2);
  expect(medianTime([5])).toBe(5);
});

it("writes the difficulty with the digits that daemons write", () => {
  expect(difficultyOfBits(easiestBits)).toBe(4.656542373906925e-10);
  expect(difficultyOfBits(0x1d00ffff)).toBe(1);
});

describe("a lock time", () => {
  const at = { height: 100, medianTime: 1_700_000_000 };
  const locked = (lockTime: number, sequence = 0) =>
    isFinal(
      { lockTime, inputs: [{ txid: "", vout: 0, script: Buffer.alloc(0), sequence, witness: [] }] },
      at,
    );

  it.each([
    [0, true],
    [99, true],
    [100, false],
    [499_999_999, false],
    [1_699_999_999, true],
    [1_700_000_000, false],
  ])("of %s has come: %s", (lockTime, expected) => {
    expect(locked(lockTime)).toBe(expected);
  });

  it("does not count where no input says so", () => {
    fc.assert(fc.property(fc.nat(), (lockTime) => locked(lockTime, 0xffffffff)));
  });
});
