import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { RpcError } from "../../src/rpc/index.js";
import { basic, block, password, post, startNotifyServer } from "./notify-servers.js";
import { WebSocketPeer } from "./web-socket-peer.js";

/** Sends a text and reads what is answered; undefined where that is nothing. */
type Ask = (text: string) => Promise<string | undefined>;

/** The ways to speak JSON-RPC 2.0 with the password in a header. */
const transports: Record<string, (port: number) => Promise<Ask>> = {
  HTTP: async (port) => async (text) => {
    const answer = await post(port, text);
    expect(answer.status).toBe(answer.text === "" ? 204 : 200);
    return answer.text === "" ? undefined : answer.text;
  },
  /** What is answered before a batch of one, was the answer to what was sent before it. */
  WebSocket: async (port) => {
    const peer = await WebSocketPeer.connect(port, basic(password));
    return async (text) => {
      peer.send(text);
      peer.send('[{"jsonrpc":"2.0","method":"get_data","id":"behind it"}]');
      const isBehind = (answer: string) => answer.includes('"id":"behind it"');
      const first = await peer.message();
      if (isBehind(first)) return undefined;
      expect(await peer.message()).toSatisfy(isBehind);
      return first;
    };
  },
};

/** A server with the methods of the specification's examples. */
async function startExample() {
  const { server, port } = await startNotifyServer();
  const told: unknown[] = [];
  server.expose("subtract", (params) => {
    const [minuend, subtrahend] = Array.isArray(params)
      ? params
      : [Object(params).minuend, Object(params).subtrahend];
    return minuend - subtrahend;
  });
  server.expose("sum", (params) => (params as number[]).reduce((sum, number) => sum + number, 0));
  server.expose("get_data", () => ["hello", 5]);
  server.expose("update", (params) => told.push(params));
  server.expose("notify_sum", (params) => told.push(params));
  server.expose("notify_hello", (params) => told.push(params));
  server.expose("fail", () => {
    throw new Error("the database's password is hunter2");
  });
  server.expose("refuse", () => {
    throw new RpcError("OTHER", "Not today", { data: { until: "tomorrow" }, cause: new Error("secret") });
  });
  return { server, port, told };
}

const invalid = { code: -32600, message: expect.any(String) };
const unparsed = { code: -32700, message: expect.any(String) };
const unknown = { code: -32601, message: "Method not found" };
const params = (message: string) => ({ code: -32602, message });

