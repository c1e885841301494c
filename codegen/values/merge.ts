import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../document/json-schema.js";
import type { Part } from "../document/parts.js";
import { itemsOf, membersOf } from "./merge-members.js";

/** A schema without references, `allOf`, `anyOf` and `oneOf`; or one of these that is too much to take apart. */
export interface Plain extends Part {
  readonly name?: string;
}

/** `value` lists its values, including null, true and false. */
type Kind = "value" | "string" | "number" | "array" | "object";

/** A keyword's value, with its pointer. */
export interface Keyword {
  readonly value: unknown;
  readonly at: string;
}

/** Values of one type, and their restrictions. */
export interface Alternative {
  readonly kind: Kind;
  readonly at: string;
  /** Its label: the name of the shape, or a title. */
  readonly name?: string;
  /** The name of the shape that it is, or is an alternative of. */
  readonly shape?: string;
  /** Of `value`: all of them. */
  readonly values: readonly unknown[];
  /** Keywords that restrict this type, other than those below; `if` and `contains` with what belongs to them. */
  readonly keywords: ReadonlyMap<string, readonly Keyword[]>;
  readonly members: ReadonlyMap<string, readonly Part[]>;
  readonly required: ReadonlySet<string>;
  /** The schemas for members with other names; undefined if they are not restricted. */
  readonly others?: readonly Part[];
  readonly positions: readonly (readonly Part[])[];
  /** The schemas for items after the positions; undefined if they are not restricted. */
  readonly rest?: readonly Part[];
  /** Examples and defaults of the document. */
  readonly shown: readonly unknown[];
}

/** Bounds, and whether more of it allows more. */
export const bounds: Readonly<Record<string, "least" | "most">> = {
  minimum: "least",
  exclusiveMinimum: "least",
  minLength: "least",
  minItems: "least",
  minProperties: "least",
  maximum: "most",
  exclusiveMaximum: "most",
  maxLength: "most",
  maxItems: "most",
  maxProperties: "most",
};

const always = ["not", "if", "allOf", "anyOf", "oneOf", "$dynamicRef", "$recursiveRef"];
const keywordsOf: Readonly<Record<Kind, readonly string[]>> = {
  value: [],
  string: ["minLength", "maxLength", "pattern", "format", ...always],
  number: [
    ...["integer", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"],
    ...always,
  ],
  array: ["minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems", "x-positions", ...always],
  object: [
    ...["minProperties", "maxProperties", "propertyNames", "patternProperties"],
    ...["dependencies", "dependentRequired", "dependentSchemas", ...always],
  ],
};

/** Keywords that mean something together only. */
const groups: Readonly<Record<string, readonly string[]>> = {
  if: ["if", "then", "else"],
  contains: ["contains", "minContains", "maxContains"],
};

/** What fits all of these, one alternative a type. */
export function mergePlain(parts: readonly Plain[]): Alternative[] {
  const types = typesOf(parts);
  const listed = parts.flatMap(({ schema }) => listOf(schema));
  const shown = parts.flatMap(({ schema }) => [
    ...(schema.examples ?? []),
    ...(schema.default === undefined ? [] : [schema.default]),
  ]);
  const at = parts.at(-1)?.pointer ?? "";
  const name = parts.findLast((part) => part.name !== undefined)?.name;
  const title = parts.findLast(({ schema }) => schema.title !== undefined)?.schema.title;
  const named = {
    ...((name ?? title) && { name: name ?? title }),
    ...(name !== undefined && { shape: name }),
  };
  const base = { at, shown, values: [], ...nothing, ...named };
  if (listed.length > 0) {
    const [first = [], ...others] = listed;
    const values = first.filter(
      (value) =>
        types.has(typeOf(value)) &&
        others.every((other) => other.some((one) => isDeepStrictEqual(one, value))),
    );
    return values.length > 0 ? [{ ...base, kind: "value", values }] : [];
  }
  const values = [...(types.has("null") ? [null] : []), ...(types.has("boolean") ? [false, true] : [])];
  const of = (kind: Kind): Alternative => ({ ...base, kind, keywords: keywordsIn(parts, kind) });
  return [
    ...(values.length > 0 ? [{ ...of("value"), values }] : []),
    ...(types.has("string") ? [of("string")] : []),
    ...(types.has("number") ? [of("number")] : []),
    ...(types.has("array") ? [{ ...of("array"), ...itemsOf(parts) }] : []),
    ...(types.has("object") ? [{ ...of("object"), ...membersOf(parts) }] : []),
  ];
}

const nothing = {
  keywords: new Map<string, Keyword[]>(),
  members: new Map<string, Part[]>(),
  required: new Set<string>(),
  positions: [],
};

const allTypes = ["null", "boolean", "number", "string", "array", "object"];

function typesOf(parts: readonly Plain[]): Set<string> {
  const stated = parts.flatMap(({ schema: { type } }) => (type === undefined ? [] : [[type].flat()]));
  return new Set(
    allTypes.filter((type) =>
      stated.every((types) => types.includes(type) || (type === "number" && types.includes("integer"))),
    ),
  );
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function listOf(schema: JsonSchema): (readonly unknown[])[] {
  return [
    ...(schema.const === undefined ? [] : [[schema.const]]),
    ...(schema.enum === undefined ? [] : [schema.enum]),
  ];
}

function keywordsIn(parts: readonly Plain[], kind: Kind): Map<string, Keyword[]> {
  const found = new Map<string, Keyword[]>();
  for (const { schema, pointer: at } of parts)
    for (const keyword of keywordsOf[kind]) {
      const value = keywordIn(schema, keyword);
      if (value === undefined) continue;
      const before = found.get(keyword) ?? [];
      found.set(keyword, tightest(keyword, [...before, { value, at }]));
    }
  return found;
}

function keywordIn(schema: JsonSchema, keyword: string): unknown {
  if (keyword === "integer") {
    const types = [schema.type ?? []].flat();
    return types.includes("integer") && !types.includes("number") ? true : undefined;
  }
  const group = groups[keyword];
  if (!group || !Object.hasOwn(schema, keyword)) return defaulted(keyword, Reflect.get(schema, keyword));
  return Object.fromEntries(
    group.filter((name) => Object.hasOwn(schema, name)).map((name) => [name, Reflect.get(schema, name)]),
  );
}

/** Undefined for schemas that don't restrict anything. */
function defaulted(keyword: string, value: unknown): unknown {
  if (value === false && keyword === "uniqueItems") return undefined;
  return value === 0 && /^min(Length|Items|Properties)$/.test(keyword) ? undefined : value;
}

function tightest(keyword: string, all: readonly Keyword[]): Keyword[] {
  const numbers = all.filter(({ value }) => typeof value === "number");
  if (!bounds[keyword] || numbers.length < all.length) return distinct(all);
  const sorted = [...all].sort((a, b) => Number(a.value) - Number(b.value));
  const kept = bounds[keyword] === "least" ? sorted.at(-1) : sorted[0];
  return kept ? [kept] : [];
}

function distinct(all: readonly Keyword[]): Keyword[] {
  return all.filter(
    ({ value }, index) => all.findIndex((other) => isDeepStrictEqual(other.value, value)) === index,
  );
}
