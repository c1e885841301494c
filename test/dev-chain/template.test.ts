import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Mempool } from "../../src/dev-chain/mempool.js";
import { chooseTransactions, longPollId, templateOf } from "../../src/dev-chain/template.js";
import type { Transaction } from "../../src/dev-chain/transaction.js";
import { matureReward, mine, mineMature, newPlay, nextBlock, type Play, spend } from "./play.js";

type Place = readonly [from: Transaction, vout: number];

/** A random payment: which coins it spends, how many it makes, and what it pays for that. */
const payments = fc.array(
  fc.record({
    spent: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    fee: fc.integer({ min: 1_000, max: 100_000 }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("a template", () => {
  it("makes a block that the chain takes, whatever waits", () => {
    fc.assert(
      fc.property(payments, (steps) => {
        const play = newPlay();
        const coins: Place[] = mineMature(play, 4).map((reward) => [reward, 0]);
        for (const { spent, outputs, fee } of steps) {
          const inputs = [...new Set(spent.map((number) => coins[number % coins.length]))].filter(isPlace);
          const value = inputs.reduce((sum, [from, vout]) => sum + (from.outputs[vout]?.value ?? 0n), 0n);
          const payment = spend(inputs, Array(outputs).fill((value - BigInt(fee)) / BigInt(outputs)));
          if (typeof play.mempool.add(payment) !== "bigint") continue;
          coins.push(...payment.outputs.map((_, vout): Place => [payment, vout]));
        }
        const { transactions, coinbasevalue } = templateOf(play.chain, play.mempool);
        expect(transactions).toHaveLength(play.mempool.entries.length);
        for (const [index, { depends, data }] of transactions.entries()) {
          const needed = depends.map((position) => transactions[position - 1]?.txid ?? "");
          for (const position of depends) expect(position).toBeLessThanOrEqual(index);
          for (const { transaction } of play.mempool.entries)
            if (transaction.bytes.toString("hex") === data)
              expect(parentsOf(play.mempool, transaction)).toEqual(new Set(needed));
        }
        const fees = transactions.reduce((sum, { fee = 0 }) => sum + fee, 0);
        expect(coinbasevalue).toBe(5_000_000_000 + fees);
        const block = nextBlock(play);
        expect(play.chain.propose(block)).toBeNull();
        expect(play.chain.submit(block)).toBeNull();
        expect(play.mempool.entries).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe("what a template has", () => {
  let play: Play;
  beforeEach(() => {
    play = newPlay();
  });
  const chosen = () => chooseTransactions(play.mempool).map(({ transaction }) => transaction.txid);
  const add = (transaction: Transaction) => {
    expect(play.mempool.add(transaction)).toBeTypeOf("bigint");
    return transaction;
  };

  it("is what pays best, first", () => {
    const [first, second, third] = mineMature(play, 3);
    if (!first || !second || !third) return expect.unreachable();
    const fees = [10_000n, 30_000n, 20_000n];
    const sent = [first, second, third].map((reward, index) =>
      add(spend([[reward, 0]], [5_000_000_000n - (fees[index] ?? 0n)])),
    );
    const [low, high, middle] = sent.map(({ txid }) => txid);
    expect(chosen()).toEqual([high, middle, low]);
    play.mempool.prioritise(low ?? "", 50_000n);
    expect(chosen()).toEqual([low, high, middle]);
    play.mempool.prioritise(low ?? "", -70_000n);
    expect(chosen()).toEqual([high, middle]);
  });

  it("is what others need before these, even if it pays little", () => {
    const [first, second] = mineMature(play, 2);
    if (!first || !second) return expect.unreachable();
    const parent = add(spend([[first, 0]], [4_999_999_000n]));
    const between = add(spend([[second, 0]], [4_999_900_000n]));
    const child = add(spend([[parent, 0]], [4_990_000_000n]));
    expect(chosen()).toEqual([parent, child, between].map(({ txid }) => txid));
  });

  it("is no more than a block can hold", () => {
    const rewards = mineMature(play, 3);
    const large = rewards.map((reward, index) => {
      const data = { value: 0n, script: Buffer.alloc(400_000, 0x51) };
      return add(spend([[reward, 0]], [data, 3_000_000_000n - BigInt(index)]));
    });
    const small = add(spend([[large[1] ?? { txid: "" }, 1]], [2_999_000_000n]));
    expect(chosen()).toEqual([large[1], small, large[2]].map((one) => one?.txid));
    mine(play);
    expect(chosen()).toEqual([large[0]?.txid]);
  });

  it("has an id that changes with the tip and with what waits", () => {
    const reward = matureReward(play);
    const ids = [longPollId(play.chain, play.mempool)];
    add(spend([[reward, 0]], [1_000n]));
    ids.push(longPollId(play.chain, play.mempool));
    expect(ids.map((id) => id.slice(0, 64))).toEqual([play.chain.tip.hash, play.chain.tip.hash]);
    mine(play);
    ids.push(longPollId(play.chain, play.mempool));
    expect(new Set(ids).size).toBe(3);
  });
});

function isPlace(place: Place | undefined): place is Place {
  return place !== undefined;
}

function parentsOf(mempool: Mempool, { inputs }: Transaction): Set<string> {
  return new Set(inputs.map(({ txid }) => txid).filter((txid) => mempool.get(txid)));
}
