import { describe, expect, it, vi } from "vitest";
import { RpcError, toWireError } from "../../src/rpc/index.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { methodOf } from "../rpc/method-of.js";
import { twoPeers } from "../rpc/two-peers.js";
import { called, says } from "./rpc-server.js";

const add = methodOf<{ a: unknown }, void>({ name: "add", params: { a: { type: "number" } } });
const wrong = { a: "x" };
const refused = { code: "INVALID_PARAMS", message: "add: a must be number", executed: "no" };

const unanswered = { add: () => new Promise<number>(() => {}) };

/** What a call is rejected with, or a function throws. */
async function failure(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return "it did not fail";
}

describe("a call that was never sent says that it was not executed: over a connection", () => {
  it("where its parameters do not fit", async () => {
    const { client, sent } = twoPeers();
    expect(await failure(() => client.call(add, wrong))).toMatchObject(refused);
    expect(sent.byClient).toEqual([]);
  });

  it("where a notification's parameters do not fit", async () => {
    const { client, sent } = twoPeers();
    expect(await failure(() => client.notify(add, wrong))).toMatchObject(refused);
    expect(sent.byClient).toEqual([]);
  });

  it("where the connection is closed already; a call that waited may have been executed", async () => {
    const { client, sent } = twoPeers(unanswered);
    const waiting = failure(() => client.request("add", [1]));
    await vi.waitFor(() => expect(sent.byClient).toHaveLength(1));
    client.closed(new RpcError("CLOSED", "the cable broke"));
    expect(await waiting).toMatchObject({ code: "CLOSED", executed: "perhaps" });
    expect(await failure(() => client.request("late", []))).toMatchObject({
      code: "CLOSED",
      message: "the cable broke",
      executed: "no",
    });
    expect(sent.byClient).toHaveLength(1);
  });

  it("where too many calls wait already", async () => {
    const { client, sent } = twoPeers(unanswered, { maxPending: 1 });
    const waiting = failure(() => client.request("add", [1]));
    await vi.waitFor(() => expect(sent.byClient).toHaveLength(1));
    expect(await failure(() => client.request("more", []))).toMatchObject({
      code: "OVERLOADED",
      executed: "no",
    });
    client.closed();
    await waiting;
    expect(sent.byClient).toHaveLength(1);
  });

  it("where its signal has fired before", async () => {
    const { client, sent } = twoPeers();
    const signal = AbortSignal.abort("enough");
    expect(await failure(() => client.request("a", [], { signal }))).toMatchObject({
      code: "ABORTED",
      cause: "enough",
      executed: "no",
    });
    expect(sent.byClient).toEqual([]);
  });
});

describe("a call that was never sent says that it was not executed: over HTTP", () => {
  it("where its parameters do not fit", async () => {
    const { caller, requests } = await called(says(200));
    expect(await failure(() => caller.call(add, wrong))).toMatchObject(refused);
    expect(requests).toEqual([]);
  });

  it("where its signal has fired before", async () => {
    const { caller, requests } = await called(says(200));
    const signal = AbortSignal.abort("enough");
    const aborted = { code: "ABORTED", cause: "enough", executed: "no" };
    expect(await failure(() => caller.request("a", [], { signal }))).toMatchObject(aborted);
    expect(await failure(() => caller.batch((_rpc, call) => [call("a")], { signal }))).toMatchObject(aborted);
    expect(requests).toEqual([]);
  });

  it("where it is one of a batch", async () => {
    const { caller, requests } = await called(says(200, '[{"id":2,"result":7}]'));
    const [first, second] = await caller.batch((rpc, call) => [rpc.call(add, wrong), call("count")]);
    expect(first).toMatchObject({ status: "rejected", reason: refused });
    expect(second).toEqual({ status: "fulfilled", value: 7 });
    expect(requests).toHaveLength(1);
  });

  it("where it is a notification, which a batch does not take", async () => {
    const { caller, requests } = await called(says(200));
    const error = await failure(() => caller.batch((rpc) => [rpc.notify(add, wrong)]));
    expect(error).toMatchObject({ code: "INVALID_REQUEST", executed: "no" });
    expect(requests).toEqual([]);
  });
});

it("does not tell a peer why a handler's own call was refused before it was sent", async () => {
  const { client } = twoPeers();
  const error = await failure(() => client.call(add, wrong));
  expect(toWireError(error, jsonrpc2)).toEqual({ code: -32603, message: "Internal error" });
});
