import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { longPollId } from "../../src/dev-chain/template.js";
import { waitForTemplate, waitForTip } from "../../src/dev-chain/waiting.js";
import { matureReward, mine, newPlay, type Play, spend } from "./play.js";

let play: Play;
beforeEach(() => {
  play = newPlay();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  expect(play.chain.listenerCount("tip")).toBe(1);
  vi.useRealTimers();
});

/** What a promise came to, as soon as all that waits for it has run. */
async function settled<T>(promise: Promise<T>): Promise<T | "waits"> {
  await vi.advanceTimersByTimeAsync(0);
  return Promise.race([promise, Promise.resolve("waits" as const)]);
}

describe("a wait for a tip", () => {
  const wait = (height: number, timeout = 0, signals: AbortSignal[] = []) =>
    waitForTip(play.chain, () => play.chain.tip.height >= height, { timeout, signals });

  it("is over at once where there is nothing to wait for", async () => {
    expect(await wait(0)).toBe(true);
  });

  it("is over when the tip comes, and not with one before", async () => {
    const waiting = wait(2);
    mine(play);
    expect(await settled(waiting)).toBe("waits");
    mine(play);
    expect(await waiting).toBe(true);
  });

  it("is over in vain when its time is up", async () => {
    const waiting = wait(1, 5_000);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(await settled(waiting)).toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toBe(false);
  });

  it("is over in vain when nobody waits any more", async () => {
    const gone = new AbortController();
    const waiting = wait(1, 5_000, [gone.signal]);
    gone.abort();
    expect(await waiting).toBe(false);
    expect(await wait(1, 0, [gone.signal])).toBe(false);
  });
});

describe("a long poll", () => {
  const gone = new AbortController();
  const poll = () =>
    waitForTemplate(play.chain, play.mempool, longPollId(play.chain, play.mempool), [gone.signal]);
  const pay = (reward = matureReward(play)) => play.mempool.add(spend([[reward, 0]], [1_000n]));

  it("is answered at once when there is a new tip", async () => {
    const polling = poll();
    expect(await settled(polling)).toBe("waits");
    mine(play);
    expect(await settled(polling)).toBeUndefined();
  });

  it("is answered after a minute where the mempool changed", async () => {
    const reward = matureReward(play);
    const polling = poll();
    pay(reward);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(await settled(polling)).toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect(await settled(polling)).toBeUndefined();
  });

  it("looks at the mempool every ten seconds after the first minute", async () => {
    const reward = matureReward(play);
    const polling = poll();
    await vi.advanceTimersByTimeAsync(75_000);
    pay(reward);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(await settled(polling)).toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect(await settled(polling)).toBeUndefined();
  });

  it("waits on while nothing changes, until nobody waits any more", async () => {
    const polling = poll();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await settled(polling)).toBe("waits");
    gone.abort();
    expect(await settled(polling)).toBeUndefined();
  });
});
