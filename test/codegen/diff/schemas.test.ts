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
  it.each<[string, JsonSchema, JsonSchema, ...Told[]]>([
    ["another type", text, number, ["", "`x` changed from string to number", breaks, breaks]],
    ["a type more", text, { type: ["string", "null"] }, ["", "`x` can now also be null", spares, breaks]],
    ["a type less", { type: ["string", "null"] }, text, ["", "`x` can no longer be null", breaks, spares]],
    ["any type", text, {}, ["", "`x` changed from string to anything", spares, breaks]],
    [
      "whole numbers only",
      number,
      { type: "integer" },
      ["", "`x` changed from number to integer", breaks, spares],
    ],
    ["any number", { type: "integer" }, number, ["", "`x` changed from integer to number", spares, breaks]],
    ["a value more", { enum: ["a"] }, { enum: ["a", "b"] }, ["", '`x` can now also be "b"', spares, breaks]],
    ["a value less", { enum: ["a", "b"] }, { enum: ["a"] }, ["", '`x` can no longer be "b"', breaks, spares]],
    ["values, listed", text, { enum: ["a"] }, ["", '`x` changed from string to "a"', breaks, spares]],
    [
      "values, no longer listed",
      { ...text, const: "a" },
      text,
      ["", '`x` changed from "a" to string', spares, breaks],
    ],
    [
      "a higher minimum",
      { ...number, minimum: 0 },
      { ...number, minimum: 1 },
      ["", "`x`: minimum changed from 0 to 1", breaks, spares],
    ],
    [
      "a lower minimum",
      { ...number, minimum: 1 },
      { ...number, minimum: 0 },
      ["", "`x`: minimum changed from 1 to 0", spares, breaks],
    ],
    ["a maximum", number, { ...number, maximum: 9 }, ["", "`x`: maximum 9 was added", breaks, spares]],
    ["no maximum", { ...number, maximum: 9 }, number, ["", "`x`: maximum 9 was removed", spares, breaks]],
    [
      "a shorter text",
      { ...text, maxLength: 9 },
      { ...text, maxLength: 8 },
      ["", "`x`: maxLength changed from 9 to 8", breaks, spares],
    ],
    ["a pattern", text, { ...text, pattern: "a" }, ["", '`x`: pattern "a" was added', breaks, spares]],
    ["no pattern", { ...text, pattern: "a" }, text, ["", '`x`: pattern "a" was removed', spares, breaks]],
    [
      "another pattern",
      { ...text, pattern: "a" },
      { ...text, pattern: "b" },
      ["", '`x`: pattern changed from "a" to "b"', breaks, breaks],
    ],
    [
      "another format",
      { ...text, format: "a" },
      { ...text, format: "b" },
      ["", '`x`: format changed from "a" to "b"', risks, risks],
    ],
    [
      "another not",
      { not: text },
      { not: number },
      ["", '`x`: not changed from {"type":"string"} to {"type":"number"}', breaks, breaks],
    ],
    [
      "a member that must be there",
      object({}),
      object({ a: text }, ["a"]),
      ["/properties/a", "`x.a` is new and required", breaks, spares],
    ],
    [
      "a member that may be there",
      object({}),
      object({ a: text }),
      ["/properties/a", "`x.a` is new and optional", spares, spares],
    ],
    [
      "a member that may be there where none might",
      object({}, [], { additionalProperties: false }),
      object({ a: text }, [], { additionalProperties: false }),
      ["/properties/a", "`x.a` is new and optional", spares, breaks],
    ],
    [
      "a required member less",
      object({ a: text }, ["a"]),
      object({}),
      ["/properties/a", "`x.a` was removed", spares, breaks],
    ],
    [
      "an optional member less",
      object({ a: text }),
      object({}),
      ["/properties/a", "`x.a` was removed", spares, risks],
    ],
    [
      "a member made required",
      object({ a: text }),
      object({ a: text }, ["a"]),
      ["/properties/a", "`x.a` is now required", breaks, spares],
    ],
    [
      "a member made optional",
      object({ a: text }, ["a"]),
      object({ a: text }),
      ["/properties/a", "`x.a` is now optional", spares, breaks],
    ],
    [
      "a member's type",
      object({ a: text }),
      object({ a: number }),
      ["/properties/a", "`x.a` changed from string to number", breaks, breaks],
    ],
    [
      "no other members",
      object({}),
      object({}, [], { additionalProperties: false }),
      ["/additionalProperties", "`x` no longer allows members of other names", risks, spares],
    ],
    [
      "other members of a type",
      object({}, [], { additionalProperties: text }),
      object({}, [], { additionalProperties: number }),
      ["/additionalProperties", "`x.*` changed from string to number", breaks, breaks],
    ],
    [
      "items of another type",
      { items: text },
      { items: number },
      ["/items", "`x[]` changed from string to number", breaks, breaks],
    ],
    [
      "fewer items",
      { items: text, maxItems: 9 },
      { items: text, maxItems: 8 },
      ["", "`x`: maxItems changed from 9 to 8", breaks, spares],
    ],
    [
      "a position that must be there",
      tuple(1, text),
      tuple(2, text, text),
      ["", "`x`: minItems changed from 1 to 2", breaks, spares],
      ["/items/1", "`x[1]` is new", spares, spares],
    ],
    [
      "a position that may be there",
      tuple(1, text),
      tuple(1, text, text),
      ["/items/1", "`x[1]` is new", spares, spares],
    ],
    [
      "a position less",
      tuple(2, text, text),
      tuple(1, text),
      ["", "`x`: minItems changed from 2 to 1", spares, breaks],
      ["/items/1", "`x[1]` was removed", spares, risks],
    ],
    [
      "a position made optional",
      tuple(2, text, text),
      tuple(1, text, text),
      ["", "`x`: minItems changed from 2 to 1", spares, breaks],
    ],
    [
      "a position's type",
      tuple(1, text),
      tuple(1, number),
      ["/items/0", "`x[0]` changed from string to number", breaks, breaks],
    ],
    [
      "a tuple for a list",
      { type: "array", items: text },
      tuple(1, text),
      ["", "`x`: minItems 1 was added", breaks, spares],
      ["", "`x` no longer restricts further items", spares, risks],
    ],
    [
      "an alternative more",
      { anyOf: [text] },
      { anyOf: [text, number] },
      ["/anyOf/1", "`x` can now also be number", spares, breaks],
    ],
    [
      "an alternative less",
      { oneOf: [text, number] },
      { oneOf: [number] },
      ["/oneOf/0", "`x` can no longer be string", breaks, spares],
    ],
    [
      "null",
      object({}),
      { anyOf: [object({}), { type: "null" }] },
      ["", "`x` can now also be null", spares, breaks],
    ],
    [
      "an alternative that differs",
      { oneOf: [text, object({ a: text })] },
      { oneOf: [object({ a: number }), text] },
      ["/oneOf/0/properties/a", "`x.a` changed from string to number", breaks, breaks],
    ],
    [
      "the one of its constant",
      { oneOf: [object({ k: { const: 1 }, a: text }, ["k"]), object({ k: { const: 2 } }, ["k"])] },
      { oneOf: [object({ k: { const: 2 } }, ["k"]), object({ k: { const: 1 }, a: number }, ["k"])] },
      ["/oneOf/1/properties/a", "`x.a` changed from string to number", breaks, breaks],
    ],
    [
      "a part",
      { allOf: [text, { maxLength: 5 }] },
      { allOf: [text, { maxLength: 4 }] },
      ["/allOf/1", "`x`: maxLength changed from 5 to 4", breaks, spares],
    ],
  ])("is told: %s", async (_what, old, now, ...expected) => {
    expect(await told(old, now)).toEqual(expected);
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
      ["/components/schemas/Id", "`Id` changed from string to number", breaks, breaks],
    ]);
  });

  it("may hold itself", async () => {
    const tree = (leaf: JsonSchema) => ({ Tree: object({ leaf, left: reference("Tree") }) });
    expect(await told(reference("Tree"), reference("Tree"), [tree(text), tree(number)])).toEqual([
      [
        "/components/schemas/Tree/properties/leaf",
        "`Tree.leaf` changed from string to number",
        breaks,
        breaks,
      ],
    ]);
  });
});
