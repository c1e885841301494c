import type { JsonSchema } from "../document/json-schema.js";
import { mapSubschemas } from "../document/subschemas.js";
import { normalize } from "./normalize.js";

/**
 * The normalized schema of a value on the wire, where a number whose digits must be kept is a number.
 */
export function onWire(schema: JsonSchema): JsonSchema {
  return normalize(withoutExact(schema));
}

function withoutExact(schema: JsonSchema): JsonSchema {
  const { "x-exact": _exact, ...rest } = mapSubschemas(schema, withoutExact);
  return rest;
}
