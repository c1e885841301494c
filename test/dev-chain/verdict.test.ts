import { beforeEach, describe, expect, it } from "vitest";
import type { Transaction } from "../../src/dev-chain/transaction.js";
import type { Edits } from "../daemon/solve.js";
import { blockOn, matureReward, mine, newPlay, nextBlock, type Play, spend } from "./play.js";

let play: Play;
beforeEach(() => {
  play = newPlay();
});

const submit = (bytes: Buffer) => play.chain.submit(bytes);

/** Things that are wrong with a block as such; the suite that runs over other daemons, too, has more. */
const wrongBlocks: Record<string, Edits> = {
  "bad-cb-height": { template: { height: 77 } },
  "bad-version(0x00000003)": { job: () => ({ version: 3 }) },
  "bad-version(0x80000004)": { job: () => ({ version: 0x80000004 }) },
  "bad-cb-missing": {
    job: ({ coinb1 }) => {
      const spending = Buffer.from(coinb1);
      spending.writeUInt8(1, 5);
      return { coinb1: spending };
    },
  },
};

it.each(Object.entries(wrongBlocks))("says %s", (verdict, edits) => {
  expect(submit(nextBlock(play, edits))).toBe(verdict);
  expect(play.chain.tip.height).toBe(0);
});

it.each([0x20000000, 0x3fffe000, 4])("takes version %s", (version) => {
  expect(submit(nextBlock(play, { job: () => ({ version }) }))).toBeNull();
});

describe("a block with wrong transactions", () => {
  const withThese = (...transactions: Transaction[]) => blockOn(play, play.chain.tip, transactions);

  it("is refused for a second coinbase", () => {
    const [coinbase] = mine(play);
    if (coinbase) expect(submit(withThese(coinbase))).toBe("bad-cb-multiple");
  });

  it("is refused for a transaction whose time has not come", () => {
    const reward = matureReward(play);
    const { height } = play.chain.tip;
    const locked = (lockTime: number) => spend([[reward, 0]], [1n], { lockTime, sequence: 0 });
    expect(submit(withThese(locked(height + 1)))).toBe("bad-txns-nonfinal");
    expect(submit(withThese(locked(height)))).toBeNull();
  });

  it("is refused where it weighs too much", () => {
    const reward = matureReward(play);
    const large = (size: number) => spend([[reward, 0]], [{ value: 1n, script: Buffer.alloc(size) }]);
    expect(submit(withThese(large(1_000_000)))).toBe("bad-blk-weight");
    expect(submit(withThese(large(999_000)))).toBeNull();
  });

  it.each([
    [
      "spends a coin that is not there",
      "bad-txns-inputs-missingorspent",
      ([a]: Transaction[]) => [spend([[a ?? { txid: "" }, 5]], [1n])],
    ],
    [
      "spends a coin twice",
      "bad-txns-inputs-duplicate",
      ([a = { txid: "" }]: { txid: string }[]) => [
        spend(
          [
            [a, 0],
            [a, 0],
          ],
          [1n],
        ),
      ],
    ],
    [
      "spends the same as another",
      "bad-txns-inputs-missingorspent",
      ([a = { txid: "" }]: { txid: string }[]) => [spend([[a, 0]], [1n]), spend([[a, 0]], [2n])],
    ],
    [
      "spends more than there is",
      "bad-txns-in-belowout",
      ([a = { txid: "" }]: { txid: string }[]) => [spend([[a, 0]], [5_000_000_001n])],
    ],
    [
      "spends a reward too early",
      "bad-txns-premature-spend-of-coinbase",
      ([, b = { txid: "" }]: { txid: string }[]) => [spend([[b, 0]], [1n])],
    ],
  ])("is refused where one %s", (_, verdict, build) => {
    const rewards = mine(play, 2);
    mine(play, 98);
    expect(submit(withThese(...build(rewards)))).toBe(verdict);
    expect(play.chain.propose(withThese(...build(rewards)))).toBe(verdict);
    expect(play.chain.tip.height).toBe(100);
  });

  it("may have a transaction that spends another one's output", () => {
    const reward = matureReward(play);
    const parent = spend([[reward, 0]], [1_000n]);
    expect(submit(withThese(spend([[parent, 0]], [1_000n]), parent))).toBe("bad-txns-inputs-missingorspent");
    expect(submit(withThese(parent, spend([[parent, 0]], [1_000n])))).toBeNull();
  });

  it("may pay its miner the fees, and no more", () => {
    const reward = matureReward(play);
    const payment = spend([[reward, 0]], [4_000_000_000n]);
    const paying = (coinbasevalue: number) =>
      blockOn(play, play.chain.tip, [payment], { template: { coinbasevalue } });
    expect(submit(paying(6_000_000_001))).toBe("bad-cb-amount");
    expect(submit(paying(6_000_000_000))).toBeNull();
  });
});

describe("a block that turned out wrong", () => {
  const tooMuch = { template: { coinbasevalue: 5_000_000_001 } };

  it("is remembered, and nothing is built on it", () => {
    const wrong = nextBlock(play, tooMuch);
    expect(submit(wrong)).toBe("bad-cb-amount");
    expect(submit(wrong)).toBe("duplicate-invalid");
    expect(play.chain.propose(wrong)).toBe("duplicate-invalid");
    const [leaf] = play.chain.leaves;
    if (!leaf) return expect.unreachable();
    expect(play.chain.statusOf(leaf)).toBe("invalid");
    expect(submit(blockOn(play, leaf))).toBe("bad-prevblk");
  });

  it("is found out when its branch would become the best", () => {
    const { tip: genesis } = play.chain;
    mine(play, 2);
    const { tip } = play.chain;
    const branch = (parent: typeof tip, edits?: Edits) => {
      const bytes = blockOn(play, parent, [], edits);
      const verdict = submit(bytes);
      const block = play.chain.leaves.find(({ bytes: known }) => known.equals(bytes));
      if (!block) throw new Error(`the block was refused: ${verdict}`);
      return { verdict, block };
    };
    const first = branch(genesis, tooMuch);
    const second = branch(first.block);
    const third = branch(second.block);
    expect([first, second, third].map(({ verdict }) => verdict)).toEqual(Array(3).fill("inconclusive"));
    expect(play.chain.tip).toBe(tip);
    expect(play.chain.statusOf(third.block)).toBe("invalid");
  });
});

it("tells a proposal that is known but was never the best", () => {
  const { tip: genesis } = play.chain;
  mine(play);
  const rival = blockOn(play, genesis);
  expect(submit(rival)).toBe("inconclusive");
  expect(play.chain.propose(rival)).toBe("duplicate-inconclusive");
});
