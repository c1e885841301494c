import fc from "fast-check";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { mapSubschemas } from "../../codegen/document/subschemas.js";
import { reference } from "./inline.js";

/** Shapes that random schemas refer to; some of them hold themselves. */
export const shapes: Record<string, JsonSchema> = {
  Name: { type: "string" },
  Maybe: { type: ["string", "null"] },
  Pair: {
    type: "object",
    properties: { a: { type: "string" }, b: reference("Maybe") },
    required: ["a"],
    additionalProperties: false,
  },
  List: { anyOf: [{ type: "number" }, { type: "array", items: reference("List") }] },
  Value: {
    oneOf: [
      { type: "integer" },
      { type: "array", items: reference("Value") },
      { anyOf: [reference("Value"), { type: "null" }] },
    ],
  },
};

const names = ["a", "b", "c"];

const scalars = ["string", "number", "integer", "boolean", "null"];
const values = ["a", "b", "", 0, 1, 1.5, true, false, null];

const optionally = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

/** A schema without the keywords that were left to chance and not chosen. */
const schema = (facts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonSchema> =>
  fc.record(facts).map((all) => {
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  });

/**
 * Schemas of every construct that has a form in TypeScript, and of some keywords that have none. Schemas that
 * hold together are of different members: TypeScript lets a text pass as a text that is an object, too.
 */
export const schemas: fc.Arbitrary<JsonSchema> = fc.letrec<{
  any: JsonSchema;
  object: JsonSchema;
  open: JsonSchema;
}>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthIdentifier: "schema" },
    schema({ type: fc.constantFrom(...scalars) }),
    schema({ type: fc.uniqueArray(fc.constantFrom(...scalars), { minLength: 1, maxLength: 3 }) }),
    schema({ enum: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 }) }),
    schema({
      type: fc.constantFrom("string", "number"),
      enum: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }),
    }),
    schema({ const: fc.constantFrom(...values, [1], { a: 1 }) }),
    schema({ type: fc.constant("string"), minLength: fc.nat(2), pattern: fc.constantFrom("^a", ".") }),
    schema({ type: fc.constant("string"), pattern: fc.constantFrom("^a.*$", "^(a|b)$", "^b-(on|off)$") }),
    fc.constantFrom(...Object.keys(shapes).map(reference)),
    tie("object"),
    tie("object").map((found) => ({ ...found, type: ["object", "null"] })),
    schema({ type: fc.constant("string"), nullable: fc.boolean() }),
    tie("object").map((found) => ({ ...found, nullable: true })),
    schema({
      type: fc.constantFrom<unknown>("array", ["array", "null"], ["array", "string"]),
      items: tie("any"),
      minItems: optionally(fc.nat(2)),
    }),
    schema({
      type: fc.constantFrom<unknown>("array", ["array", "null"]),
      items: fc.array(tie("any"), { minLength: 1, maxLength: 3 }),
      minItems: optionally(fc.nat(4)),
      maxItems: optionally(fc.integer({ min: 1, max: 4 })),
      additionalItems: optionally(fc.oneof(fc.boolean(), tie("any"))),
    }),
    schema({
      type: fc.constant("object"),
      items: tie("any"),
      properties: fc.constant({ a: { type: "string" } }),
    }),
    schema({
      type: fc.constantFrom<unknown>("object", ["object", "null"]),
      additionalProperties: fc.oneof(fc.boolean(), tie("any")),
    }),
    schema({ anyOf: fc.array(tie("any"), { minLength: 1, maxLength: 3 }) }),
    schema({ oneOf: fc.array(tie("any"), { minLength: 1, maxLength: 3 }) }),
    fc.tuple(tie("open"), tie("any")).map(([open, member]): JsonSchema => {
      return { allOf: [open, { type: "object", properties: { d: member } }] };
    }),
    schema({
      type: fc.constant("object"),
      properties: fc.constant({ d: { type: "string" } }),
      anyOf: fc.array(tie("open"), { minLength: 1, maxLength: 2 }),
    }),
  ),
  open: tie("object").map(({ additionalProperties, ...open }) => open),
  object: schema({
    type: fc.constant("object"),
    properties: fc.dictionary(fc.constantFrom(...names), tie("any"), {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
    required: optionally(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 })),
    additionalProperties: optionally(fc.oneof(fc.constant(false), fc.constant(true), tie("any"))),
  }),
})).any;

