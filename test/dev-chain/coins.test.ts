import { describe, expect, it } from "vitest";
import { Coins } from "../../src/dev-chain/coins.js";
import { makeTransaction, nothing } from "../../src/dev-chain/transaction.js";
import { anybody, spend } from "./play.js";

const coinbase = makeTransaction({
  version: 1,
  inputs: [{ ...nothing, script: Buffer.from("5151", "hex"), sequence: 0xffffffff, witness: [] }],
  outputs: [
    { value: 50n, script: anybody },
    { value: 0n, script: Buffer.from("6a00", "hex") },
  ],
  lockTime: 0,
});

/** The coins after a coinbase in block 1. */
function coinsOfOne(): Coins {
  const coins = new Coins();
  coins.apply(coinbase, 1);
  return coins;
}

describe("coins", () => {
  it("has what transactions make, but not what nobody can spend", () => {
    const coins = coinsOfOne();
    expect([...coins.entries()]).toHaveLength(1);
    expect(coins.get(coinbase.txid, 0)).toMatchObject({ value: 50n, height: 1, isCoinbase: true });
    expect(coins.get(coinbase.txid, 1)).toBeUndefined();
  });

  it("loses what is spent, and says the fee", () => {
    const coins = coinsOfOne();
    const payment = spend([[coinbase, 0]], [20n, 25n]);
    expect(coins.apply(payment, 101)).toBe(5n);
    expect(coins.get(coinbase.txid, 0)).toBeUndefined();
    expect(coins.get(payment.txid, 1)).toMatchObject({ value: 25n, height: 101, isCoinbase: false });
  });

  it.each([
    ["a coin that is not there", spend([[coinbase, 7]], [1n]), "bad-txns-inputs-missingorspent"],
    [
      "a coin twice",
      spend(
        [
          [coinbase, 0],
          [coinbase, 0],
        ],
        [60n],
      ),
      "bad-txns-inputs-duplicate",
    ],
    ["more than there is", spend([[coinbase, 0]], [51n]), "bad-txns-in-belowout"],
  ])("refuses to spend %s, and stays as it was", (_, payment, reason) => {
    const coins = coinsOfOne();
    const before = [...coins.entries()];
    expect(coins.apply(payment, 101)).toBe(reason);
    expect([...coins.entries()]).toEqual(before);
  });

  it("refuses to spend a reward before a hundred blocks follow it", () => {
    const payment = spend([[coinbase, 0]], [50n]);
    expect(coinsOfOne().judge(payment, 100)).toBe("bad-txns-premature-spend-of-coinbase");
    expect(coinsOfOne().judge(payment, 101)).toBe(0n);
  });

  it("is judged without being changed, and copied without being shared", () => {
    const coins = coinsOfOne();
    const payment = spend([[coinbase, 0]], [50n]);
    coins.judge(payment, 101);
    coins.copy().apply(payment, 101);
    expect(coins.get(coinbase.txid, 0)).toBeDefined();
  });
});
