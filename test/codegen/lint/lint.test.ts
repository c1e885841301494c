import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import type { OpenRpcMethod } from "../../../codegen/document/openrpc.js";
import { lintInputs, ruleNames } from "../../../codegen/index.js";
import { methodModule, withFolder, write } from "../folder.js";
import { documentOf, number, optional, param, reference, request, text } from "../inline.js";

/** What is told of a document: rule, pointer, message. */
async function lint(
  methods: readonly OpenRpcMethod[],
  schemas: Record<string, JsonSchema> = {},
  ignored: string[] = [],
): Promise<(string | undefined)[][]> {
  return withFolder(async (folder) => {
    const input = join(folder, "api.json");
    await write(folder, { "api.json": JSON.stringify(documentOf({ methods, schemas })) });
    const problems = await lintInputs([input], {}, ignored);
    for (const { place, hint } of problems) {
      expect(place?.line).toBe(1);
      expect(hint).toMatch(/\w/);
    }
    return problems.map(({ severity, rule, pointer, message }) => [rule ?? severity, pointer, message]);
  });
}

/** What is told of one schema, which is a method's result. */
async function lintSchema(schema: object, schemas?: Record<string, JsonSchema>) {
  const found = await lint([request("get", [], schema)], schemas);
  return found.map(([rule, pointer = "", message]) => [
    rule,
    pointer.replace("/methods/0/result/schema", ""),
    message,
  ]);
}

const example = (params: unknown[], result: unknown = true, names = ["a", "b"]) => ({
  examples: [
    {
      name: "one",
      params: params.map((value, index) => ({ name: names[index] ?? "c", value })),
      result: { name: "result", value: result },
    },
  ],
});

describe("examples that fail their schema", () => {
  const params = [param("a", number), optional("b")];

  it.each<[string, object, string[][]]>([
    ["fits", example([1, "x"]), []],
    ["fits without what may be left out", example([1]), []],
    ["fits by position under other names", example([1, "x"], true, ["first", "second"]), []],
    ["fits by name in any order", example(["x", 1], true, ["b", "a"]), []],
    [
      "has a wrong parameter",
      example(["1"]),
      [["/params/0/value", "the example does not fit its schema: of the wrong type, expected number"]],
    ],
    [
      "has a wrong result",
      example([1], "yes"),
      [["/result/value", "the example does not fit its schema: of the wrong type, expected boolean"]],
    ],
    [
      "lacks a parameter",
      example(["x"], true, ["b"]),
      [["/params", 'the example has no "a", which is required']],
    ],
    ["has too many", example([1, "x", 2]), [["/params/2", 'the method has no parameter for "c"']]],
  ])("are told: one that %s", async (_what, more, expected) => {
    const found = await lint([request("get", params, { type: "boolean" }, more)]);
    expect(found).toEqual(
      expected.map(([at, message]) => ["example", `/methods/0/examples/0${at}`, message]),
    );
  });

  it("are told of a method without a result, of shapes, and of where in a value", async () => {
    const Id = { type: "object", properties: { n: number }, required: ["n"] };
    const { examples } = example([{ n: "1" }]);
    const found = await lint(
      [{ name: "tell", "x-direction": "clientToServer", params: [param("a", reference("Id"))], examples }],
      { Id },
    );
    expect(found).toEqual([
      [
        "example",
        "/methods/0/examples/0/params/0/value",
        "the example does not fit its schema: /n: of the wrong type, expected number",
      ],
      ["example", "/methods/0/examples/0/result", "the example has a result, but the method has none"],
    ]);
  });

  it("are told of schemas, and so are defaults", async () => {
    expect(await lintSchema({ ...text, examples: ["a", 5], default: false })).toEqual([
      ["example", "/examples/1", "the example does not fit its schema: of the wrong type, expected string"],
      ["default", "/default", "the default does not fit its schema: of the wrong type, expected string"],
    ]);
  });

  it("are none where other drafts say that they fit", async () => {
    expect(await lintSchema({ ...text, nullable: true, default: null })).toEqual([]);
    expect(await lintSchema({ prefixItems: [text], items: false, examples: [["a"]] })).toEqual([]);
    expect(await lintSchema({ prefixItems: [text], items: false, examples: [["a", 1]] })).toHaveLength(1);
  });

  it("are not those of numbers that become text, which are numbers on the wire", async () => {
    expect(await lintSchema({ ...number, "x-exact": true, examples: [0.1] })).toEqual([]);
  });
});

