import type { JsonSchema } from "../document/json-schema.js";
import { mapSubschemas } from "../document/subschemas.js";
import { normalise } from "./normalise.js";

/**
 * The normalized schema of a value on the wire, where a number whose digits must be kept is a number.
 */
export function onWire(schema: JsonSchema): JsonSchema {
  return normalise(withoutExact(schema));
}

function withoutExact(schema: JsonSchema): JsonSchema {
  const { "x-exact": _exact, ...rest } = mapSubschemas(schema, withoutExact);
  return rest;
}
