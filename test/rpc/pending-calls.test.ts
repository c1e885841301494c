import { describe, expect, it, vi } from "vitest";
import { RpcError } from "../../src/rpc/index.js";
import { PendingCalls } from "../../src/rpc/pending-calls.js";
import { decode } from "../../src/wire/decode.js";

function reply(id: string) {
  const message = decode(`{"id":${id},"result":true}`);
  if (Array.isArray(message) || message.kind !== "reply") throw new Error("no reply");
  return message;
}

describe("PendingCalls", () => {
  it("counts ids from 1, which no peer takes for nothing", () => {
    const calls = new PendingCalls(10);
    expect([calls.open(vi.fn()), calls.open(vi.fn()), calls.open(vi.fn())]).toEqual([1, 2, 3]);
  });

  it("has ids for which nobody waits", () => {
    const calls = new PendingCalls(1);
    const settle = vi.fn();
    calls.open(settle);
    expect([calls.skip(), calls.skip()]).toEqual([2, 3]);
    expect(calls.settle(reply("2"))).toBe(false);
    expect(settle).not.toHaveBeenCalled();
    expect(calls.size).toBe(1);
  });

  it("never gives an id twice", () => {
    const calls = new PendingCalls(1);
    calls.forget(calls.open(vi.fn()));
    expect(calls.open(vi.fn())).toBe(2);
  });

  it.each([["2"], ['"2"'], ["2.0"]])("settles the call with the id that came back as %s", (id) => {
    const calls = new PendingCalls(10);
    const settles = [vi.fn(), vi.fn(), vi.fn()];
    for (const settle of settles) calls.open(settle);
    const answer = reply(id);
    expect(calls.settle(answer)).toBe(true);
    expect(settles.map((settle) => settle.mock.calls)).toEqual([[], [[answer]], []]);
    expect(calls.size).toBe(2);
  });

  it("settles a call once", () => {
    const calls = new PendingCalls(10);
    const settle = vi.fn();
    calls.open(settle);
    expect([calls.settle(reply("1")), calls.settle(reply("1"))]).toEqual([true, false]);
    expect(settle).toHaveBeenCalledTimes(1);
  });

  it.each([["null"], ['""'], ["0"], ["9"], ['"auth"'], ["-1"], ["1.5"]])(
    "passes over an answer to %s",
    (id) => {
      const calls = new PendingCalls(10);
      const settle = vi.fn();
      calls.open(settle);
      expect(calls.settle(reply(id))).toBe(false);
      expect(settle).not.toHaveBeenCalled();
    },
  );

  it("refuses more calls than its limit, until one is over", () => {
    const calls = new PendingCalls(2);
    calls.open(vi.fn());
    calls.open(vi.fn());
    expect(() => calls.open(vi.fn())).toThrow(
      expect.objectContaining({ code: "OVERLOADED", message: "2 calls are already waiting for an answer" }),
    );
    calls.settle(reply("1"));
    expect(calls.open(vi.fn())).toBe(3);
  });

  it("fails all that wait, and nobody twice", () => {
    const calls = new PendingCalls(2);
    const settles = [vi.fn(), vi.fn()];
    for (const settle of settles) calls.open(settle);
    const error = new RpcError("CLOSED");
    calls.fail(error);
    calls.fail(error);
    expect(settles.map((settle) => settle.mock.calls)).toEqual([[[error]], [[error]]]);
    expect(calls.size).toBe(0);
  });

  it("lets a call be made while it fails the others", () => {
    const calls = new PendingCalls(1);
    const later = vi.fn();
    calls.open(() => calls.open(later));
    calls.fail(new RpcError("CLOSED"));
    expect(later).not.toHaveBeenCalled();
    expect(calls.size).toBe(1);
  });
});