/** Values that may fit a schema, or just not. */
export const candidates: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    fc.constantFrom(...values, "ab", "b-on"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Values that are made for a schema: most of them fit. */
export function guided(part: JsonSchema, pick: (most: number) => number, depth = 0): unknown {
  const below = (schema: JsonSchema | boolean | undefined) =>
    typeof schema === "object" && depth < 5 ? guided(schema, pick, depth + 1) : values[pick(values.length)];
  if (part.$ref !== undefined)
    return guided(shapes[part.$ref.split("/").at(-1) ?? ""] ?? {}, pick, depth + 1);
  if ("const" in part) return part.const;
  if (part.enum) return part.enum[pick(part.enum.length)];
  if ("nullable" in part && pick(3) === 0) return null;
  const alternatives = part.anyOf ?? part.oneOf;
  if (alternatives && part.properties === undefined) return below(alternatives[pick(alternatives.length)]);
  if (part.allOf) return Object.assign({}, ...part.allOf.map((each) => Object(below(each))));
  const types = [part.type ?? []].flat();
  const type = types[pick(types.length)];
  if (type === "object") {
    const { properties = {}, required = [], additionalProperties } = part;
    const given = Object.keys(properties).filter((name) => required.includes(name) || pick(2) === 0);
    const others = typeof additionalProperties === "object" && pick(2) === 0 ? ["c"] : [];
    const named = [...new Set([...required, ...given, ...others])];
    const own = Object.fromEntries(
      named.map((name) => [name, below(properties[name] ?? additionalProperties)]),
    );
    return alternatives ? { ...Object(below(alternatives[pick(alternatives.length)])), ...own } : own;
  }
  if (type === "array") {
    const { items, minItems = 0 } = part;
    const count = minItems + pick(3);
    return Array.from({ length: count }, (_, index) =>
      below(Array.isArray(items) ? (items[index] ?? part.additionalItems) : items),
    );
  }
  if (type === "string") return ["a", "b", "", "ab", "b-on"][pick(5)];
  if (type === "boolean") return pick(2) === 0;
  if (type === "null") return null;
  return pick(2);
}

/**
 * What is left of a schema in TypeScript: no lengths, no patterns but those of template literals, and of
 * several alternatives any number may fit. Where objects are one of several, TypeScript looks for what is
 * beyond a member's names among all of them together.
 */
export function shapeOnly(part: JsonSchema, isAlternative = false): JsonSchema {
  const among =
    isAlternative || "nullable" in part || ["anyOf", "oneOf", "allOf"].some((keyword) => keyword in part);
  const isSeveral = among || Array.isArray(part.type);
  const mapped = mapSubschemas(part, (below, [keyword = ""]) =>
    shapeOnly(below, isSeveral && keyword !== "properties" && keyword !== "items"),
  );
  const {
    type,
    pattern,
    minLength,
    oneOf,
    additionalProperties,
    minItems = 0,
    maxItems = 0,
    ...rest
  } = mapped;
  const isEnding = Array.isArray(part.items) && maxItems <= Math.max(minItems, part.items.length);
  const { properties = {}, required = [] } = mapped;
  const declared = [
    ...Object.values(properties),
    ...required.filter((name) => !Object.hasOwn(properties, name)).map(() => ({})),
  ];
  const isClosed = additionalProperties === false && !isSeveral;
  const others =
    typeof additionalProperties === "object"
      ? { anyOf: [additionalProperties, ...declared] }
      : additionalProperties;
  return {
    ...rest,
    ...(pattern !== undefined && /^\^(a\.\*|\(a\|b\)|b-\(on\|off\))\$$/.test(pattern) && { pattern }),
    ...(oneOf && { anyOf: oneOf }),
    ...(type !== undefined && { type: [type].flat().map((name) => (name === "integer" ? "number" : name)) }),
    ...(Array.isArray(part.items) && { minItems }),
    ...("maxItems" in part && isEnding && { maxItems }),
    ...(isClosed
      ? { additionalProperties: false }
      : typeof others === "object" && { additionalProperties: others }),
  };
}

/**
 * The schema without members that it does not name. JSON Schema lets them pass, and so does TypeScript, but
 * not in a literal.
 */
export function closed(part: JsonSchema, beside: readonly string[] = []): JsonSchema {
  const { properties, allOf = [], anyOf = [], oneOf = [] } = part;
  const own = [...beside, ...[part, ...allOf].flatMap(namesOf)];
  const all = [...own, ...[...anyOf, ...oneOf].flatMap(namesOf)];
  const mapped = mapSubschemas(part, (below, [keyword = ""]) => {
    const isAlternative = /^(anyOf|oneOf)$/.test(String(keyword)) && properties !== undefined;
    return closed(below, isAlternative || keyword === "allOf" ? own : []);
  });
  if (!properties || "additionalProperties" in mapped) return mapped;
  const others = Object.fromEntries(all.map((name) => [name, {}]));
  return { ...mapped, properties: { ...others, ...mapped.properties }, additionalProperties: false };
}

function namesOf({ properties = {}, required = [] }: JsonSchema): string[] {
  return [...Object.keys(properties), ...required];
}
