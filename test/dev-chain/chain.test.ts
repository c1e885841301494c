import fc from "fast-check";
import { expect, it } from "vitest";
import { pathBetween } from "../../src/dev-chain/block-tree.js";
import type { ChainBlock } from "../../src/dev-chain/chain.js";
import { blockOn, matureReward, mine, newPlay, type Play, spend } from "./play.js";

/** The tips that a chain told of, with those before. */
function followed({ chain }: Play): [tip: number, before: number][] {
  const told: [number, number][] = [];
  chain.on("tip", (tip, before) => told.push([tip.height, before.height]));
  return told;
}

it("tells of each new tip, once", () => {
  const play = newPlay();
  const told = followed(play);
  mine(play, 3);
  const second = play.chain.at(2);
  if (!second) return expect.unreachable();
  play.chain.invalidate(second);
  play.chain.invalidate(second);
  play.chain.reconsider(second);
  expect(told).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
    [1, 3],
    [3, 1],
  ]);
});

it("knows where a transaction is, as long as it is in the best chain", () => {
  const play = newPlay();
  const reward = matureReward(play);
  const payment = spend([[reward, 0]], [1_000n]);
  play.mempool.add(payment);
  mine(play);
  const { tip } = play.chain;
  expect(play.chain.find(payment.txid)).toMatchObject({ block: tip, index: 1 });
  play.chain.invalidate(tip);
  expect(play.chain.find(payment.txid)).toBeUndefined();
  play.chain.reconsider(tip);
  expect(play.chain.find(payment.txid)?.block).toBe(tip);
});

it("stays on the branch that it saw first until another one has more work", () => {
  const play = newPlay();
  const { chain } = play;
  const genesis = chain.tip;
  mine(play);
  const first = chain.tip;
  expect(chain.submit(blockOn(play, genesis))).toBe("inconclusive");
  const rival = chain.leaves.find((block) => block !== first);
  if (!rival) return expect.unreachable();
  expect([chain.statusOf(first), chain.statusOf(rival)]).toEqual(["active", "valid-headers"]);
  expect(chain.submit(blockOn(play, rival))).toBeNull();
  expect([chain.statusOf(first), chain.statusOf(rival)]).toEqual(["valid-fork", "active"]);
});

it("prefers a harder branch to a longer one", () => {
  const now = 2_000_000_000;
  const play = newPlay({ bits: 0x1f7fffff, interval: 10, now: () => now });
  const { chain } = play;
  const genesis = chain.tip;
  const branch = (times: readonly number[]) => {
    let parent = genesis;
    for (const time of times) {
      const bytes = blockOn(play, parent, [], { job: () => ({ time }) });
      expect(chain.submit(bytes)).toSatisfy((verdict) => verdict === null || verdict === "inconclusive");
      parent = chain.leaves.find((leaf) => leaf.bytes.equals(bytes)) ?? parent;
    }
    return parent;
  };
  const slow = branch([now - 3000, now - 2000, now - 1000, now]);
  expect(chain.tip).toBe(slow);
  const quick = branch([now - 3, now - 2, now - 1]);
  expect([slow.height, quick.height]).toEqual([4, 3]);
  expect(chain.tip).toBe(quick);
});

it("has the coins of its blocks, whatever way it came to them", () => {
  const step = fc.oneof(
    fc.record({ mine: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ leave: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ reconsider: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const play = newPlay();
      const { chain } = play;
      const left: ChainBlock[] = [];
      for (const one of steps) {
        if ("mine" in one) mine(play, one.mine);
        else if ("leave" in one) {
          const block = chain.at(chain.tip.height - one.leave);
          if (!block?.parent) continue;
          left.push(block);
          chain.invalidate(block);
        } else {
          const block = left[one.reconsider % left.length];
          if (block) chain.reconsider(block);
        }
      }
      const blocks = Array.from({ length: chain.tip.height }, (_, index) => chain.at(index + 1));
      const rewards = blocks.map((one) => `${one?.transactions[0]?.txid}:0`);
      expect([...chain.coins.entries()].map(([place]) => place)).toEqual(rewards);
      expect(blocks.every((one, index) => one?.parent === chain.at(index))).toBe(true);
      const best = Math.max(
        ...chain.leaves.filter((leaf) => chain.statusOf(leaf) !== "invalid").map(({ height }) => height),
        0,
      );
      expect(chain.tip.height).toBeGreaterThanOrEqual(best);
    }),
    { numRuns: 50 },
  );
});

it("finds the way from one block to another", () => {
  const play = newPlay();
  mine(play, 2);
  const [genesis, first, second] = [play.chain.at(0), play.chain.at(1), play.chain.at(2)];
  if (!genesis || !first || !second) return expect.unreachable();
  play.chain.submit(blockOn(play, first));
  const other = play.chain.leaves.find((block) => block !== second);
  if (!other) return expect.unreachable();
  expect(pathBetween(second, other)).toEqual({ left: [second], joined: [other] });
  expect(pathBetween(genesis, second)).toEqual({ left: [], joined: [first, second] });
  expect(pathBetween(other, genesis)).toEqual({ left: [other, first], joined: [] });
  expect(pathBetween(first, first)).toEqual({ left: [], joined: [] });
});
