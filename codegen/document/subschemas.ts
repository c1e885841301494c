import type { JsonSchema } from "./json-schema.js";

const maps = new Set([
  "properties",
  "patternProperties",
  "definitions",
  "$defs",
  "dependencies",
  "dependentSchemas",
]);
const lists = new Set(["allOf", "anyOf", "oneOf", "items", "prefixItems"]);
const singles = new Set([
  ...["items", "additionalItems", "additionalProperties", "unevaluatedProperties", "unevaluatedItems"],
  ...["contains", "propertyNames", "not", "if", "then", "else"],
]);

/**
 * A copy of the schema with each direct subschema replaced by the result of `replace`.
 * Everything else, including data in `const` and `default`, is unchanged. In lists and maps of
 * schemas `true` and `false` are written out.
 *
 * @param replace Called with the subschema and the pointer steps to it.
 */
export function mapSubschemas(
  schema: JsonSchema,
  replace: (subschema: JsonSchema, steps: (string | number)[]) => JsonSchema,
): JsonSchema {
  const mapped: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (lists.has(keyword) && Array.isArray(value)) {
      mapped[keyword] = value.map(written).map((item, index) => {
        return isSchema(item) ? replace(item, [keyword, index]) : item;
      });
    } else if (maps.has(keyword) && isSchema(value)) {
      mapped[keyword] = Object.fromEntries(
        Object.entries(value).map(([key, item]) => {
          const below = written(item);
          return [key, isSchema(below) ? replace(below, [keyword, key]) : below];
        }),
      );
    } else if (singles.has(keyword) && isSchema(value)) {
      mapped[keyword] = replace(value, [keyword]);
    } else {
      mapped[keyword] = value;
    }
  }
  return mapped;
}

/** Calls `visit` for each direct subschema, with the pointer steps to it. */
export function eachSubschema(
  schema: JsonSchema,
  visit: (subschema: JsonSchema, steps: readonly (string | number)[]) => void,
): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (typeof value !== "object" || value === null) continue;
    if (lists.has(keyword) && Array.isArray(value)) {
      value.map(written).forEach((item, index) => {
        if (isSchema(item)) visit(item, [keyword, index]);
      });
    } else if (maps.has(keyword) && isSchema(value)) {
      for (const [key, item] of Object.entries(value)) {
        const below = written(item);
        if (isSchema(below)) visit(below, [keyword, key]);
      }
    } else if (singles.has(keyword) && isSchema(value)) visit(value, [keyword]);
  }
}

/** Calls `visit` for the schema itself and for all nested schemas, with the pointer steps to each. */
export function walkSchema(
  schema: JsonSchema,
  visit: (schema: JsonSchema, steps: readonly (string | number)[]) => void,
  steps: readonly (string | number)[] = [],
): void {
  visit(schema, steps);
  eachSubschema(schema, (subschema, below) => walkSchema(subschema, visit, [...steps, ...below]));
}

/** The schemas `true` (anything) and `false` (nothing) as objects. */
function written(schema: unknown): unknown {
  if (schema === true) return {};
  return schema === false ? { not: {} } : schema;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