describe("a required parameter after an optional one", () => {
  it("is told where parameters go by position", async () => {
    const params = [param("a"), optional("b"), param("c")];
    const message = '"c" is required, but "b" before it is optional';
    const expected = [["required-after-optional", "/methods/0/params/2", message]];
    expect(await lint([request("get", params)])).toEqual(expected);
    expect(await lint([{ ...request("get", params), paramStructure: "by-position" }])).toEqual(expected);
    expect(await lint([{ ...request("get", params), paramStructure: "by-name" }])).toEqual([]);
  });
});

describe("integers that JSON can't carry", () => {
  const rounds = (what: string) => `${what}: JSON.parse rounds whole numbers beyond 9007199254740991`;

  it.each<[object, string | undefined, string]>([
    [{ type: "integer", maximum: 2 ** 64 }, "/maximum", "18446744073709552000"],
    [{ type: "integer", minimum: -(2 ** 63) }, "/minimum", "-9223372036854776000"],
    [{ enum: [1, 2 ** 53] }, "/enum/1", "9007199254740992"],
    [{ const: 2 ** 53 }, "/const", "9007199254740992"],
    [{ type: "integer", format: "uint64" }, "/format", "uint64"],
    [{ type: "integer", format: "uint64", maximum: 1000 }, undefined, ""],
    [{ type: "integer", format: "int32" }, undefined, ""],
    [{ type: "string", format: "uint64" }, undefined, ""],
    [{ type: "integer", minimum: 0, maximum: 2 ** 53 - 1 }, undefined, ""],
    [{ type: "number", maximum: 1e300 / 3, "x-exact": true }, undefined, ""],
  ])("are told: %j", async (schema, pointer, what) => {
    const expected = pointer === undefined ? [] : [["unsafe-integer", pointer, rounds(what)]];
    expect(await lintSchema(schema)).toEqual(expected);
  });
});

describe("an ambiguous oneOf", () => {
  const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => {
    return { type: "object", properties, required };
  };
  const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });

  it.each<[string, JsonSchema[], string]>([
    ["lists of different things", [list(text), list(list(text))], "[]"],
    ["integers and numbers", [{ type: "integer" }, number], "0"],
    ["objects that ask for nothing", [object({ a: text }), object({ b: text })], "{}"],
    [
      "objects of which one asks for less",
      [object({ a: text }, ["a"]), object({ a: text, b: text }, ["a"])],
      '{"a":""}',
    ],
    ["texts and enums", [text, { enum: ["x"] }], '"x"'],
    [
      "patterns that overlap",
      [
        { ...text, pattern: "^0x" },
        { ...text, pattern: "^0" },
      ],
      '"0x0"',
    ],
    ["shapes", [reference("A"), reference("B")], '{"n":0}'],
    ["anything and something", [{}, { type: "null" }], "null"],
  ])("is told with a value that fits two: %s", async (_what, oneOf, value) => {
    const A = object({ n: number }, ["n"]);
    const B: JsonSchema = { allOf: [A] };
    expect(await lintSchema({ oneOf, "x-unused": [] }, value === '{"n":0}' ? { A, B } : {})).toEqual([
      ["ambiguous-oneof", "/oneOf", `${value} fits the alternatives 0 and 1, so oneOf refuses it`],
    ]);
  });

  it.each<[string, JsonSchema]>([
    ["of different types", { oneOf: [text, number, { type: "null" }] }],
    [
      "told apart by a constant",
      { oneOf: [object({ k: { const: "a" } }, ["k"]), object({ k: { const: "b" } }, ["k"])] },
    ],
    [
      "told apart by what is required",
      { oneOf: [object({ a: text }, ["a"]), { ...object({ b: text }, ["b"]), not: { required: ["a"] } }] },
    ],
    ["that is anyOf", { anyOf: [text, {}] }],
  ])("is none %s", async (_what, schema) => {
    expect(await lintSchema(schema)).toEqual([]);
  });

  it("is none that an argument decides", async () => {
    const result = { oneOf: [text, text], "x-by-argument": { name: "v", values: [[0], [1]] } };
    expect(await lint([request("get", [optional("v", number)], result)])).toEqual([]);
  });

  it("is looked for in shapes that hold themselves", async () => {
    const Tree: JsonSchema = {
      oneOf: [{ type: "object", properties: { left: reference("Tree") }, required: ["left"] }, text],
    };
    expect(await lintSchema(reference("Tree"), { Tree })).toEqual([]);
  });
});

