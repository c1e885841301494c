import type { JsonSchema } from "../document/json-schema.js";
import { mapSubschemas } from "../document/subschemas.js";

/** Annotations: keywords that describe a place and restrict nothing. */
const annotations = new Set([
  "title",
  "description",
  "deprecated",
  "default",
  "examples",
  "$comment",
  "readOnly",
  "writeOnly",
]);

/** Keywords of later drafts and OpenAPI that differ from draft-07. */
type Newer = JsonSchema & { prefixItems?: JsonSchema[]; nullable?: boolean };

/**
 * Normalizes a schema, so that types and validators agree:
 * 2020-12 tuples and OpenAPI's `nullable` become draft-07; keywords next to `$ref` apply together
 * with it, unless they are annotations; an `allOf` with one part becomes that part. A number whose digits
 * must be kept becomes a string.
 */
export function normalize(schema: JsonSchema): JsonSchema {
  const steps = [exactNumber, tupleOfDraft07, withoutNullable, beside, onlyOne, scalarType, numericBounds];
  return steps.reduce((value, step) => step(value), mapSubschemas(schema, normalize));
}

function exactNumber(schema: JsonSchema): JsonSchema {
  if (!schema["x-exact"]) return schema;
  const [words] = split(schema);
  return { ...words, "x-exact": true, type: "string", pattern: "^-?[0-9]+(\\.[0-9]+)?$" };
}

function tupleOfDraft07(schema: Newer): JsonSchema {
  const { prefixItems, ...rest } = schema;
  if (!prefixItems) return schema;
  const { items: tail, ...others } = rest;
  const additionalItems = Array.isArray(tail) ? undefined : tail;
  return {
    ...others,
    items: prefixItems.map(normalize),
    ...(additionalItems !== undefined && { additionalItems }),
  };
}

function withoutNullable(schema: Newer): JsonSchema {
  const { nullable, ...rest } = schema;
  if (nullable === undefined) return schema;
  if (!nullable) return rest;
  const { title, description, deprecated, ...described } = rest;
  return {
    ...(title && { title }),
    ...(description && { description }),
    ...(deprecated && { deprecated }),
    anyOf: [described, { type: "null" }],
  };
}

/** Keywords next to `$ref` apply, as in later drafts and Ajv; draft-07 ignores them. */
function beside(schema: JsonSchema): JsonSchema {
  const { $ref, ...rest } = schema;
  if ($ref === undefined) return schema;
  const [words, restrictions] = split(rest);
  if (Object.keys(restrictions).length === 0) return schema;
  return { ...words, allOf: [{ $ref }, restrictions] };
}

function onlyOne(schema: JsonSchema): JsonSchema {
  const { allOf, ...rest } = schema;
  const [only, ...others] = allOf ?? [];
  if (!only || others.length > 0) return schema;
  const [words, restrictions] = split(rest);
  return Object.keys(restrictions).length === 0 ? { ...only, ...words } : schema;
}

function scalarType(schema: JsonSchema): JsonSchema {
  const [only, ...others] = Array.isArray(schema.type) ? schema.type : [];
  return only !== undefined && others.length === 0 ? { ...schema, type: only } : schema;
}

/** Draft-04 has `exclusiveMinimum: true` next to `minimum`. */
function numericBounds(
  schema: JsonSchema & { exclusiveMinimum?: unknown; exclusiveMaximum?: unknown },
): JsonSchema {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema;
  if (typeof exclusiveMinimum !== "boolean" && typeof exclusiveMaximum !== "boolean") return schema;
  return {
    ...rest,
    ...bound("minimum", "exclusiveMinimum", minimum, exclusiveMinimum),
    ...bound("maximum", "exclusiveMaximum", maximum, exclusiveMaximum),
  };
}

function bound(inclusive: string, exclusive: string, limit: number | undefined, strict: unknown): JsonSchema {
  if (typeof strict === "number")
    return { [exclusive]: strict, ...(limit !== undefined && { [inclusive]: limit }) };
  return limit === undefined ? {} : { [strict === true ? exclusive : inclusive]: limit };
}

function split(schema: JsonSchema): [words: JsonSchema, restrictions: JsonSchema] {
  const entries = Object.entries(schema);
  return [
    Object.fromEntries(entries.filter(([keyword]) => isAnnotation(keyword))),
    Object.fromEntries(entries.filter(([keyword]) => !isAnnotation(keyword))),
  ];
}

/** Whether a keyword is an annotation. */
export function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword) || (keyword.startsWith("x-") && keyword !== "x-positions");
}
