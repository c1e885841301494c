import type { JsonSchema } from "../document/json-schema.js";
import { walkSchema } from "../document/subschemas.js";

/** The references in a schema, each once. */
export function referencesIn(schema: JsonSchema): readonly string[] {
  const found = new Set<string>();
  walkSchema(schema, ({ $ref }) => {
    if ($ref !== undefined) found.add($ref);
  });
  return [...found];
}
