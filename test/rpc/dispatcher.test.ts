import { describe, expect, it, vi } from "vitest";
import { type Method, type MethodTable, RpcError } from "../../src/rpc/index.js";
import { jsonrpc1 } from "../../src/wire/jsonrpc1.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { stratum } from "../../src/wire/stratum.js";
import { answer, createDispatcher, listeners } from "./dispatch.js";
import { type Methods, methodOf, methods } from "./method-of.js";

const add = ({ a, b = 0 }: { a: number; b?: number }) => a + b;

describe("a dispatcher", () => {
  it("answers a value at once, without a promise", () => {
    const dispatcher = createDispatcher();
    dispatcher.add(methods, { add });
    expect(answer(dispatcher, '{"id":1,"method":"add","params":[1,2]}')).toBe(
      '{"id":1,"result":3,"error":null}',
    );
  });

  it("answers a promise when it is settled", async () => {
    const dispatcher = createDispatcher();
    dispatcher.add(methods, { add: async (params) => add(params) });
    const given = answer(dispatcher, '{"id":1,"method":"add","params":[1,2]}');
    expect(given).toBeInstanceOf(Promise);
    expect(await given).toBe('{"id":1,"result":3,"error":null}');
  });

  it("gives a handler its parameters by name, and the context", () => {
    const dispatcher = createDispatcher();
    const handler = vi.fn(() => 7);
    dispatcher.add(methods, { add: handler });
    answer(dispatcher, '{"id":1,"method":"add","params":[1,null]}');
    expect(handler).toHaveBeenCalledWith({ a: 1 }, "context");
  });

  it("writes a result's names into positions", () => {
    const dispatcher = createDispatcher();
    dispatcher.add(methods, { name: () => ({ first: "Hal", last: "Finney" }) });
    expect(answer(dispatcher, '{"id":"x","method":"name"}')).toBe(
      '{"id":"x","result":["Hal","Finney"],"error":null}',
    );
  });

  it("answers parameters that do not fit with the reason", () => {
    const dispatcher = createDispatcher();
    const handler = vi.fn(add);
    dispatcher.add(methods, { add: handler });
    expect(answer(dispatcher, '{"id":1,"method":"add","params":["x"]}')).toBe(
      '{"id":1,"result":null,"error":[20,"add: a must be number",null]}',
    );
    expect(handler).not.toHaveBeenCalled();
  });

  it("drops surplus parameters, or refuses them where it is strict", () => {
    const text = '{"id":1,"method":"add","params":[1,2,3]}';
    const [lenient, strict] = [createDispatcher(), createDispatcher({ strict: true })];
    lenient.add(methods, { add });
    strict.add(methods, { add });
    expect(answer(lenient, text)).toContain('"result":3');
    expect(answer(strict, text)).toContain("expected at most 2 parameters, got 3");
  });

  it("handles the methods that have a handler, and no others", () => {
    const dispatcher = createDispatcher();
    dispatcher.add(methods, { add });
    expect(["add", "note", "toString"].map((name) => dispatcher.handles(name))).toEqual([true, false, false]);
  });

  it("replaces a handler by one that is added later", () => {
    const dispatcher = createDispatcher();
    dispatcher.add(methods, { add });
    dispatcher.add(methods, { add: () => -1 });
    expect(answer(dispatcher, '{"id":1,"method":"add","params":[1]}')).toContain('"result":-1');
  });

  it("writes each answer in the dialect that the call asks for", () => {
    const dispatcher = createDispatcher({
      dialect: (message) => (message.kind === "call" && message.version === "2.0" ? jsonrpc2 : jsonrpc1),
    });
    dispatcher.add(methods, { add });
    expect(answer(dispatcher, '{"jsonrpc":"2.0","id":1,"method":"add","params":[1]}')).toBe(
      '{"jsonrpc":"2.0","result":1,"id":1}',
    );
    expect(answer(dispatcher, '{"id":1,"method":"add","params":[1]}')).toBe(
      '{"result":1,"error":null,"id":1}',
    );
  });
});

describe("a request without an id", () => {
  it("is handled and not answered, whether it goes well or not", async () => {
    const handler = vi.fn(add);
    const dispatcher = createDispatcher();
    dispatcher.add(methods, { add: handler });
    expect(answer(dispatcher, '{"method":"add","params":[1]}')).toBeUndefined();
    expect(answer(dispatcher, '{"method":"add","params":["x"]}')).toBeUndefined();
    expect(handler).toHaveBeenCalledTimes(1);
  });
});

