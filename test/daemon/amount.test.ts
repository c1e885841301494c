import fc from "fast-check";
import { expect, it } from "vitest";
import { toAmount, toSatoshis } from "../../src/daemon/amount.js";

const mostSatoshis = 2_100_000_000_000_000n;

it.each([
  [0n, "0.00000000"],
  [1n, "0.00000001"],
  [-17_200n, "-0.00017200"],
  [123_456_789n, "1.23456789"],
  [mostSatoshis, "21000000.00000000"],
])("writes %s satoshis as %s coins", (satoshis, coins) => {
  expect(toAmount(satoshis)).toBe(coins);
});

it.each([
  ["0", 0n],
  ["0.0", 0n],
  ["1", 100_000_000n],
  ["0.30000000", 30_000_000n],
  ["0.300000000000", 30_000_000n],
  ["1e-3", 100_000n],
  ["1E2", 10_000_000_000n],
  [0.3, 30_000_000n],
  [1e-8, 1n],
  ["21000000", mostSatoshis],
])("reads %s coins as %s satoshis", (coins, satoshis) => {
  expect(toSatoshis(String(coins))).toBe(satoshis);
});

it("reads what daemons write of a negative amount", () => {
  expect(toSatoshis("-0.00017200")).toBe(-17_200n);
});

it("keeps every digit of amounts that numbers round", () => {
  expect(toSatoshis("100000000.00000001")).toBe(10_000_000_000_000_001n);
  expect(toAmount(10_000_000_000_000_001n)).toBe("100000000.00000001");
});

it.each(["", "abc", "1,5", ".5", "1.", "00.5", " 1", "+1", "0x10", "0.123456789", "1e-9", "1e999"])(
  "rejects the invalid amount %s",
  (amount) => {
    expect(() => toSatoshis(amount)).toThrow(
      `invalid amount "${amount}": expected a decimal with up to 8 places`,
    );
  },
);

it("loses no satoshi on the way out and in", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: mostSatoshis }), (satoshis) => {
      expect(toSatoshis(toAmount(satoshis))).toBe(satoshis);
      expect(toSatoshis(String(Number(toAmount(satoshis))))).toBe(satoshis);
      expect(toAmount(-satoshis)).toBe(satoshis === 0n ? "0.00000000" : `-${toAmount(satoshis)}`);
    }),
  );
});
