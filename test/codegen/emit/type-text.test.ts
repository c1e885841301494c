// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are types
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import { generated, number, reference, request, text } from "../inline.js";

/** The type that a shape becomes, without its head. */
async function typeOf(schema: JsonSchema, schemas: Record<string, JsonSchema> = {}): Promise<string> {
  const { types } = await generated({
    methods: [request("get", [], { type: "array", items: reference("Shape") })],
    schemas: { Shape: schema, ...schemas },
  });
  return types("Shape")
    .join("\n")
    .replace(/^export (?:type Shape = |interface Shape )/, "")
    .replace(/;$/, "");
}

const object = (properties: Record<string, JsonSchema>, required?: string[]): JsonSchema => {
  return { type: "object", properties, ...(required && { required }) };
};

describe("an object", () => {
  it("is an interface whose members are as required as the schema's", async () => {
    expect(await typeOf(object({ a: text, b: number }, ["b"]))).toBe("{\n  a?: string;\n  b: number;\n}");
  });

  it("nests", async () => {
    expect(await typeOf(object({ a: object({ b: { type: "array", items: object({ c: text }) } }) }))).toBe(
      "{\n  a?: {\n    b?: {\n      c?: string;\n    }[];\n  };\n}",
    );
  });

  it.each<[string, JsonSchema, string]>([
    ["nothing is said of", { type: "object" }, "{\n  [k: string]: unknown;\n}"],
    [
      "nothing but that it is open",
      { type: "object", additionalProperties: true },
      "{\n  [k: string]: unknown;\n}",
    ],
    ["must be empty", { type: "object", additionalProperties: false }, "{\n  [k: string]: never;\n}"],
    ["is a map", { type: "object", additionalProperties: number }, "{\n  [k: string]: number;\n}"],
    [
      "is a map by pattern",
      { type: "object", patternProperties: { "^a": text, "^b": number }, additionalProperties: false },
      "{\n  [k: string]: string | number;\n}",
    ],
    [
      "has members, and others",
      { ...object({ a: text }), additionalProperties: number },
      "{\n  a?: string;\n  [k: string]: number | string | undefined;\n}",
    ],
    [
      "has members, and others by pattern",
      { ...object({ a: text }, ["a"]), patternProperties: { "^x-": text } },
      "{\n  a: string;\n  [k: string]: string;\n}",
    ],
    [
      "has members, and anything else",
      { ...object({ a: text }, ["a"]), additionalProperties: true },
      "{\n  a: string;\n  [k: string]: unknown;\n}",
    ],
  ])("that %s", async (_what, schema, type) => {
    expect(await typeOf(schema)).toBe(type);
  });

  it("has the members that must be there, whether it describes them or not", async () => {
    expect(await typeOf(object({ a: text }, ["a", "b"]))).toBe("{\n  a: string;\n  b: unknown;\n}");
  });

  it("keeps the order of its members", async () => {
    expect(await typeOf(object({ at: number, by: text, type: text, "0a": text }))).toBe(
      '{\n  at?: number;\n  by?: string;\n  type?: string;\n  "0a"?: string;\n}',
    );
  });

  it("is one whatever it says of items", async () => {
    expect(await typeOf({ ...object({ a: text }), items: number })).toBe("{\n  a?: string;\n}");
  });

  it("may have members of any value, and members that must not be there", async () => {
    const schema: unknown = { type: "object", properties: { any: true, none: false } };
    expect(await typeOf(schema as JsonSchema)).toBe("{\n  any?: unknown;\n  none?: never;\n}");
  });
});

describe("a list", () => {
  it.each<[JsonSchema, string]>([
    [{ type: "array", items: text }, "string[]"],
    [{ type: "array", items: { type: ["string", "number"] } }, "(string | number)[]"],
    [{ type: "array", items: { enum: ["a", 1] } }, '("a" | 1)[]'],
    [{ type: "array", items: object({ a: text }) }, "{\n  a?: string;\n}[]"],
    [{ type: "array" }, "unknown[]"],
    [{ type: "array", items: true }, "unknown[]"],
    [{ type: "array", items: text, minItems: 1, maxItems: 19 }, "string[]"],
    [
      { type: "array", items: { ...object({ a: text }), description: "One of them." } },
      "/** Items: One of them. */\nexport type Shape = {\n  a?: string;\n}[]",
    ],
  ])("%j", async (schema, type) => {
    expect(await typeOf(schema)).toBe(type);
  });
});

