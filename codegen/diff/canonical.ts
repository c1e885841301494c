import type { JsonSchema } from "../document/json-schema.js";
import { mapSubschemas, walkSchema } from "../document/subschemas.js";
import { isAnnotation } from "../model/normalize.js";
import type { Side } from "./side.js";

/**
 * The same text for what restricts in the same words, in whatever order and with whatever description. The
 * shapes that it refers to count with it.
 */
export function canonicalIn({ resolve }: Side, value: unknown): string {
  const told = new Map<string, string>();
  const follow = (part: unknown) => {
    if (typeof part !== "object" || part === null) return;
    // A keyword's value may be a schema, a list of schemas or a map of them.
    for (const schema of [part, ...Object.values(part)])
      if (typeof schema === "object" && schema !== null)
        walkSchema(schema, ({ $ref }) => {
          if (typeof $ref !== "string" || told.has($ref)) return;
          told.set($ref, "");
          const shape = resolve($ref).schema;
          told.set($ref, textOf(shape));
          follow(shape);
        });
  };
  follow(value);
  return JSON.stringify([textOf(value), [...told].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The same text for what says the same, without what it refers to. */
export function textOf(value: unknown): string {
  return JSON.stringify(sorted(isObject(value) ? bare(value) : value)) ?? "";
}

function bare(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(mapSubschemas(schema, bare)).filter(([keyword]) => !isAnnotation(keyword));
  return Object.fromEntries(kept);
}

/** The order of members has no meaning. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
