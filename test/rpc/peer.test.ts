import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { type Interceptor, Peer, type ResultMismatch } from "../../src/rpc/index.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { stratum } from "../../src/wire/stratum.js";
import { createDispatcher } from "./dispatch.js";
import { type Methods, methodOf, methods } from "./method-of.js";
import { twoPeers } from "./two-peers.js";

const add = ({ a, b = 0 }: Methods["add"]["params"]) => a + b;

/** A server that answers when the test says so, in any order. */
function slow() {
  const answers: ((sum: number) => void)[] = [];
  return { answers, add: () => new Promise<number>((resolve) => answers.push(resolve)) };
}

describe("a peer's calls", () => {
  it("are answered by the other side", async () => {
    const { client, sent } = twoPeers({ add });
    expect(await client.call(methods.add, { a: 1, b: 2 })).toBe(3);
    expect(sent.byClient).toEqual(['{"id":1,"method":"add","params":[1,2]}']);
    expect(sent.byServer).toEqual(['{"id":1,"result":3,"error":null}']);
  });

  it("that can't be written fail at once, and wait for nothing", async () => {
    const { client } = twoPeers({ add }, { maxPending: 1 });
    await expect(client.request("add", [1n])).rejects.toThrow("BigInt");
    expect(await client.call(methods.add, { a: 1 })).toBe(1);
  });

  it("fail with their method: answered, invalid, aborted, late, too many and unsent", async () => {
    const { client, clientEnd } = twoPeers({ add: () => new Promise(() => {}) }, { maxPending: 1 });
    const failure = (code: string, method: string) => expect.objectContaining({ code, method });
    await expect(client.request("unknown", [])).rejects.toEqual(failure("OTHER", "unknown"));
    const invalid: unknown = { a: "1" };
    await expect(client.call(methods.add, Object(invalid))).rejects.toEqual(failure("INVALID_PARAMS", "add"));
    const aborted = { signal: AbortSignal.abort() };
    await expect(client.request("add", [1], aborted)).rejects.toEqual(failure("ABORTED", "add"));
    await expect(client.request("add", [1], { deadline: 1 })).rejects.toEqual(failure("TIMEOUT", "add"));
    const abort = new AbortController();
    const waiting = client.request("add", [1], abort);
    await expect(client.request("raw", [])).rejects.toEqual(failure("OVERLOADED", "raw"));
    abort.abort();
    await expect(waiting).rejects.toEqual(failure("ABORTED", "add"));
    clientEnd.close();
    await vi.waitFor(() =>
      expect(client.request("add", [1], { deadline: 5 })).rejects.toEqual(failure("CLOSED", "add")),
    );
    await expect(client.request("add", [1])).rejects.toMatchObject({ method: "add", executed: "no" });
  });

  it("work in both directions at once", async () => {
    const { client, server, clientDispatcher } = twoPeers({ add });
    clientDispatcher.add(methods, { add: ({ a }) => -a });
    expect(
      await Promise.all([client.call(methods.add, { a: 1 }), server.call(methods.add, { a: 1 })]),
    ).toEqual([1, -1]);
  });

  it("get their own answers, in whatever order these come", async () => {
    const { answers, add } = slow();
    const { client } = twoPeers({ add });
    const calls = [1, 2, 3].map((a) => client.call(methods.add, { a }));
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    for (const index of [2, 0, 1]) answers[index]?.(index * 10);
    expect(await Promise.all(calls)).toEqual([0, 10, 20]);
  });

  it("take an answer whose id came back as a string", async () => {
    const { client, sent, serverEnd } = twoPeers();
    const call = client.request("raw", []);
    serverEnd.send('{"id":"1","result":7,"error":null}');
    expect((await call).result).toBe(7);
    expect(sent.byServer[0]).toContain('"id":"1"');
  });

  it("pass over answers that nobody waits for", async () => {
    const { client, serverEnd } = twoPeers({ add });
    for (const id of ["99", "null", '"auth"', "0"]) serverEnd.send(`{"id":${id},"result":"no"}`);
    expect(await client.call(methods.add, { a: 1 })).toBe(1);
  });

  it("name the positions of a result", async () => {
    const { client } = twoPeers({ name: () => ({ first: "Hal", last: "Finney" }) });
    expect(await client.call(methods.name, {})).toEqual({ first: "Hal", last: "Finney" });
  });

  it("are not sent where the parameters do not fit", async () => {
    const { client, sent } = twoPeers({ add });
    const loose = methodOf<{ a: unknown }>({ name: "add", params: { a: { type: "number" } } });
    await expect(client.call(loose, { a: "x" })).rejects.toMatchObject({
      code: "INVALID_PARAMS",
      message: "add: a must be number",
    });
    await client.call(methods.add, { a: 1 });
    expect(sent.byClient).toHaveLength(1);
  });

  it("load validators that come on first use", async () => {
    const { client } = twoPeers({ add });
    const { validators } = methods.add;
    if (typeof validators === "function") throw new Error("not for this test");
    const lazy = { ...methods.add, validators: async () => validators };
    expect(await client.call(lazy, { a: 1, b: 1 })).toBe(2);
  });

  it.each([
    ["strict", undefined],
    ["strict", { check: "strict" }],
  ] as const)("refuse results that do not fit: %s", async (_name, results) => {
    const { client, dispatcher } = twoPeers({}, results ? { results } : {});
    dispatcher.expose("add", () => "one");
    await expect(client.call(methods.add, { a: 1 })).rejects.toMatchObject({
      code: "INVALID_RESULT",
      message: 'add: the result must be number, got "one"',
    });
  });

  it("report results that do not fit, or take them as they are", async () => {
    const warn = vi.fn<(mismatch: ResultMismatch) => void>();
    for (const check of ["warn", "off"] as const) {
      const { client, dispatcher } = twoPeers({}, { results: { check, warn } });
      dispatcher.expose("add", () => "one");
      expect(await client.call(methods.add, { a: 1 })).toBe("one");
    }
    expect(warn.mock.calls).toMatchObject([[{ method: "add", value: "one" }]]);
  });

  it.each([
    ['[21,"Job not found",null]', { code: "JOB_NOT_FOUND", message: "Job not found", wireCode: 21 }],
    ['[-24,"no"]', { code: "UNAUTHORIZED", message: "no", wireCode: -24 }],
    ['"Stale"', { code: "OTHER", message: "Stale", wireCode: 20 }],
    ['{"code":-1,"message":"x","data":[1]}', { code: "REMOTE", message: "x", wireCode: -1, data: [1] }],
    ['true,"reject-reason":"Above target"', { code: "OTHER", message: "Above target" }],
  ])("fail with the other side's error: %s", async (error, expected) => {
    const { client, serverEnd } = twoPeers();
    const call = client.call(methods.add, { a: 1 });
    serverEnd.send(`{"id":1,"result":null,"error":${error}}`);
    await expect(call).rejects.toMatchObject({ ...expected, executed: "yes" });
  });
});

