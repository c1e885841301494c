import { beforeEach, describe, expect, it } from "vitest";
import type { Transaction } from "../../src/dev-chain/transaction.js";
import { blockOn, matureReward, mine, mineMature, newPlay, type Play, spend } from "./play.js";

let play: Play;
let reward: Transaction;
beforeEach(() => {
  play = newPlay();
  reward = matureReward(play);
});

const waiting = () => play.mempool.entries.map(({ transaction }) => transaction.txid);

describe("what is let in", () => {
  it("is what spends coins and pays for it", () => {
    const payment = spend([[reward, 0]], [4_999_999_000n]);
    const told: Transaction[] = [];
    play.mempool.on("added", (transaction) => told.push(transaction));
    expect(play.mempool.add(payment)).toBe(1_000n);
    expect(told).toEqual([payment]);
    expect(play.mempool.get(payment.txid)).toMatchObject({ fee: 1_000n, height: 101 });
    expect(play.mempool.coins.get(reward.txid, 0)).toBeUndefined();
    expect(play.mempool.coins.get(payment.txid, 0)).toMatchObject({ value: 4_999_999_000n });
    expect(play.mempool.spender({ txid: reward.txid, vout: 0 })).toBe(payment.txid);
  });

  it.each<[string, () => Transaction, string]>([
    ["a coinbase", () => reward, "coinbase"],
    [
      "what spends a coin that is not there",
      () => spend([[reward, 9]], [1n]),
      "bad-txns-inputs-missingorspent",
    ],
    ["what spends more than there is", () => spend([[reward, 0]], [5_000_000_001n]), "bad-txns-in-belowout"],
    ["what pays too little", () => spend([[reward, 0]], [4_999_999_999n]), "min relay fee not met"],
    [
      "what spends a reward too early",
      () => spend([[play.chain.tip.transactions[0] ?? reward, 0]], [1n]),
      "bad-txns-premature-spend-of-coinbase",
    ],
    [
      "what is for a later block",
      () => spend([[reward, 0]], [1n], { lockTime: play.chain.tip.height + 1, sequence: 0 }),
      "non-final",
    ],
  ])("is not %s", (_, build, reason) => {
    expect(play.mempool.judge(build())).toBe(reason);
    expect(play.mempool.add(build())).toBe(reason);
    expect(waiting()).toEqual([]);
  });

  it("is not what is there already, nor what spends the same", () => {
    const payment = spend([[reward, 0]], [1_000n]);
    play.mempool.add(payment);
    expect(play.mempool.add(payment)).toBe("txn-already-in-mempool");
    expect(play.mempool.add(spend([[reward, 0]], [2_000n]))).toBe("txn-mempool-conflict");
    mine(play);
    expect(play.mempool.add(payment)).toBe("txn-already-known");
  });

  it("may be what spends coins of the mempool", () => {
    const parent = spend([[reward, 0]], [2_000_000_000n, 2_000_000_000n]);
    const child = spend(
      [
        [parent, 0],
        [parent, 1],
      ],
      [3_000_000_000n],
    );
    expect(play.mempool.add(child)).toBe("bad-txns-inputs-missingorspent");
    play.mempool.add(parent);
    expect(play.mempool.add(child)).toBe(1_000_000_000n);
    const [first, second] = play.mempool.entries;
    if (!first || !second) return expect.unreachable();
    expect(play.mempool.children(first)).toEqual([second]);
    expect(play.mempool.parents(second)).toEqual([first]);
    expect(play.mempool.withAncestors(second)).toEqual([first, second]);
    expect(play.mempool.withDescendants(first)).toEqual([first, second]);
  });
});

describe("what waits", () => {
  it("goes when it is mined", () => {
    play.mempool.add(spend([[reward, 0]], [1_000n]));
    mine(play);
    expect(waiting()).toEqual([]);
  });

  it("goes when a block spends the same, with all that needs it", () => {
    const payment = spend([[reward, 0]], [10_000n]);
    const child = spend([[payment, 0]], [1_000n]);
    play.mempool.add(payment);
    play.mempool.add(child);
    expect(play.chain.submit(blockOn(play, play.chain.tip, [spend([[reward, 0]], [20_000n])]))).toBeNull();
    expect(waiting()).toEqual([]);
    expect(play.mempool.spender({ txid: payment.txid, vout: 0 })).toBeUndefined();
  });

  it("comes back when its block is left, before what needs it", () => {
    const payment = spend([[reward, 0]], [10_000n]);
    play.mempool.add(payment);
    mine(play);
    const { tip } = play.chain;
    const child = spend([[payment, 0]], [1_000n]);
    play.mempool.add(child);
    play.chain.invalidate(tip);
    expect(waiting()).toEqual([payment.txid, child.txid]);
    play.chain.reconsider(tip);
    expect(waiting()).toEqual([child.txid]);
  });

  it("goes when what it spends is a reward that has become too new", () => {
    const [older, newer] = mineMature(play, 2);
    if (!older || !newer) return expect.unreachable();
    const [first, second] = [spend([[older, 0]], [1_000n]), spend([[newer, 0]], [1_000n])];
    expect([play.mempool.add(first), play.mempool.add(second)]).toEqual([4_999_999_000n, 4_999_999_000n]);
    const below = play.chain.at(play.chain.tip.height - 1);
    if (below) play.chain.invalidate(below);
    expect(waiting()).toEqual([first.txid]);
  });

  it("counts up with every change", () => {
    const counts = [play.mempool.changes];
    play.mempool.add(spend([[reward, 0]], [1_000n]));
    counts.push(play.mempool.changes);
    play.mempool.prioritise(reward.txid, 1n);
    counts.push(play.mempool.changes);
    expect(new Set(counts).size).toBe(3);
  });

  it("is treated as if it paid more or less until it is mined", () => {
    const payment = spend([[reward, 0]], [4_999_999_000n]);
    play.mempool.prioritise(payment.txid, 500n);
    play.mempool.add(payment);
    play.mempool.prioritise(payment.txid, -100n);
    const [entry] = play.mempool.entries;
    expect(entry && play.mempool.modifiedFee(entry)).toBe(1_400n);
    mine(play);
    expect(play.mempool.deltas.size).toBe(0);
  });
});