describe("what stands beside $ref", () => {
  it("is told where it restricts; words are of their place", async () => {
    const both = { ...reference("Id"), description: "Here.", maxLength: 5, "x-unit": "byte" };
    expect(await lintSchema({ items: both }, { Id: text })).toEqual([
      [
        "ref-siblings",
        "/items",
        "maxLength next to $ref: both apply here, but draft-07 tools ignore everything except $ref",
      ],
    ]);
  });
});

describe("what nothing refers to", () => {
  it("is told, be it what only its own kind refers to", async () => {
    const schemas = {
      Used: { type: "array", items: reference("Inner") },
      Inner: text,
      A: reference("B"),
      B: text,
    };
    const message = "nothing refers to it: it is not generated";
    expect(await lint([request("get", [], reference("Used"))], schemas)).toEqual([
      ["unreachable-component", "/components/schemas/A", message],
      ["unreachable-component", "/components/schemas/B", message],
    ]);
  });

  it("is not what is referred to in part", async () => {
    const schemas = { Whole: { type: "object", properties: { part: text } } };
    const part = { $ref: "#/components/schemas/Whole/properties/part" };
    expect(await lint([request("get", [], part)], schemas)).toEqual([]);
  });
});

describe("keywords", () => {
  it("that are none are told", async () => {
    expect(await lintSchema({ type: "object", requierd: ["a"], "x-mine": 1, nullable: true })).toEqual([
      ["unknown-keyword", "/requierd", '"requierd" is an unknown keyword; it has no effect'],
    ]);
  });

  it("that no value can fit are told", async () => {
    const closed = {
      type: "object",
      properties: { a: text },
      required: ["a", "b"],
      additionalProperties: false,
    };
    expect(await lintSchema(closed)).toEqual([
      ["impossible-member", "/required/1", '"b" is required but not allowed: no value is valid'],
    ]);
    expect(await lintSchema({ ...closed, additionalProperties: true })).toEqual([]);
    expect(await lintSchema({ ...closed, patternProperties: { "^b": text } })).toEqual([]);
  });
});

describe("lint", () => {
  it("tells what keeps a document from being generated from, and then nothing else", async () => {
    const methods = [request("get", [optional("a"), param("b", { type: "strin" })])];
    expect(await lint(methods)).toEqual([
      ["error", "/methods/0/params/1/schema/type", "not one of the allowed values"],
    ]);
  });

  it("can leave out any of its rules", async () => {
    const methods = [
      request("get", [optional("a"), param("b", { ...reference("Id"), maxLength: 5 })], {
        ...text,
        default: 5,
        examples: [5],
        ...{ spelt: true },
        oneOf: [{}, {}],
      }),
      request("put", [], { type: "integer", maximum: 2 ** 60 }),
      {
        ...request("tell", [param("c", { $recursiveRef: "#" } as JsonSchema)]),
        result: undefined,
        ...{ group: "a" },
      },
      request("set", [], { type: "object", required: ["a"], additionalProperties: false }),
    ];
    const schemas = { Id: text, Unused: text };
    const rules = (await lint(methods, schemas)).map(([rule]) => rule ?? "");
    expect([...new Set(rules)].sort()).toEqual([...ruleNames].sort());
    for (const ignored of ruleNames)
      expect((await lint(methods, schemas, [ignored])).map(([rule]) => rule)).toEqual(
        rules.filter((rule) => rule !== ignored),
      );
  });

  it("tells of modules in their authors' terms", async () => {
    await withFolder(async (folder) => {
      const facts =
        "params: { id: Type.Number() }, examples: [{ params: { id: 'x' }, result: 1 }], result: Type.String()";
      await write(folder, { "get.ts": methodModule("get", facts) });
      const problems = await lintInputs([folder]);
      expect(problems.map(({ file, pointer }) => [file.replace(/^.*\//, ""), pointer])).toEqual([
        ["get.ts", "/examples/0/params/id"],
        ["get.ts", "/examples/0/result"],
      ]);
    });
  });
});