describe("a call that is given up", () => {
  it("fails at its deadline, and its late answer is nobody's", async () => {
    const { answers, add } = slow();
    const { client } = twoPeers({ add });
    await expect(client.call(methods.add, { a: 1 }, { deadline: 1 })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: "add: no answer within 1 ms",
    });
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.(5);
    const second = client.call(methods.add, { a: 2 });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.(6);
    expect(await second).toBe(6);
  });

  it("fails at the peer's deadline where it has none of its own", async () => {
    const { client } = twoPeers({ add: slow().add }, { deadline: 1 });
    await expect(client.call(methods.add, { a: 1 })).rejects.toThrow("no answer within 1 ms");
  });

  it("is not sent where its signal fired before", async () => {
    const { client, sent } = twoPeers({ add });
    const signal = AbortSignal.abort("shutdown");
    await expect(client.call(methods.add, { a: 1 }, { signal })).rejects.toMatchObject({
      code: "ABORTED",
      cause: "shutdown",
    });
    expect(await client.call(methods.add, { a: 1 })).toBe(1);
    expect(sent.byClient).toEqual(['{"id":1,"method":"add","params":[1]}']);
  });

  it("fails when its signal fires, and listens no more", async () => {
    const controller = new AbortController();
    const { client } = twoPeers({ add: slow().add });
    const call = client.call(methods.add, { a: 1 }, { signal: controller.signal });
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: "ABORTED", message: "add: aborted" });
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  it("leaves its signal alone once it was answered", async () => {
    const { signal } = new AbortController();
    const { client } = twoPeers({ add });
    await client.call(methods.add, { a: 1 }, { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("a peer's notifications", () => {
  it("reach the other side in their order, before later calls", async () => {
    const notes: string[] = [];
    const { client } = twoPeers({ add, note: ({ text }) => void notes.push(text) });
    for (const text of ["a", "b", "c"]) client.notify(methods.note, { text });
    await client.call(methods.add, { a: 1 });
    expect(notes).toEqual(["a", "b", "c"]);
  });

  it("may have an id, and nobody waits for what is answered", async () => {
    const notes: string[] = [];
    const { client, sent } = twoPeers({ add, note: ({ text }) => void notes.push(text) }, { maxPending: 1 });
    client.post(methods.note, { text: "a" });
    client.post(methods.note, { text: "b" });
    expect(await client.call(methods.add, { a: 1 })).toBe(await client.call(methods.add, { a: 1 }));
    expect(notes).toEqual(["a", "b"]);
    expect(sent.byClient[1]).toMatch(/^\{"id":2,"method":"note"/);
    expect(sent.byServer[0]).toBe('{"id":1,"result":true,"error":null}');
  });

  it("throw where the parameters do not fit", () => {
    const { client } = twoPeers();
    const loose = methodOf<{ a: unknown }, void>({ name: "note", params: { a: { type: "number" } } });
    expect(() => client.notify(loose, { a: "x" })).toThrow("note: a must be number");
    expect(() => client.post(loose, { a: "x" })).toThrow("note: a must be number");
  });

  it("can't have validators that come later", () => {
    const { client } = twoPeers();
    const lazy = { ...methods.note, validators: () => new Promise<never>(() => {}) };
    expect(() => client.notify(lazy, { text: "a" })).toThrow("note: the validators of a notification");
  });
});

describe("interceptors of a peer", () => {
  it("stand around its calls and can change their results", async () => {
    const seen = vi.fn();
    const double: Interceptor<object> = async (call, next) => {
      seen(call);
      return 2 * Number(await next());
    };
    const { client } = twoPeers({ add }, { interceptors: [double] });
    const options = { deadline: 1_000 };
    expect(await client.call(methods.add, { a: 2 }, options)).toBe(4);
    expect(seen).toHaveBeenCalledWith({ method: methods.add, params: { a: 2 }, context: options });
  });

  it("can answer in the other side's place", async () => {
    const { client, sent } = twoPeers({ add }, { interceptors: [() => 42] });
    expect(await client.call(methods.add, { a: 2 })).toBe(42);
    expect(sent.byClient).toEqual([]);
  });

  it("do not spare a result its check", async () => {
    const { client } = twoPeers({ add }, { interceptors: [() => "no number"] });
    await expect(client.call(methods.add, { a: 2 })).rejects.toMatchObject({ code: "INVALID_RESULT" });
  });
});

it("speaks the dialect that it is given", () => {
  const sent: string[] = [];
  const connection = {
    send: (text: string | Uint8Array) => void sent.push(String(text)),
    pause() {},
    resume() {},
    close() {},
  };
  for (const dialect of [stratum(), jsonrpc2]) {
    const peer = new Peer({ connection, dialect, dispatcher: createDispatcher(), context: "" });
    peer.notify(methods.note, { text: "a" });
  }
  expect(sent).toEqual([
    '{"id":null,"method":"note","params":["a"]}',
    '{"jsonrpc":"2.0","method":"note","params":["a"]}',
  ]);
});
