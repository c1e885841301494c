import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { waitFor, watch } from "../../src/rpc/index.js";

const never = () => new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("waitFor", () => {
  it("gives what the promise gives", async () => {
    await expect(waitFor(Promise.resolve(7), "test", { deadline: 1_000 })).resolves.toBe(7);
    await expect(waitFor(Promise.reject(new Error("no")), "test", {})).rejects.toThrow("no");
  });

  it("gives up at the deadline", async () => {
    const waiting = expect(waitFor(never(), "mining.ping", { deadline: 1_000 })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: "mining.ping: no answer within 1000 ms",
    });
    vi.advanceTimersByTime(1_000);
    await waiting;
  });

  it("does not give up before", async () => {
    const settled = vi.fn();
    waitFor(never(), "test", { deadline: 1_000 }).then(settled, settled);
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalled();
  });

  it("gives up when the signal fires, and says why in the cause", async () => {
    const { signal, abort } = abortable();
    const waiting = waitFor(never(), "mining.ping", { signal });
    abort("shutting down");
    await expect(waiting).rejects.toMatchObject({
      code: "ABORTED",
      message: "mining.ping: aborted",
      cause: "shutting down",
    });
  });

  it("gives up at once where the signal fired before", async () => {
    await expect(waitFor(never(), "test", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "ABORTED",
    });
  });

  it.each([
    ["the promise is settled", () => Promise.resolve(7), () => {}],
    ["the promise is rejected", () => Promise.reject(new Error("no")), () => {}],
    ["the deadline passed", never, () => vi.advanceTimersByTime(1_000)],
    ["the signal fired", never, (abort: () => void) => abort()],
  ])("leaves no timer and no listener once %s", async (_when, promised, act) => {
    const { signal, abort } = abortable();
    const waiting = waitFor<unknown>(promised(), "test", { signal, deadline: 1_000 }).catch(() => {});
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(1);
    act(abort);
    await waiting;
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([[2 ** 31], [Number.MAX_SAFE_INTEGER], [Number.POSITIVE_INFINITY]])(
    "waits long where the deadline is %d, more than a timer can bear",
    async (deadline) => {
      const settled = vi.fn();
      waitFor(never(), "test", { deadline }).then(settled, settled);
      await vi.advanceTimersByTimeAsync(2 ** 31 - 2);
      expect(settled).not.toHaveBeenCalled();
    },
  );
});

describe("watch", () => {
  it("fails once, whatever comes later", () => {
    const { signal, abort } = abortable();
    const fail = vi.fn();
    watch("test", { deadline: 10, signal }, fail);
    abort();
    vi.advanceTimersByTime(10);
    abort();
    expect(fail).toHaveBeenCalledTimes(1);
  });

  it("never fails before it returned", async () => {
    const fail = vi.fn();
    watch("test", { signal: AbortSignal.abort() }, fail);
    expect(fail).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(fail).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["for a deadline", { deadline: 10 }],
    ["for a signal that fired before", { signal: AbortSignal.abort() }],
  ])("does not fail once it was ended: %s", async (_what, options) => {
    const fail = vi.fn();
    watch("test", options, fail)();
    await vi.advanceTimersByTimeAsync(10);
    expect(fail).not.toHaveBeenCalled();
  });
});

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason?: unknown) => controller.abort(reason) };
}