describe("a notification", () => {
  const dialects = { stratum: stratum(), jsonrpc1, jsonrpc2 };

  it.each<[keyof typeof dialects, string, string | undefined]>([
    ["stratum", "", undefined],
    ["stratum", '"id":null,', undefined],
    ["stratum", '"id":5,', '{"id":5,"result":true,"error":null}'],
    ["jsonrpc1", "", undefined],
    ["jsonrpc1", '"id":null,', '{"result":null,"error":null,"id":null}'],
    ["jsonrpc1", '"id":5,', '{"result":null,"error":null,"id":5}'],
    ["jsonrpc2", "", undefined],
    ["jsonrpc2", '"id":null,', '{"jsonrpc":"2.0","result":null,"id":null}'],
    ["jsonrpc2", '"id":5,', '{"jsonrpc":"2.0","result":null,"id":5}'],
  ])("in %s with %s is answered with %s", async (name, id, expected) => {
    const notes: string[] = [];
    const dispatcher = createDispatcher({ dialect: () => dialects[name] });
    dispatcher.add(methods, { note: ({ text }) => void notes.push(text) });
    const text = `{${id}"method":"note","params":["hello"]}`;
    expect(answer(dispatcher, text)).toBe(expected);
    dispatcher.add(methods, { note: async ({ text: note }) => void notes.push(note) });
    expect(await answer(dispatcher, text)).toBe(expected);
    expect(notes).toEqual(["hello", "hello"]);
  });

  it.each([[""], ['"id":null,']])("that does not fit is told to the owner, not the peer: %s", (id) => {
    const { ignored, failed } = listeners();
    const dispatcher = createDispatcher({ ignored, failed });
    dispatcher.add(methods, { note: () => {} });
    expect(answer(dispatcher, `{${id}"method":"note","params":[1]}`)).toBeUndefined();
    expect(ignored.mock.calls).toMatchObject([
      [{ code: "INVALID_PARAMS", message: "note: text must be string" }, { name: "note" }],
    ]);
    expect(failed).not.toHaveBeenCalled();
  });

  it("that does not fit is answered where it has an id", () => {
    const { ignored } = listeners();
    const dispatcher = createDispatcher({ ignored });
    dispatcher.add(methods, { note: () => {} });
    expect(answer(dispatcher, '{"id":5,"method":"note","params":[1]}')).toContain("text must be string");
    expect(ignored).not.toHaveBeenCalled();
  });

  it("without a handler is an event where somebody listens, checked like any", () => {
    const { notified, ignored } = listeners();
    const dispatcher = createDispatcher({ notified, ignored });
    dispatcher.add(methods, { add });
    answer(dispatcher, '{"method":"note","params":["hello"]}');
    answer(dispatcher, '{"method":"note","params":[1]}');
    expect(notified.mock.calls).toEqual([["note", { text: "hello" }]]);
    expect(ignored).toHaveBeenCalledTimes(1);
  });

  it("with a handler is no event", () => {
    const { notified } = listeners();
    const dispatcher = createDispatcher({ notified });
    dispatcher.add(methods, { note: () => {} });
    answer(dispatcher, '{"method":"note","params":["hello"]}');
    expect(notified).not.toHaveBeenCalled();
  });
});

describe("an unknown method", () => {
  it.each([
    ["stratum", stratum(), '{"id":1,"result":null,"error":[20,"Method \\"x\\" not found",null]}', undefined],
    [
      "jsonrpc1",
      jsonrpc1,
      '{"result":null,"error":{"code":-32601,"message":"Method \\"x\\" not found"},"id":1}',
      '{"result":null,"error":{"code":-32601,"message":"Method \\"x\\" not found"},"id":null}',
    ],
    [
      "jsonrpc2",
      jsonrpc2,
      '{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":1}',
      '{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":null}',
    ],
  ])("in %s is answered by its id", (_name, dialect, withId, withNull) => {
    const dispatcher = createDispatcher({ dialect: () => dialect });
    expect(answer(dispatcher, '{"id":1,"method":"x"}')).toBe(withId);
    expect(answer(dispatcher, '{"id":null,"method":"x"}')).toBe(withNull);
    expect(answer(dispatcher, '{"method":"x"}')).toBeUndefined();
  });

  it("is named in few characters", () => {
    const text = answer(createDispatcher(), `{"id":1,"method":"${"x".repeat(10_000)}"}`);
    expect(text).toHaveLength(
      '{"id":1,"result":null,"error":[20,"Method \\"\\" not found",null]}'.length + 64,
    );
  });
});

