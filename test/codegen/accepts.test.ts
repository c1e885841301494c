import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { generate, writeOutput } from "../../codegen/index.js";
import type { Protocol } from "../../src/rpc/index.js";
import { withFolder, write } from "./folder.js";
import { documentOf, number, param, reference, request, text } from "./inline.js";

const runtime = fileURLToPath(new URL("../../src/runtime/index.ts", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => {
  return { type: "object", properties, required };
};
/** Keywords of other drafts and of OpenAPI, which the types of draft-07 do not have. */
const other = (schema: object): JsonSchema => schema;

const schemas: Record<string, JsonSchema> = {
  Tree: object({ value: number, left: reference("Tree"), all: { type: "array", items: reference("Tree") } }),
  Even: object({ odd: reference("Odd") }, ["odd"]),
  Odd: { anyOf: [{ type: "null" }, reference("Even")] },
  Name: { ...text, minLength: 2 },
  Cat: object({ kind: { const: "cat" }, lives: { type: "integer" } }, ["kind", "lives"]),
  Dog: object({ kind: { const: "dog" }, name: reference("Name") }, ["kind", "name"]),
};

/** What a schema allows, and what it does not. */
const features: [feature: string, schema: JsonSchema, fits: unknown[], others: unknown[]][] = [
  [
    "a shape that holds itself",
    reference("Tree"),
    [{}, { left: { all: [{ value: 1 }] } }],
    [{ left: { all: [{ value: "1" }] } }],
  ],
  [
    "shapes that hold each other",
    reference("Even"),
    [{ odd: null }, { odd: { odd: null } }],
    [{}, { odd: { odd: 1 } }],
  ],
  ["what restricts beside $ref", { ...reference("Name"), maxLength: 3 }, ["ab", "abc"], ["a", "abcd"]],
  ["words beside $ref", { ...reference("Name"), description: "Here.", default: 5 }, ["ab"], ["a"]],
  [
    "allOf",
    { allOf: [object({ a: text }, ["a"]), object({ b: number }, ["b"])] },
    [{ a: "", b: 1 }],
    [{ a: "" }, { b: 1 }],
  ],
  ["anyOf", { anyOf: [text, { type: "integer" }] }, ["a", 1], [1.5, null]],
  [
    "oneOf",
    {
      oneOf: [
        { type: "integer", maximum: 5 },
        { type: "integer", minimum: 5 },
      ],
    },
    [4, 6],
    [5, "4"],
  ],
  [
    "oneOf told apart by a constant",
    other({ oneOf: [reference("Cat"), reference("Dog")], discriminator: { propertyName: "kind" } }),
    [
      { kind: "cat", lives: 9 },
      { kind: "dog", name: "Rex" },
    ],
    [{ kind: "cat", name: "Rex" }, { kind: "cow" }, {}],
  ],
  ["enum", { enum: ["a", 1, null, { k: [1] }] }, ["a", 1, null, { k: [1] }], ["b", { k: [2] }]],
  ["const", { const: { k: [1] } }, [{ k: [1] }], [{ k: 1 }, null]],
  [
    "a tuple with an open tail",
    { type: "array", items: [text, number], minItems: 1 },
    [["a"], ["a", 1], ["a", 1, {}]],
    [[], ["a", "1"]],
  ],
  ["a tuple that ends", { type: "array", items: [text], additionalItems: false }, [[], ["a"]], [["a", 1]]],
  [
    "a tuple of draft 2020-12",
    other({ type: "array", prefixItems: [text, number], items: false, minItems: 1 }),
    [["a"], ["a", 1]],
    [["a", 1, 2], [1]],
  ],
  [
    "a tuple of draft 2020-12 with a tail",
    other({ type: "array", prefixItems: [text], items: number }),
    [["a", 1, 2]],
    [["a", "b"]],
  ],
  [
    "pattern properties",
    { type: "object", patternProperties: { "^x-": number }, additionalProperties: false },
    [{}, { "x-a": 1 }],
    [{ "x-a": "1" }, { a: 1 }],
  ],
  ["members of any name", { type: "object", additionalProperties: number }, [{ a: 1 }], [{ a: "1" }]],
  ["nullable", other({ type: "string", nullable: true }), [null, "a"], [1]],
  ["a nullable shape", other({ ...reference("Name"), nullable: true }), [null, "ab"], ["a"]],
  ["several types", { type: ["string", "null"] }, [null, "a"], [1]],
  ["formats, which are words for people", { type: "string", format: "uri" }, ["not a uri"], [1]],
  ["bounds of draft-04", other({ type: "number", minimum: 0, exclusiveMinimum: true }), [1], [0]],
  ["bounds of draft-07", other({ type: "number", exclusiveMinimum: 0 }), [1], [0]],
  [
    "if, then, else",
    other({ if: { required: ["a"] }, then: { required: ["b"] }, else: { required: ["c"] } }),
    [{ a: 1, b: 1 }, { c: 1 }],
    [{ a: 1 }, {}],
  ],
  ["not", { not: { type: "string" } }, [1], ["a"]],
  ["lengths in letters, not in code units", { type: "string", maxLength: 1 }, ["😀"], ["ab"]],
  ["items that differ", other({ type: "array", uniqueItems: true }), [[1, 2]], [[{ a: 1 }, { a: 1 }]]],
  [
    "a combination that is closed",
    other({ allOf: [object({ a: text }), object({ b: text })], unevaluatedProperties: false }),
    [{ a: "", b: "" }, {}],
    [{ a: "", c: "" }],
  ],
  [
    "a combination of shapes that is closed",
    other({ allOf: [reference("Cat"), object({ b: text })], unevaluatedProperties: false }),
    [{ kind: "cat", lives: 9, b: "" }],
    [{ kind: "cat", lives: 9, c: "" }],
  ],
  [
    "items that nothing describes",
    other({ type: "array", items: [text], unevaluatedItems: false }),
    [["a"]],
    [["a", 1]],
  ],
  [
    "members that ask for others",
    other({ dependentRequired: { a: ["b"] } }),
    [{ a: 1, b: 1 }, { b: 1 }],
    [{ a: 1 }],
  ],
  [
    "members that ask for a shape",
    other({ dependentSchemas: { a: { required: ["b"] } } }),
    [{ a: 1, b: 1 }],
    [{ a: 1 }],
  ],
  [
    "items of which some are counted",
    other({ type: "array", contains: { type: "number" }, minContains: 2, maxContains: 3 }),
    [
      [1, 2],
      [1, "a", 2, 3],
    ],
    [[1], [1, 2, 3, 4]],
  ],
  ["everything", other({ anyOf: [true] }), [null, 1, {}], []],
  [
    "members called as those of every object",
    object({ constructor: text, toString: number }, ["constructor"]),
    [{ constructor: "a" }, { constructor: "a", toString: 1 }],
    [{ constructor: 1 }, {}],
  ],
  [
    "members that are no identifiers",
    object({ "a-b": text, "1": text, "": text, "'\"\\": text }),
    [{ "a-b": "", "'\"\\": "" }],
    [{ "1": 1 }, { "": 1 }],
  ],
];

type Methods = Record<string, { params: Record<string, unknown>; result: unknown }>;

describe("the validators of", () => {
  let fits: (index: number, value: unknown) => Promise<boolean>;
  let done = async () => {};

  beforeAll(async () => {
    const document = documentOf({
      methods: features.map(([, schema], index) => request(`m${index}`, [param("x", schema)])),
      schemas,
    });
    await new Promise<void>((ready, failed) => {
      const removed = withFolder(async (folder) => {
        await write(folder, { "api.json": JSON.stringify(document) });
        const output = join(folder, "out");
        const { files } = await generate({
          inputs: [join(folder, "api.json")],
          output,
          runtime,
          extension: ".ts",
        });
        await writeOutput(output, files, { added: [...files.keys()], changed: [], stale: [], unchanged: [] });
        const { protocol }: { protocol: Protocol<Methods, Methods, object, object> } = await import(
          join(output, "index.ts")
        );
        fits = async (index, x) => {
          const { validators } = protocol.server[`m${index}`] ?? {};
          const { params } = (typeof validators === "function" ? await validators() : validators) ?? {};
          return params?.({ x }) ?? false;
        };
        await new Promise<void>((end) => {
          done = async () => {
            end();
            await removed;
          };
          ready();
        });
      }, here);
      removed.catch(failed);
    });
  });

  afterAll(() => done());

  it.each(features.map(([feature], index) => [feature, index] as const))("%s", async (_feature, index) => {
    const [, , good = [], bad = []] = features[index] ?? [];
    for (const value of good) expect(await fits(index, value), JSON.stringify(value)).toBe(true);
    for (const value of bad) expect(await fits(index, value), JSON.stringify(value)).toBe(false);
  });
});
