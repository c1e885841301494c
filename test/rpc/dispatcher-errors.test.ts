import { afterEach, describe, expect, it, vi } from "vitest";
import { type ErrorCode, errorCodes, fromWireError, RpcError } from "../../src/rpc/index.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { answer, createDispatcher, listeners } from "./dispatch.js";
import { methods } from "./method-of.js";

const call = '{"id":1,"method":"add","params":[1]}';
const internalError = { code: -32603, message: "Internal error" };

/** What a peer sees of an error that a handler throws at once, and of one that it throws later. */
async function thrown(error: unknown) {
  const told = listeners();
  const dispatcher = createDispatcher({ dialect: () => jsonrpc2, ...told });
  const seen = async () => JSON.parse((await answer(dispatcher, call)) ?? "").error;
  dispatcher.add(methods, {
    add: () => {
      throw error;
    },
  });
  const atOnce = await seen();
  dispatcher.add(methods, { add: () => Promise.reject(error) });
  expect(await seen()).toEqual(atOnce);
  return { seen: atOnce, ...told };
}

describe("what a handler throws", () => {
  const refusals: ErrorCode[] = [
    "OTHER",
    "JOB_NOT_FOUND",
    "UNAUTHORIZED",
    "INVALID_PARAMS",
    "METHOD_NOT_FOUND",
  ];

  it.each(refusals)("is for the peer: %s", async (code) => {
    const { seen, failed, ignored } = await thrown(new RpcError(code, "words", { data: { a: 1 } }));
    expect(seen).toEqual({ code: errorCodes[code].jsonRpc, message: "words", data: { a: 1 } });
    expect(failed).not.toHaveBeenCalled();
    expect(ignored).not.toHaveBeenCalled();
  });

  it.each([
    ["an error", new Error("password is hunter2")],
    ["a text", "password is hunter2"],
    ["undefined", undefined],
    ["an error of the connection to a daemon", new RpcError("CONNECT_FAILED", "10.0.0.5:8332")],
    ["an answer of a daemon", fromWireError({ code: -8, message: "secret" }, jsonrpc2)],
    ["a method that a daemon does not know", fromWireError({ code: -32601, message: "secret" }, jsonrpc2)],
    ["a daemon's refusal of credentials", new RpcError("UNAUTHORIZED", "10.0.0.5", { executed: "no" })],
  ])("is for the owner alone: %s", async (_what, error) => {
    const { seen, failed } = await thrown(error);
    expect(seen).toEqual(internalError);
    expect(failed.mock.calls).toEqual([
      [error, expect.objectContaining({ name: "add" })],
      [error, expect.objectContaining({ name: "add" })],
    ]);
  });

  it("is for the peer without its words where a call of the handler's own took too long", async () => {
    const { seen, failed } = await thrown(new RpcError("TIMEOUT", "getblock: no answer from 10.0.0.5"));
    expect(seen).toEqual({ code: -32002, message: "Timed out" });
    expect(failed).toHaveBeenCalledTimes(2);
  });

  it("shows neither stack nor cause", async () => {
    const { seen } = await thrown(new RpcError("OTHER", "no", { cause: new Error("secret") }));
    expect(JSON.stringify(seen)).not.toMatch(/secret|stack|cause|\.ts/);
  });

  it("is told to the owner where nobody waits for an answer", async () => {
    const told = listeners();
    const dispatcher = createDispatcher(told);
    const errors: unknown[] = [new Error("broken"), new RpcError("OTHER", "no")];
    dispatcher.add(methods, {
      note: async () => {
        throw errors[0];
      },
      add: () => {
        throw errors[1];
      },
    });
    expect(await answer(dispatcher, '{"method":"note","params":["x"]}')).toBeUndefined();
    expect(answer(dispatcher, '{"method":"add","params":[1]}')).toBeUndefined();
    expect(told.failed.mock.calls).toEqual([[errors[0], expect.objectContaining({ name: "note" })]]);
    expect(told.ignored.mock.calls).toEqual([[errors[1], expect.objectContaining({ name: "add" })]]);
  });
});

describe("what can't be written as JSON", () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;

  it.each([
    ["a bigint", 1n],
    ["a circle", circular],
  ])("is an internal error as a result: %s", async (_what, value) => {
    const { failed } = listeners();
    const dispatcher = createDispatcher({ failed });
    dispatcher.expose("now", () => value);
    dispatcher.expose("later", async () => value);
    const expected = '{"id":1,"result":null,"error":[20,"Internal error",null]}';
    expect(answer(dispatcher, '{"id":1,"method":"now"}')).toBe(expected);
    expect(await answer(dispatcher, '{"id":1,"method":"later"}')).toBe(expected);
    expect(failed.mock.calls).toEqual([
      [expect.any(TypeError), expect.objectContaining({ name: "now" })],
      [expect.any(TypeError), expect.objectContaining({ name: "later" })],
    ]);
  });

  it("is an internal error as an error's data", async () => {
    const { seen, failed } = await thrown(new RpcError("OTHER", "no", { data: circular }));
    expect(seen).toEqual(internalError);
    expect(failed.mock.calls).toEqual([
      [expect.any(TypeError), expect.anything()],
      [expect.any(TypeError), expect.anything()],
    ]);
  });
});

describe("a handler that takes too long", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ["the dispatcher's deadline", 1_000, 1_000],
    ["a minute by default", undefined, 60_000],
  ])("is given up after %s", async (_what, deadline, expected) => {
    vi.useFakeTimers();
    const { failed } = listeners();
    const dispatcher = createDispatcher({ failed, ...(deadline !== undefined && { deadline }) });
    dispatcher.add(methods, { add: () => new Promise(() => {}) });
    const answered = vi.fn();
    const waiting = Promise.resolve(answer(dispatcher, call)).then(answered);
    await vi.advanceTimersByTimeAsync(expected - 1);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(answered).toHaveBeenCalledWith('{"id":1,"result":null,"error":[20,"Timed out",null]}');
    expect(failed.mock.calls).toMatchObject([[{ code: "TIMEOUT" }, { name: "add" }]]);
  });

  it("leaves no timer behind when it answered in time", async () => {
    vi.useFakeTimers();
    const dispatcher = createDispatcher();
    dispatcher.add(methods, { add: async () => 1 });
    await answer(dispatcher, call);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("refuse", () => {
  it.each([
    ["not JSON", '{"id":null,"result":null,"error":[20,"why",null]}', -32700, "Parse error"],
    ["not a message", '{"id":null,"result":null,"error":[20,"why",null]}', -32600, "Invalid Request"],
  ] as const)("says that a text is %s", (fault, text, code, fixed) => {
    const malformed = { kind: "malformed", id: "null", fault, reason: "why" } as const;
    expect(createDispatcher().refuse(malformed)).toBe(text);
    expect(createDispatcher({ dialect: () => jsonrpc2 }).refuse({ ...malformed, id: "7" })).toBe(
      `{"jsonrpc":"2.0","error":{"code":${code},"message":"${fixed}"},"id":7}`,
    );
  });
});
