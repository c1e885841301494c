import { describe, expect, it } from "vitest";
import { type Dialect, json, RawJson } from "../../src/wire/dialect.js";
import { jsonrpc1 } from "../../src/wire/jsonrpc1.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { nodeStratum } from "../../src/wire/node-stratum.js";
import { type ErrorDialect, stratum } from "../../src/wire/stratum.js";

/** What every dialect is asked to write. */
const messages: [string, (dialect: Dialect) => string][] = [
  ["a request", ({ request }) => request(3, "mining.authorize", ["alice.rig1", "x"])],
  ["a notification", ({ notification }) => notification("mining.set_difficulty", [0.5])],
  ["a result", ({ result }) => result("4", { a: [1] })],
  ["true, with a string id", ({ result }) => result('"auth"', true)],
  ["a result of nothing", ({ result }) => result("4", undefined)],
  ["an error", ({ error }) => error("4", { code: 21, message: "Job not found" })],
  ["an error with data", ({ error }) => error("null", { code: 23, message: "low", data: { target: "ff" } })],
];

const texts: [string, Dialect, string[]][] = [
  [
    "stratum",
    stratum(),
    [
      '{"id":3,"method":"mining.authorize","params":["alice.rig1","x"]}',
      '{"id":null,"method":"mining.set_difficulty","params":[0.5]}',
      '{"id":4,"result":{"a":[1]},"error":null}',
      '{"id":"auth","result":true,"error":null}',
      '{"id":4,"result":null,"error":null}',
      '{"id":4,"result":null,"error":[21,"Job not found",null]}',
      '{"id":null,"result":null,"error":[23,"low",{"target":"ff"}]}',
    ],
  ],
  [
    "jsonrpc1",
    jsonrpc1,
    [
      '{"method":"mining.authorize","params":["alice.rig1","x"],"id":3}',
      '{"method":"mining.set_difficulty","params":[0.5],"id":null}',
      '{"result":{"a":[1]},"error":null,"id":4}',
      '{"result":true,"error":null,"id":"auth"}',
      '{"result":null,"error":null,"id":4}',
      '{"result":null,"error":{"code":21,"message":"Job not found"},"id":4}',
      '{"result":null,"error":{"code":23,"message":"low","data":{"target":"ff"}},"id":null}',
    ],
  ],
  [
    "jsonrpc2",
    jsonrpc2,
    [
      '{"jsonrpc":"2.0","method":"mining.authorize","params":["alice.rig1","x"],"id":3}',
      '{"jsonrpc":"2.0","method":"mining.set_difficulty","params":[0.5]}',
      '{"jsonrpc":"2.0","result":{"a":[1]},"id":4}',
      '{"jsonrpc":"2.0","result":true,"id":"auth"}',
      '{"jsonrpc":"2.0","result":null,"id":4}',
      '{"jsonrpc":"2.0","error":{"code":21,"message":"Job not found"},"id":4}',
      '{"jsonrpc":"2.0","error":{"code":23,"message":"low","data":{"target":"ff"}},"id":null}',
    ],
  ],
  [
    "node-stratum's RPC",
    nodeStratum,
    [
      '{"jsonrpc":"2.0","method":"mining.authorize","params":["alice.rig1","x"],"id":3}',
      '{"jsonrpc":"2.0","method":"mining.set_difficulty","params":[0.5]}',
      '{"jsonrpc":"2.0","result":{"a":[1]},"error":null,"id":4}',
      '{"jsonrpc":"2.0","result":true,"error":null,"id":"auth"}',
      '{"jsonrpc":"2.0","result":null,"error":null,"id":4}',
      '{"jsonrpc":"2.0","result":null,"error":"Job not found","id":4}',
      '{"jsonrpc":"2.0","result":null,"error":"low","id":null}',
    ],
  ],
];

describe.each(texts)("%s", (_name, dialect, expected) => {
  it.each(messages.map(([what, write], index) => ({ what, write, text: expected[index] })))(
    "writes $what: $text",
    ({ write, text }) => {
      expect(write(dialect)).toBe(text);
      expect(JSON.parse(write(dialect))).toBeTypeOf("object");
    },
  );

  it("writes method names as JSON strings", () => {
    const name = 'a"\n\u2028';
    expect(JSON.parse(dialect.request(1, name, []))).toMatchObject({ method: name });
    expect(JSON.parse(dialect.notification(name, []))).toMatchObject({ method: name });
  });
});

describe("stratum errors", () => {
  it.each<[ErrorDialect, string, string]>([
    ["standard", '[21,"Job not found",null]', '[20,"no",["worker"]]'],
    ["node-stratum", '[-21,"Job not found",null]', '[-20,"no",["worker"]]'],
    ["string", '"Job not found"', '"no"'],
    [
      "object",
      '{"code":21,"message":"Job not found","data":null}',
      '{"code":20,"message":"no","data":["worker"]}',
    ],
  ])("in the dialect %s are written as %s", (dialect, plain, withData) => {
    const { error } = stratum(dialect);
    expect(error("1", { code: 21, message: "Job not found" })).toBe(
      `{"id":1,"result":null,"error":${plain}}`,
    );
    expect(error("1", { code: 20, message: "no", data: ["worker"] })).toBe(
      `{"id":1,"result":null,"error":${withData}}`,
    );
  });

  it("never lose the sign twice", () => {
    expect(stratum("node-stratum").error("1", { code: -3, message: "no" })).toContain("[-3,");
  });
});

describe("json", () => {
  it.each([
    [undefined, "null"],
    [() => 1, "null"],
    [null, "null"],
    [Number.NaN, "null"],
    ["a", '"a"'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [[undefined], "[null]"],
    [new RawJson("1.00000000"), "1.00000000"],
  ])("writes %j as %s", (value, text) => {
    expect(json(value)).toBe(text);
  });
});
