import type { JsonSchema } from "./json-schema.js";
import { walkSchema } from "./subschemas.js";

/**
 * Whether schemas name a member that every object has by inheritance, `constructor` or `toString`: then
 * only an object's own members may count as there.
 */
export function nameInherited(schemas: readonly JsonSchema[]): boolean {
  let found = false;
  for (const schema of schemas)
    walkSchema(schema, ({ properties = {}, required = [] }) => {
      found ||= [...Object.keys(properties), ...required].some((name) => name in Object.prototype);
    });
  return found;
}
