import fc from "fast-check";
import { expect, it } from "vitest";
import { toCoins, toSatoshis } from "../../../src/daemon/dev-chain/amount.js";

const mostSatoshis = 2_100_000_000_000_000n;

it.each([
  [0n, "0.00000000"],
  [1n, "0.00000001"],
  [-17_200n, "-0.00017200"],
  [123_456_789n, "1.23456789"],
  [mostSatoshis, "21000000.00000000"],
])("writes %s satoshis as %s coins", (satoshis, coins) => {
  expect(toCoins(satoshis)).toBe(coins);
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
  expect(toSatoshis(coins)).toBe(satoshis);
});

it.each([
  "",
  "abc",
  "1,5",
  ".5",
  "1.",
  "00.5",
  " 1",
  "+1",
  "0x10",
  "1e",
  "1e999",
  "0.123456789",
  0.1 + 0.2,
  "1e-9",
])("refuses %s, which is no amount", (coins) => {
  expect(() => toSatoshis(coins)).toThrow(
    expect.objectContaining({ wireCode: -3, message: "Invalid amount" }),
  );
});

it.each(["-1", "-0.00000001", "21000000.00000001", "1e8"])("refuses %s, which is out of range", (coins) => {
  expect(() => toSatoshis(coins)).toThrow(
    expect.objectContaining({ wireCode: -3, message: "Amount out of range" }),
  );
});

it("loses no satoshi on the way out and in", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: mostSatoshis }), (satoshis) => {
      expect(toSatoshis(toCoins(satoshis))).toBe(satoshis);
      expect(toSatoshis(Number(toCoins(satoshis)))).toBe(satoshis);
      expect(toCoins(-satoshis)).toBe(satoshis === 0n ? "0.00000000" : `-${toCoins(satoshis)}`);
    }),
  );
});
