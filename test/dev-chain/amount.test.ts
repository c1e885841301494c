import { expect, it } from "vitest";
import { toSpendable } from "../../src/dev-chain/amount.js";

it.each([
  ["0.30000000", 30_000_000n],
  [0.3, 30_000_000n],
  [1e-8, 1n],
  ["21000000", 2_100_000_000_000_000n],
])("reads %s coins as %s satoshis", (coins, satoshis) => {
  expect(toSpendable(coins)).toBe(satoshis);
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
  expect(() => toSpendable(coins)).toThrow(
    expect.objectContaining({ wireCode: -3, message: "Invalid amount" }),
  );
});

it.each(["-1", "-0.00000001", "21000000.00000001", "1e8"])("refuses %s, which is out of range", (coins) => {
  expect(() => toSpendable(coins)).toThrow(
    expect.objectContaining({ wireCode: -3, message: "Amount out of range" }),
  );
});
