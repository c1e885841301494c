import type { JsonSchema } from "../document/json-schema.js";
import { mapSubschemas } from "../document/subschemas.js";
import { normalise } from "./normalise.js";

/**
 * A schema of what lies on the wire, in the one way of saying each thing: a number whose digits must
 * survive is a number there.
 */
export function onWire(schema: JsonSchema): JsonSchema {
  return normalise(withoutExact(schema));
}

function withoutExact(schema: JsonSchema): JsonSchema {
  const { "x-exact": _exact, ...rest } = mapSubschemas(schema, withoutExact);
  return rest;
}
