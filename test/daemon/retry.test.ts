import { describe, expect, it, vi } from "vitest";
import { retry } from "../../src/daemon/retry.js";
import { isRpcError, RpcError } from "../../src/rpc/index.js";

const warmUp = new RpcError("REMOTE", "Loading block index…", { wireCode: -28, executed: "yes" });
const busy = new RpcError("OVERLOADED", "Work queue depth exceeded", { executed: "no" });
const lost = new RpcError("CLOSED", "other side closed");
const refused = new RpcError("CONNECT_FAILED", "can't connect", { executed: "no" });
const rejected = new RpcError("REMOTE", "Insufficient funds", { wireCode: -6, executed: "yes" });

/** Fails with the errors, one after the other, and then goes well. */
function failing(...errors: RpcError[]) {
  return vi.fn(async () => {
    const error = errors.shift();
    if (error) throw error;
    return "done";
  });
}

const options = {
  retryFor: 5_000,
  isRepeatable: false,
  hasAnswered: () => false,
  closing: new AbortController().signal,
};

describe("a call that fails", () => {
  it.each([
    ["a daemon that warms up", warmUp, {}],
    ["a daemon with too much to do", busy, {}],
    ["a connection that was lost, where it may be sent twice", lost, { isRepeatable: true }],
    ["a daemon that is gone and was there before", refused, { hasAnswered: () => true }],
  ])("is tried again: %s", async (_why, error, more) => {
    const attempt = failing(error, error);
    expect(await retry(attempt, { ...options, ...more })).toBe("done");
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  it.each([
    ["a connection that was lost, where it may have been executed", lost, {}],
    ["a daemon that never answered", refused, {}],
    ["a refusal of the daemon", rejected, { isRepeatable: true }],
    ["retries disabled", warmUp, { retryFor: 0 }],
    ["a client that was closed", lost, { isRepeatable: true, closing: AbortSignal.abort() }],
    ["another kind of error", new RpcError("UNAUTHORIZED"), { isRepeatable: true }],
  ])("is not tried again: %s", async (_why, error, more) => {
    const attempt = failing(error);
    await expect(retry(attempt, { ...options, ...more })).rejects.toBe(error);
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it("has one deadline for all tries", async () => {
    const deadlines: (number | undefined)[] = [];
    const attempt = async ({ deadline }: { deadline?: number }) => {
      deadlines.push(deadline);
      throw busy;
    };
    await expect(retry(attempt, { ...options, deadline: 1_000 })).rejects.toBe(busy);
    expect(deadlines.length).toBeGreaterThan(1);
    expect(deadlines[0]).toBe(1_000);
    for (const deadline of deadlines.slice(1)) expect(deadline).toBeLessThan(1_000);
  });

  it.each(["signal", "closing"])("is given up between two tries by %s", async (name) => {
    const over = new AbortController();
    const attempt = vi.fn(async () => {
      queueMicrotask(() => over.abort());
      throw busy;
    });
    const error = await retry(attempt, { ...options, [name]: over.signal }).catch((cause) => cause);
    expect(isRpcError(error, "OVERLOADED")).toBe(true);
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});
