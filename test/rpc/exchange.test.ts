import { describe, expect, it } from "vitest";
import { answerBatch } from "../../src/rpc/exchange.js";
import { exchange } from "../../src/rpc/index.js";
import { decode } from "../../src/wire/decode.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { createDispatcher } from "./dispatch.js";
import { methods } from "./method-of.js";

function exchanged(text: string) {
  const dispatcher = createDispatcher({ dialect: () => jsonrpc2 });
  dispatcher.add(methods, {
    add: ({ a, b = 0 }) => (a < 0 ? new Promise((resolve) => setImmediate(resolve, a + b)) : a + b),
    note: () => {},
  });
  return exchange(dispatcher, text, "context");
}

const add = (id: number, ...params: number[]) => JSON.stringify({ id, method: "add", params });
const result = (id: number, value: number) => `{"jsonrpc":"2.0","result":${value},"id":${id}}`;

describe("exchange", () => {
  it("answers a call at once where its handler does", () => {
    expect(exchanged(add(1, 2, 3))).toBe(result(1, 5));
  });

  it("answers a call later where its handler does", async () => {
    expect(await exchanged(add(1, -2, 3))).toBe(result(1, 1));
  });

  it.each([
    ["a notification", '{"method":"note","params":["x"]}'],
    ["a reply", '{"id":1,"result":true}'],
    ["a batch of both", '[{"method":"note","params":["x"]},{"id":1,"result":true}]'],
  ])("gives nothing for %s", async (_what, text) => {
    expect(await exchanged(text)).toBeUndefined();
  });

  it("answers a batch in the order of its calls, without those that nobody waits for", async () => {
    const text = `[${add(1, -1)},{"method":"note","params":["x"]},${add(2, 5)},{"id":9,"result":1},${add(3, -7)}]`;
    expect(await exchanged(text)).toBe(`[${result(1, -1)},${result(2, 5)},${result(3, -7)}]`);
  });

  it("answers each part of a batch that is no message", async () => {
    const error = '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null}';
    expect(await exchanged(`[1,${add(1, 5)},"x"]`)).toBe(`[${error},${result(1, 5)},${error}]`);
  });

  it("executes no more calls of a batch once the answers are too long together", async () => {
    const executed: number[] = [];
    const dispatcher = createDispatcher({ dialect: () => jsonrpc2 });
    dispatcher.add(methods, {
      add: ({ a }) => {
        executed.push(a);
        return a < 0 ? Promise.resolve(a) : a;
      },
    });
    const answered = async (limit: number, ...texts: string[]) => {
      executed.length = 0;
      const messages = texts.flatMap((text) => decode(text));
      return JSON.parse((await answerBatch(dispatcher, messages, "context", limit)) ?? "[]");
    };
    const length = result(1, 1).length;
    const overloaded = (id: number) => ({
      jsonrpc: "2.0",
      id,
      error: { code: -32007, message: "Overloaded" },
    });
    expect(await answered(length, add(1, 1), add(2, 2), add(3, 3), add(4, 4))).toMatchObject([
      { result: 1 },
      { result: 2 },
      overloaded(3),
      overloaded(4),
    ]);
    expect(executed).toEqual([1, 2]);
    expect(await answered(2 * length, add(1, -1), add(2, -2), add(3, -3))).toMatchObject([
      { result: -1 },
      { result: -2 },
      overloaded(3),
    ]);
    const note = '{"method":"note","params":["x"]}';
    expect(await answered(0, add(1, 1), note, add(2, 2))).toMatchObject([{ result: 1 }, overloaded(2)]);
  });

  it.each(["[]", "7", '{"id":7}'])("answers what is no message: %s", (text) => {
    const error = { code: -32600, message: "Invalid Request" };
    expect(JSON.parse(String(exchanged(text)))).toMatchObject({ error });
  });

  it("answers what is no JSON", () => {
    expect(JSON.parse(String(exchanged("{")))).toMatchObject({ id: null, error: { code: -32700 } });
  });
});
