import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import { diff } from "../../../codegen/index.js";
import { withFolder, write } from "../folder.js";
import { documentOf, notification, number, param, reference, request, text } from "../inline.js";

type Told = [pointer: string, message: string, sender: string, receiver: string];

/**
 * What is told of a schema that changes, by what becomes of who sends such a value and of who gets one. A
 * client sends parameters of requests, and gets those of what the server calls.
 */
async function told(old: JsonSchema, now: JsonSchema, shapes?: [object, object]): Promise<Told[]> {
  const documents = [old, now].map((schema, index) =>
    documentOf({
      methods: [
        request("sent", [param("x", schema)]),
        notification("got", [param("x", schema)], { "x-direction": "serverToClient" }),
      ],
      schemas: { ...shapes?.[index] },
    }),
  );
  return withFolder(async (folder) => {
    await write(folder, {
      "old.json": JSON.stringify(documents[0]),
      "new.json": JSON.stringify(documents[1]),
    });
    const changes = await diff(join(folder, "old.json"), join(folder, "new.json"));
    const of = (method: string) => changes.filter(({ methods }) => methods.includes(method));
    const [sent, got] = [of("sent"), of("got")];
    expect(sent).toHaveLength(got.length);
    const bare = (pointer: string) => pointer.replace(/^\/methods\/\d\/params\/0\/schema/, "");
    return sent.map(({ message, clients, pointer }) => {
      const other = got.find((one) => one.message === message && bare(one.pointer) === bare(pointer));
      return [bare(pointer), message, clients, other?.clients ?? "not told"];
    });
  });
}

const object = (properties: Record<string, JsonSchema>, required: string[] = [], more: JsonSchema = {}) => ({
  type: "object",
  properties,
  required,
  ...more,
});
const tuple = (minItems: number, ...items: JsonSchema[]): JsonSchema => ({ type: "array", items, minItems });

/** Each line says what was and is, where, what is told, and whom it breaks: who sends, who gets. */
const [breaks, risks, spares] = ["breaking", "risky", "compatible"];

