import type { JsonSchema } from "../document/json-schema.js";
import { mapSubschemas } from "../document/subschemas.js";
import { isAnnotation } from "../model/normalise.js";

/** The same text for schemas that restrict in the same words, in whatever order and with whatever description. */
export function canonical(schema: JsonSchema): string {
  return JSON.stringify(bare(schema));
}

function bare(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(mapSubschemas(schema, bare)).filter(([keyword]) => !isAnnotation(keyword));
  return Object.fromEntries(
    kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([keyword, value]) => [keyword, ordered(value)]),
  );
}

/** The order of members, and of names in `required`, has no meaning. */
function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