describe.each(Object.keys(transports))("JSON-RPC 2.0 over %s", (name) => {
  const start = async () => {
    const example = await startExample();
    const ask = await transports[name]?.(example.port);
    const read = async (text: string) => {
      const answer = await ask?.(text);
      return answer === undefined ? undefined : JSON.parse(answer);
    };
    return { ...example, ask, read };
  };

  it.each([
    ["positions", '"method": "subtract", "params": [42, 23], "id": 1', { result: 19, id: 1 }],
    ["positions the other way", '"method": "subtract", "params": [23, 42], "id": 2', { result: -19, id: 2 }],
    [
      "names",
      '"method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3',
      { result: 19, id: 3 },
    ],
    ["an unknown method", '"method": "foobar", "id": "1"', { error: unknown, id: "1" }],
    ["invalid JSON", '"method": "foobar, "params": "bar", "baz]', { error: unparsed, id: null }],
    ["an invalid request", '"method": 1, "params": "bar"', { error: invalid, id: null }],
    ["an invalid request whose id can be read", '"method": 1, "id": 7', { error: invalid, id: 7 }],
    ["an id that is none", '"method": "get_data", "id": {}', { error: invalid, id: null }],
    ["a null id", '"method": "get_data", "id": null', { result: ["hello", 5], id: null }],
    [
      "an error of a handler",
      '"method": "fail", "id": 4',
      { error: { code: -32603, message: "Internal error" }, id: 4 },
    ],
    [
      "a refusal of a handler",
      '"method": "refuse", "id": 5',
      { error: { code: -32000, message: "Not today", data: { until: "tomorrow" } }, id: 5 },
    ],
    [
      "a parameter that is missing",
      '"method": "mining.block", "params": [], "id": 6',
      { error: params("mining.block: hash is missing"), id: 6 },
    ],
    [
      "a parameter too many",
      `"method": "mining.block", "params": ["${block}", "bitcoin", 3], "id": 6`,
      { error: params("mining.block: expected at most 2 parameters, got 3"), id: 6 },
    ],
    [
      "a name that is not known",
      `"method": "mining.block", "params": {"hsah": "${block}"}, "id": 6`,
      { error: params("mining.block: unknown parameter hsah"), id: 6 },
    ],
    [
      "parameters that are neither",
      '"method": "mining.block", "params": 3, "id": 6',
      { error: params("mining.block: params must be an array or an object"), id: 6 },
    ],
  ])("answers %s", async (_what, members, answer) => {
    const { read } = await start();
    expect(await read(`{"jsonrpc": "2.0", ${members}}`)).toEqual({ jsonrpc: "2.0", ...answer });
  });

  it.each(["1", "-4.50", "12345678901234567890", '"auth"', '"\\u00e9"', "null"])(
    "echoes the id %s as it was written",
    async (id) => {
      const { ask } = await start();
      expect(await ask?.(`{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":${id}}`)).toBe(
        `{"jsonrpc":"2.0","result":3,"id":${id.startsWith('"') ? JSON.stringify(JSON.parse(id)) : id}}`,
      );
    },
  );

  it("answers no notification, right or wrong, but does what they say", async () => {
    const { read, told } = await start();
    expect(await read('{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}')).toBeUndefined();
    expect(await read('{"jsonrpc": "2.0", "method": "foobar"}')).toBeUndefined();
    expect(await read('{"jsonrpc": "2.0", "method": "fail"}')).toBeUndefined();
    expect(await read('{"jsonrpc": "2.0", "method": "mining.block", "params": []}')).toBeUndefined();
    expect(told).toEqual([[1, 2, 3, 4, 5]]);
  });

  it("answers a batch in one array, in the order of its calls", async () => {
    const { read, told } = await start();
    const batch = `[
      {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
      {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
      {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
      {"foo": "boo"},
      {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
      {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
    ]`;
    expect(await read(batch)).toEqual([
      { jsonrpc: "2.0", result: 7, id: "1" },
      { jsonrpc: "2.0", result: 19, id: "2" },
      { jsonrpc: "2.0", error: invalid, id: null },
      { jsonrpc: "2.0", error: unknown, id: "5" },
      { jsonrpc: "2.0", result: ["hello", 5], id: "9" },
    ]);
    expect(told).toEqual([[7]]);
  });

  it.each([
    ["an empty batch with one error", "[]", { jsonrpc: "2.0", error: invalid, id: null }],
    [
      "an invalid batch with an error for each",
      "[1,2]",
      Array(2).fill({ jsonrpc: "2.0", error: invalid, id: null }),
    ],
    [
      "a batch that is no JSON with one error",
      '[{"jsonrpc": "2.0", "method"]',
      { jsonrpc: "2.0", error: unparsed, id: null },
    ],
    [
      "a batch of notifications with nothing",
      '[{"jsonrpc":"2.0","method":"notify_sum"},{"jsonrpc":"2.0","method":"notify_hello"}]',
      undefined,
    ],
    ["replies with nothing", '{"jsonrpc":"2.0","result":1,"id":1}', undefined],
  ])("answers %s", async (_what, text, answer) => {
    const { read } = await start();
    expect(await read(text)).toEqual(answer);
  });

  it("tells the owner what a handler threw, and the caller nothing of it", async () => {
    const { server, read } = await start();
    const failed = once(server, "failed");
    const answer = await read('{"jsonrpc": "2.0", "method": "fail", "id": 1}');
    expect(JSON.stringify(answer)).not.toContain("hunter2");
    expect(await failed).toMatchObject([{ message: "the database's password is hunter2" }, "fail"]);
  });

  it("takes JSON-RPC 1.0 and 1.1, and answers in kind", async () => {
    const { ask } = await start();
    expect(await ask?.('{"method":"sum","params":[1,2],"id":1}')).toBe('{"result":3,"error":null,"id":1}');
    expect(await ask?.('{"version":"1.1","method":"nope","id":"a"}')).toBe(
      '{"result":null,"error":{"code":-32601,"message":"Method \\"nope\\" not found"},"id":"a"}',
    );
  });
});
