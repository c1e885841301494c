import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diff, generate, InvalidSource, lintInputs } from "../../codegen/index.js";
import { withFolder, write } from "./folder.js";

/** Something of everything that the generator looks into. */
const document = {
  openrpc: "1.4.1",
  info: { title: "T", version: "1", description: "D." },
  methods: [
    {
      name: "a.get",
      summary: "Gets.",
      deprecated: true,
      externalDocs: { url: "https://example.org" },
      "x-direction": "both",
      params: [
        { name: "tree", description: "It.", required: true, schema: { $ref: "#/components/schemas/Tree" } },
        { $ref: "#/components/contentDescriptors/Trees" },
      ],
      result: {
        name: "result",
        schema: {
          oneOf: [
            {
              type: "object",
              properties: { a: { type: "string", pattern: "^a" } },
              additionalProperties: false,
            },
            { type: "array", items: [{ enum: [1, "b", null] }], minItems: 1, "x-positions": ["x"] },
          ],
        },
      },
      errors: [{ code: 1, message: "m", data: { type: "string" } }, { $ref: "#/components/errors/E" }],
      examples: [{ name: "e", params: [{ name: "tree", value: {} }], result: { name: "r", value: ["b"] } }],
    },
    {
      name: "b",
      params: [{ name: "v", schema: { type: "integer", default: 1, maximum: 9 } }],
      result: {
        name: "result",
        schema: {
          anyOf: [{ type: "string" }, { const: { k: 1 } }],
          "x-by-argument": { name: "v", values: [[1, null], [2]] },
        },
      },
    },
    {
      name: "c",
      params: [
        {
          name: "options",
          "x-spread": true,
          schema: {
            type: "object",
            properties: { a: { prefixItems: [{}, { nullable: true }] } },
            required: ["a"],
          },
        },
      ],
    },
  ],
  components: {
    schemas: {
      Tree: {
        type: "object",
        properties: { left: { $ref: "#/components/schemas/Tree" }, n: { type: "number", "x-exact": true } },
        patternProperties: { "^z": true },
        allOf: [{ if: { required: ["n"] }, else: { not: { required: ["z"] } } }],
      },
    },
    contentDescriptors: { Trees: { name: "trees", schema: { type: "array", items: { type: "string" } } } },
    errors: { E: { code: 2, message: "e" } },
  },
};

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

/** Every place of a value that something else may be put in. */
function placesIn(value: unknown): { holder: Node; key: string }[] {
  if (!isNode(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => [{ holder: value, key }, ...placesIn(below)]);
}

const rubbish = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, -1, "", "#/nope", "toString", [], {}, [null], [[]], { $ref: 5 }, { $ref: "#" }],
  ),
  fc.jsonValue({ maxDepth: 1 }),
);

const edit = fc.tuple(
  fc.nat(),
  fc.constantFrom(
    "replace",
    "remove",
    "nullable",
    "items",
    "prefixItems",
    "required",
    "oneOf",
    "$ref",
    "description",
  ),
  rubbish,
);

type Edit = [at: number, how: string, value: unknown];

function edited(edits: readonly Edit[]): unknown {
  const copy = structuredClone(document);
  for (const [at, how, value] of edits) {
    const places = placesIn(copy);
    const place = places[at % places.length];
    if (!place) continue;
    if (how === "remove") delete place.holder[place.key];
    else place.holder[how === "replace" ? place.key : how] = value;
  }
  return copy;
}

describe("a document with anything wrong", () => {
  it("is generated from, or told of as invalid, and never fails in another way", async () => {
    await withFolder(async (folder) => {
      const [sound, odd] = [join(folder, "sound.json"), join(folder, "odd.json")];
      await write(folder, { "sound.json": JSON.stringify(document) });
      expect((await generate({ inputs: [sound], output: folder })).methods).toBe(3);
      await fc.assert(
        fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
          await write(folder, { "odd.json": JSON.stringify(edited(edits)) });
          const runs = [
            () => generate({ inputs: [odd], output: folder, docs: true }),
            () => lintInputs([odd]),
            () => diff(sound, odd),
            () => diff(odd, sound),
          ];
          for (const run of runs)
            await run().catch((error: unknown) => {
              if (!(error instanceof InvalidSource)) throw error;
              expect(error.problems.length).toBeGreaterThan(0);
            });
        }),
        { numRuns: 40 },
      );
    });
  }, 120_000);
});