describe("a tuple", () => {
  const items = [text, number, { type: ["string", "null"] }];

  it.each<[string, JsonSchema, string]>([
    [
      "has a position each",
      { items, minItems: 3, additionalItems: false },
      "[string, number, string | null]",
    ],
    ["goes on where nothing ends it", { items: [text], minItems: 1 }, "[string, ...unknown[]]"],
    ["may be empty where nothing says how long it is", { items: [text] }, "[] | [string, ...unknown[]]"],
    [
      "ends where it has as many items as it may have",
      { items: [text, number], minItems: 1, maxItems: 2 },
      "[string] | [string, number]",
    ],
    [
      "is as long as it must be",
      { items: [text], minItems: 3, additionalItems: number },
      "[string, number, number, ...number[]]",
    ],
    [
      "may end early",
      { items, minItems: 1, additionalItems: false },
      "[string] | [string, number] | [string, number, string | null]",
    ],
    [
      "may be null",
      { type: ["array", "null"], items: [text], minItems: 1, additionalItems: false },
      "[string] | null",
    ],
    [
      "may have the titles of its positions for labels",
      {
        items: [
          { ...text, title: "worker" },
          { ...text, title: "job" },
        ],
        minItems: 2,
        additionalItems: false,
      },
      "[worker: string, job: string]",
    ],
    [
      "may have labels",
      { items, minItems: 2, "x-positions": ["worker", "jobId", "bits"] },
      "[worker: string, jobId: number, bits?: string | null, ...rest: unknown[]]",
    ],
    [
      "has no labels where one is no identifier",
      { items: [text, text], minItems: 2, "x-positions": ["a", "b-c"] },
      "[string, string, ...unknown[]]",
    ],
    [
      "may go on",
      { items: [text], minItems: 1, additionalItems: { type: ["string", "number"] } },
      "[string, ...(string | number)[]]",
    ],
    [
      "may go on behind labels",
      { items: [text], minItems: 1, additionalItems: number, "x-positions": ["first"] },
      "[first: string, ...rest: number[]]",
    ],
    ["may be empty, or end where it ends", { items: [text], additionalItems: false }, "[] | [string]"],
  ])("%s", async (_what, schema, type) => {
    expect(await typeOf({ type: "array", ...schema })).toBe(type);
  });

  it("may be written as in draft 2020-12", async () => {
    const newer: unknown = {
      type: "array",
      prefixItems: [text, number],
      items: { type: "boolean" },
      minItems: 1,
    };
    expect(await typeOf(newer as JsonSchema)).toBe("[string] | [string, number, ...boolean[]]");
  });
});

describe("null", () => {
  it.each<[JsonSchema & { nullable?: boolean }, string]>([
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "string", nullable: true }, "string | null"],
    [{ type: "string", nullable: false }, "string"],
    [{ $ref: "#/components/schemas/Other", nullable: true }, "Other | null"],
    [{ type: ["object", "null"], properties: { a: text } }, "{\n  a?: string;\n} | null"],
    [
      { type: ["object", "null"], additionalProperties: { type: "array", items: text } },
      "{ [k: string]: string[] } | null",
    ],
    [{ type: ["array", "null"], items: [text], minItems: 1, maxItems: 1 }, "[string] | null"],
    [{ enum: ["a", null] }, '"a" | null'],
  ])("%j", async (schema, type) => {
    expect(await typeOf(schema, { Other: text })).toBe(type);
  });
});

describe("values that are listed", () => {
  it.each<[JsonSchema, string]>([
    [{ enum: ["a", 'quoted "b"', 1, true, null] }, '"a" | "quoted \\"b\\"" | 1 | true | null'],
    [{ const: "only" }, '"only"'],
    [{ const: { a: [1, "b"] } }, '{\n  "a": [1, "b"];\n}'],
    [{ type: "string", const: "only" }, '"only"'],
    [{ type: "string", enum: ["a", 1, null] }, '"a"'],
    [{ type: "number", enum: ["a"] }, "never"],
  ])("%j", async (schema, type) => {
    expect(await typeOf(schema)).toBe(type);
  });
});

