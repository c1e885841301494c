import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../document/json-schema.js";
import { altered, type Difference, narrowed, type Spots, widened } from "./change.js";

/** Bounds of numbers, lengths and counts, and whether more of it allows more. */
const bounds: Record<string, "least" | "most"> = {
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

/** Keywords that are either there or not, and whose values can't be told apart by size. */
const conditions = ["pattern", "format", "multipleOf", "uniqueItems"];

/** Keywords of which only equality can be told. */
const opaque = [
  ...["not", "if", "then", "else", "contains", "propertyNames", "patternProperties"],
  ...["dependencies", "dependentRequired", "dependentSchemas", "x-exact", "x-positions"],
];

/** What two schemas of one type differ in, as far as single values of keywords go. */
export function compareLimits(before: JsonSchema, after: JsonSchema, at: Spots): Difference[] {
  return [
    ...Object.keys(bounds).flatMap((keyword) => compareBound(keyword, before, after, at)),
    ...conditions.flatMap((keyword) => compareCondition(keyword, before, after, at)),
    ...opaque.flatMap((keyword) => {
      const [old, now] = [valueAt(before, keyword), valueAt(after, keyword)];
      return isDeepStrictEqual(old, now)
        ? []
        : [altered(at, `${keyword} has changed, and only a person can tell what follows`)];
    }),
  ];
}

function compareBound(keyword: string, before: JsonSchema, after: JsonSchema, at: Spots): Difference[] {
  // A tuple's length is compared with its positions.
  if (/Items$/.test(keyword) && (Array.isArray(before.items) || Array.isArray(after.items))) return [];
  const [old, now] = [valueAt(before, keyword), valueAt(after, keyword)];
  if (old === now) return [];
  const isLess = typeof now === "number" && (typeof old !== "number" || isTighter(keyword, old, now));
  const message = changed(keyword, old, now);
  return [isLess ? narrowed(at, message) : widened(at, message, "risky")];
}

function isTighter(keyword: string, old: number, now: number): boolean {
  return bounds[keyword] === "least" ? now > old : now < old;
}

function compareCondition(keyword: string, before: JsonSchema, after: JsonSchema, at: Spots): Difference[] {
  const [old, now] = [valueAt(before, keyword), valueAt(after, keyword)];
  if (isDeepStrictEqual(old ?? false, now ?? false)) return [];
  const message = changed(keyword, old, now);
  // Formats are words for people here: nothing checks them.
  if (keyword === "format") return [altered(at, message)];
  if (!old) return [narrowed(at, message)];
  return now ? [altered(at, message)] : [widened(at, message, "risky")];
}

function changed(keyword: string, old: unknown, now: unknown): string {
  if (old === undefined) return `${keyword} is new: ${JSON.stringify(now)}`;
  if (now === undefined) return `${keyword} is gone: ${JSON.stringify(old)}`;
  return `${keyword} was ${JSON.stringify(old)} and is ${JSON.stringify(now)}`;
}

function valueAt(schema: JsonSchema, keyword: string): unknown {
  return Reflect.get(schema, keyword);
}
