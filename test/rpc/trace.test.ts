import { channel, subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RpcError, traceCall } from "../../src/rpc/index.js";
import { answer, createDispatcher } from "./dispatch.js";
import { methods } from "./method-of.js";
import { twoPeers } from "./two-peers.js";

let traces: unknown[];
const listener = (trace: unknown) => traces.push(trace);

beforeEach(() => {
  traces = [];
  subscribe("stratum:call", listener);
});
afterEach(() => {
  unsubscribe("stratum:call", listener);
});

describe("the channel stratum:call", () => {
  it("tells of a call on both sides", async () => {
    const { client } = twoPeers({ add: ({ a }) => a });
    await client.call(methods.add, { a: 1 });
    expect(traces).toMatchObject([
      { side: "handler", method: "add", duration: expect.any(Number) },
      { side: "caller", method: "add", duration: expect.any(Number) },
    ]);
    for (const trace of traces) expect(trace).not.toHaveProperty("error");
  });

  it("tells of what a call failed with", async () => {
    const error = new RpcError("OTHER", "no");
    const { client } = twoPeers({ add: () => Promise.reject(error) });
    await expect(client.call(methods.add, { a: 1 })).rejects.toThrow("no");
    expect(traces).toMatchObject([
      { side: "handler", error },
      { side: "caller", error: { code: "OTHER", message: "no", executed: "yes" } },
    ]);
  });

  it("tells of a result that does not fit", async () => {
    const { client, dispatcher } = twoPeers();
    dispatcher.expose("add", () => "one");
    await expect(client.call(methods.add, { a: 1 })).rejects.toThrow("add: the result must be number");
    expect(traces).toMatchObject([
      { side: "handler" },
      { side: "caller", error: { code: "INVALID_RESULT" } },
    ]);
  });

  it.each([
    ["a result", () => 1],
    ["a later result", async () => 1],
    ["an error", () => Promise.reject(new Error("no"))],
    ["a result that can't be written", () => 1n],
    ["a later result that can't be written", async () => 1n],
  ])("tells of a handler's call once: %s", async (_what, handler) => {
    const dispatcher = createDispatcher();
    dispatcher.expose("test", handler);
    await answer(dispatcher, '{"id":1,"method":"test"}');
    expect(traces).toMatchObject([{ side: "handler", method: "test" }]);
  });

  it("tells nothing of unknown methods", () => {
    answer(createDispatcher(), '{"id":1,"method":"unknown"}');
    expect(traces).toEqual([]);
  });

  it("costs nothing while nobody listens", () => {
    unsubscribe("stratum:call", listener);
    expect(channel("stratum:call").hasSubscribers).toBe(false);
    expect(traceCall("caller", "test")).toBeUndefined();
  });
});