describe("a method that is exposed", () => {
  it("gets what is on the wire, and its result is written as it is", async () => {
    const dispatcher = createDispatcher();
    dispatcher.expose("echo", (params, context) => [params, context]);
    dispatcher.expose("later", async (params) => params);
    expect(answer(dispatcher, '{"id":1,"method":"echo","params":{"a":[null]}}')).toBe(
      '{"id":1,"result":[{"a":[null]},"context"],"error":null}',
    );
    expect(await answer(dispatcher, '{"id":1,"method":"later","params":[1,2]}')).toContain('"result":[1,2]');
  });

  it("answers null where it returns nothing", () => {
    const dispatcher = createDispatcher();
    dispatcher.expose("nothing", () => {});
    expect(answer(dispatcher, '{"id":1,"method":"nothing"}')).toBe('{"id":1,"result":null,"error":null}');
  });

  it("fails like any other", () => {
    const dispatcher = createDispatcher();
    dispatcher.expose("refuse", () => {
      throw new RpcError("UNAUTHORIZED");
    });
    expect(answer(dispatcher, '{"id":1,"method":"refuse"}')).toContain('[24,"Unauthorized worker",null]');
  });
});

describe("results that do not fit", () => {
  const loose: MethodTable<{ size: { params: object; result: unknown } }> = {
    size: methodOf({ name: "size", returns: { type: "number" } }),
  };
  const wrong = { size: () => "big" };
  const text = '{"id":1,"method":"size"}';

  it("are passed on, unseen, by default", () => {
    const dispatcher = createDispatcher();
    dispatcher.add(loose, wrong);
    expect(answer(dispatcher, text)).toContain('"result":"big"');
  });

  it("are reported and passed on with warn", () => {
    const warn = vi.fn();
    const dispatcher = createDispatcher({ results: { check: "warn", warn } });
    dispatcher.add(loose, wrong);
    expect(answer(dispatcher, text)).toContain('"result":"big"');
    const message = 'size: the result must be number, got "big"';
    expect(warn.mock.calls).toEqual([[{ method: "size", path: "", value: "big", message }]]);
  });

  it("are an internal error with strict, and told to the owner", async () => {
    const { failed } = listeners();
    const dispatcher = createDispatcher({ failed, results: { check: "strict" } });
    dispatcher.add(loose, wrong);
    expect(answer(dispatcher, text)).toContain('[20,"Internal error",null]');
    dispatcher.add(loose, { size: async () => "big" });
    expect(await answer(dispatcher, text)).toContain('[20,"Internal error",null]');
    expect(failed.mock.calls.map(([error]) => error)).toMatchObject([
      { code: "INVALID_RESULT" },
      { code: "INVALID_RESULT" },
    ]);
  });
});

describe("validators that are loaded on first use", () => {
  function lazy(load = methods.add.validators) {
    const validators = vi.fn(async () => {
      if (typeof load === "function") throw new Error("not for this test");
      return load;
    });
    const method: Method<{ a: number; b?: number }, number> = { ...methods.add, validators };
    const table: MethodTable<Pick<Methods, "add">> = { add: method };
    const dispatcher = createDispatcher();
    dispatcher.add(table, { add });
    return { dispatcher, validators };
  }

  it("make the first answer a promise, the next a value", async () => {
    const { dispatcher, validators } = lazy();
    const first = answer(dispatcher, '{"id":1,"method":"add","params":[1,2]}');
    expect(first).toBeInstanceOf(Promise);
    expect(await first).toContain('"result":3');
    expect(answer(dispatcher, '{"id":1,"method":"add","params":["x"]}')).toContain("a must be number");
    expect(validators).toHaveBeenCalledTimes(1);
  });

  it("can be loaded before", async () => {
    const { dispatcher } = lazy();
    await dispatcher.load();
    expect(answer(dispatcher, '{"id":1,"method":"add","params":[1,2]}')).toContain('"result":3');
  });
});
