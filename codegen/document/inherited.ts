import type { JsonSchema } from "./json-schema.js";
import { walkSchema } from "./subschemas.js";

/**
 * Whether schemas have a member that every object inherits, such as `constructor` or `toString`: validators must
 * then check own members only.
 */
export function nameInherited(schemas: readonly JsonSchema[]): boolean {
  let found = false;
  for (const schema of schemas)
    walkSchema(schema, ({ properties = {}, required = [] }) => {
      found ||= [...Object.keys(properties), ...required].some((name) => name in Object.prototype);
    });
  return found;
}