describe("a template literal", () => {
  it.each([
    ["^0x.*$", "`0x${string}`"],
    ["^(a|b)$", '"a" | "b"'],
    ["^(a|b)-(on|off)$", '"a-on" | "a-off" | "b-on" | "b-off"'],
    ["^v-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$", "`v${number}`"],
    ["^(a|b)\\..*$", '`${"a" | "b"}.${string}`'],
    ["^.*$", "string"],
    ["^0x[0-9a-f]+$", "string"],
    ["^a.b$", "string"],
    ["^ab+$", "string"],
    ["0x.*", "string"],
  ])("%s", async (pattern, type) => {
    expect(await typeOf({ type: "string", pattern })).toBe(type);
  });
});

describe("schemas that are combined", () => {
  it.each<[string, JsonSchema, string]>([
    ["all of them", { allOf: [reference("Other"), object({ b: number })] }, "Other & {\n  b?: number;\n}"],
    ["any of them", { anyOf: [text, object({ a: text })] }, "string | {\n  a?: string;\n}"],
    ["one of them", { oneOf: [{ type: "null" }, reference("Other")] }, "null | Other"],
    ["one alone", { allOf: [reference("Other")] }, "Other"],
    [
      "alternatives beside members",
      { ...object({ a: text }), anyOf: [object({ b: text }), object({ c: text })] },
      "{\n  a?: string;\n} & ({\n  b?: string;\n} | {\n  c?: string;\n})",
    ],
    [
      "alternatives that only restrict",
      { ...object({ a: text, b: text }), anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      "{\n  a?: string;\n  b?: string;\n}",
    ],
    ["alternatives of which one is anything", { anyOf: [text, {}] }, "unknown"],
    ["alternatives of which one is nothing", { anyOf: [text, { not: {} }] }, "string | never"],
    ["a restriction beside a shape", { allOf: [reference("Other"), { minLength: 3 }] }, "Other"],
  ])("%s", async (_what, schema, type) => {
    expect(await typeOf(schema, { Other: text })).toBe(type);
  });
});

describe("a schema that says nothing of types", () => {
  it.each<[JsonSchema, string]>([
    [{}, "unknown"],
    [{ description: "Anything." }, "unknown"],
    [{ minLength: 3 }, "unknown"],
    [{ not: text }, "unknown"],
    [{ not: {} }, "never"],
    [{ anyOf: [{ required: ["a"] }] }, "unknown"],
  ])("%j", async (schema, type) => {
    expect((await typeOf(schema)).split("export type Shape = ").at(-1)).toBe(type);
  });
});

describe("a reference", () => {
  it("to itself makes a recursive type", async () => {
    expect(
      await typeOf(object({ next: reference("Shape"), all: { type: "array", items: reference("Shape") } })),
    ).toBe("{\n  next?: Shape;\n  all?: Shape[];\n}");
  });

  it("to itself may be one of a map, which is written so that TypeScript takes it", async () => {
    expect(
      await typeOf({ anyOf: [text, { type: "object", additionalProperties: reference("Shape") }] }),
    ).toBe("string | { [k: string]: Shape }");
  });

  it("to shapes that refer to each other keeps their names", async () => {
    const { types } = await generated({
      methods: [request("get", [], reference("A"))],
      schemas: { A: object({ b: reference("B") }), B: object({ a: reference("A") }) },
    });
    expect(types("A")).toEqual(["export interface A {", "  b?: B;", "}"]);
    expect(types("B")).toEqual(["export interface B {", "  a?: A;", "}"]);
  });

  it("counts together with what restricts it in its place", async () => {
    const { types, file } = await generated({
      methods: [request("get", [], object({ short: { ...reference("Other"), maxLength: 7 } }))],
      schemas: { Other: text },
    });
    expect(types("GetResult")).toContain("  short?: Other;");
    expect(file("validators.ts").join("\n")).toContain("must NOT have more than 7 characters");
  });

  it("to a shape that nothing uses makes no type", async () => {
    const { types } = await generated({ methods: [request("get")], schemas: { Unused: text } });
    expect(types("Unused")).toEqual(["nothing is called Unused"]);
  });
});