describe("a schema that changes", () => {
  it.each<[string, JsonSchema, JsonSchema, ...Told]>([
    ["another type", text, number, "", "its type was string and is number", breaks, breaks],
    [
      "a type more",
      text,
      { type: ["string", "null"] },
      "",
      "its type was string and is string or null",
      spares,
      breaks,
    ],
    [
      "a type less",
      { type: ["string", "null"] },
      text,
      "",
      "its type was string or null and is string",
      breaks,
      spares,
    ],
    ["any type", text, {}, "", "its type was string and is anything", spares, breaks],
    [
      "whole numbers only",
      number,
      { type: "integer" },
      "",
      "its type was number and is integer",
      breaks,
      spares,
    ],
    ["any number", { type: "integer" }, number, "", "its type was integer and is number", spares, breaks],
    ["a value more", { enum: ["a"] }, { enum: ["a", "b"] }, "", 'it may also be "b"', spares, risks],
    ["a value less", { enum: ["a", "b"] }, { enum: ["a"] }, "", 'it may no longer be "b"', breaks, spares],
    ["values, listed", text, { enum: ["a"] }, "", 'its values are listed now: "a"', breaks, spares],
    [
      "values, no longer listed",
      { ...text, const: "a" },
      text,
      "",
      'its values are no longer listed; they were "a"',
      spares,
      risks,
    ],
    [
      "a higher minimum",
      { ...number, minimum: 0 },
      { ...number, minimum: 1 },
      "",
      "minimum was 0 and is 1",
      breaks,
      spares,
    ],
    [
      "a lower minimum",
      { ...number, minimum: 1 },
      { ...number, minimum: 0 },
      "",
      "minimum was 1 and is 0",
      spares,
      risks,
    ],
    ["a maximum", number, { ...number, maximum: 9 }, "", "maximum is new: 9", breaks, spares],
    ["no maximum", { ...number, maximum: 9 }, number, "", "maximum is gone: 9", spares, risks],
    [
      "a shorter text",
      { ...text, maxLength: 9 },
      { ...text, maxLength: 8 },
      "",
      "maxLength was 9 and is 8",
      breaks,
      spares,
    ],
    ["a pattern", text, { ...text, pattern: "a" }, "", 'pattern is new: "a"', breaks, spares],
    ["no pattern", { ...text, pattern: "a" }, text, "", 'pattern is gone: "a"', spares, risks],
    [
      "another pattern",
      { ...text, pattern: "a" },
      { ...text, pattern: "b" },
      "",
      'pattern was "a" and is "b"',
      risks,
      risks,
    ],
    [
      "another format",
      { ...text, format: "a" },
      { ...text, format: "b" },
      "",
      'format was "a" and is "b"',
      risks,
      risks,
    ],
    [
      "another not",
      { not: text },
      { not: number },
      "",
      "not has changed, and only a person can tell what follows",
      risks,
      risks,
    ],
    [
      "a member that must be there",
      object({}),
      object({ a: text }, ["a"]),
      "/properties/a",
      '"a" is new, and required',
      breaks,
      spares,
    ],
    [
      "a member that may be there",
      object({}),
      object({ a: text }),
      "/properties/a",
      '"a" is new, and may be left out',
      spares,
      spares,
    ],
    [
      "a member that may be there where none might",
      object({}, [], { additionalProperties: false }),
      object({ a: text }, [], { additionalProperties: false }),
      "/properties/a",
      '"a" is new, and may be left out',
      spares,
      risks,
    ],
    [
      "a required member less",
      object({ a: text }, ["a"]),
      object({}),
      "/properties/a",
      '"a" is gone',
      spares,
      breaks,
    ],
    [
      "an optional member less",
      object({ a: text }),
      object({}),
      "/properties/a",
      '"a" is gone',
      spares,
      risks,
    ],
    [
      "a member made required",
      object({ a: text }),
      object({ a: text }, ["a"]),
      "/properties/a",
      '"a" is required now',
      breaks,
      spares,
    ],
    [
      "a member made optional",
      object({ a: text }, ["a"]),
      object({ a: text }),
      "/properties/a",
      '"a" may be left out now',
      spares,
      breaks,
    ],
    [
      "a member's type",
      object({ a: text }),
      object({ a: number }),
      "/properties/a",
      "its type was string and is number",
      breaks,
      breaks,
    ],
    [
      "no other members",
      object({}),
      object({}, [], { additionalProperties: false }),
      "/additionalProperties",
      "members of other names may no longer be there",
      risks,
      spares,
    ],
    [
      "other members of a type",
      object({}, [], { additionalProperties: text }),
      object({}, [], { additionalProperties: number }),
      "/additionalProperties",
      "its type was string and is number",
      breaks,
      breaks,
    ],
    [
      "items of another type",
      { items: text },
      { items: number },
      "/items",
      "its type was string and is number",
      breaks,
      breaks,
    ],
    [
      "fewer items",
      { items: text, maxItems: 9 },
      { items: text, maxItems: 8 },
      "",
      "maxItems was 9 and is 8",
      breaks,
      spares,
    ],
    [
      "a position that must be there",
      tuple(1, text),
      tuple(2, text, text),
      "/items/1",
      "position 1 is new, and required",
      breaks,
      spares,
    ],
    [
      "a position that may be there",
      tuple(1, text),
      tuple(1, text, text),
      "/items/1",
      "position 1 is new, and may be left out",
      spares,
      spares,
    ],
    [
      "a position less",
      tuple(2, text, text),
      tuple(1, text),
      "/items/1",
      "position 1 is gone",
      spares,
      breaks,
    ],
    [
      "a position made optional",
      tuple(2, text, text),
      tuple(1, text, text),
      "/items/1",
      "position 1 may be left out now",
      spares,
      breaks,
    ],
    [
      "a position's type",
      tuple(1, text),
      tuple(1, number),
      "/items/0",
      "its type was string and is number",
      breaks,
      breaks,
    ],
    [
      "a tuple for a list",
      { type: "array", items: text },
      tuple(1, text),
      "",
      "a list became a tuple, or a tuple a list",
      breaks,
      breaks,
    ],
    [
      "an alternative more",
      { anyOf: [text] },
      { anyOf: [text, number] },
      "/anyOf/1",
      "it may also be number",
      spares,
      breaks,
    ],
    [
      "an alternative less",
      { oneOf: [text, number] },
      { oneOf: [number] },
      "/oneOf/0",
      "it may no longer be string",
      breaks,
      spares,
    ],
    [
      "null",
      object({}),
      { anyOf: [object({}), { type: "null" }] },
      "/anyOf/1",
      "it may also be null",
      spares,
      breaks,
    ],
    [
      "an alternative that differs",
      { oneOf: [text, object({ a: text })] },
      { oneOf: [object({ a: number }), text] },
      "/oneOf/0/properties/a",
      "its type was string and is number",
      breaks,
      breaks,
    ],
    [
      "the one of its constant",
      { oneOf: [object({ k: { const: 1 }, a: text }), object({ k: { const: 2 } })] },
      { oneOf: [object({ k: { const: 2 } }), object({ k: { const: 1 }, a: number })] },
      "/oneOf/1/properties/a",
      "its type was string and is number",
      breaks,
      breaks,
    ],
    [
      "a part",
      { allOf: [text, { maxLength: 5 }] },
      { allOf: [text, { maxLength: 4 }] },
      "/allOf/1",
      "maxLength was 5 and is 4",
      breaks,
      spares,
    ],
  ])("is told: %s", async (_what, old, now, ...expected) => {
    expect(await told(old, now)).toEqual([expected]);
  });

  it.each<[string, JsonSchema, JsonSchema]>([
    ["words", { ...text, description: "a", title: "A" }, { ...text, description: "b", default: "c" }],
    [
      "the order of keywords, names and alternatives",
      { oneOf: [object({ a: text, b: text }, ["a", "b"]), text] },
      { anyOf: [text, { required: ["b", "a"], properties: { b: text, a: text }, type: "object" }] },
    ],
    ["how null is said", { anyOf: [text, { type: "null" }] }, { type: ["null", "string"] }],
    ["whether digits become text here", { ...number }, { ...number, "x-exact": true }],
    [
      "the order of alternatives of one type",
      { oneOf: ["a", "b", "c"].map((pattern) => ({ ...text, pattern })) },
      { oneOf: ["c", "a", "b"].map((pattern) => ({ ...text, pattern })) },
    ],
    ["whether a shape has a name", text, reference("Id")],
  ])("is not told: %s", async (_what, old, now) => {
    expect(await told(old, now, [{}, { Id: text }])).toEqual([]);
  });

  it("is told at the shape, once", async () => {
    const twice = object({ a: reference("Id"), b: { type: "array", items: reference("Id") } });
    expect(await told(twice, twice, [{ Id: text }, { Id: number }])).toEqual([
      ["/components/schemas/Id", "its type was string and is number", breaks, breaks],
    ]);
  });

  it("may hold itself", async () => {
    const tree = (leaf: JsonSchema) => ({ Tree: object({ leaf, left: reference("Tree") }) });
    expect(await told(reference("Tree"), reference("Tree"), [tree(text), tree(number)])).toEqual([
      ["/components/schemas/Tree/properties/leaf", "its type was string and is number", breaks, breaks],
    ]);
  });
});
