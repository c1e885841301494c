import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../document/json-schema.js";
import { pointer } from "../document/pointer.js";
import { mapSubschemas } from "../document/subschemas.js";

/**
 * Collects named shapes: a schema with an `$id` becomes a component of that name, and is replaced by a
 * reference. So modules can share schemas as constants, and the document has no copies.
 */
export interface Hoist {
  /** The schema with named shapes replaced by references. */
  readonly schema: (schema: JsonSchema) => JsonSchema;
  readonly components: Record<string, JsonSchema>;
}

/** @param clash Called with a name that two different shapes have; the first shape is kept. */
export function createHoist(clash: (name: string) => void): Hoist {
  const components: Record<string, JsonSchema> = {};
  const clashes = new Set<string>();

  const define = (name: string, shape: JsonSchema): JsonSchema => {
    const known = components[name];
    if (known && !isDeepStrictEqual(known, shape) && !clashes.has(name)) clash(name);
    if (known && !isDeepStrictEqual(known, shape)) clashes.add(name);
    components[name] ??= shape;
    return { $ref: pointer("#/components/schemas", name) };
  };

  const hoist = (schema: JsonSchema): JsonSchema => {
    const { $id, $defs = {}, ...rest } = schema;
    for (const [name, shape] of Object.entries($defs)) define(name, hoist({ ...shape, $id: undefined }));
    const body = mapSubschemas(rest, hoist);
    if (body.$ref && !body.$ref.includes("#")) body.$ref = pointer("#/components/schemas", body.$ref);
    return $id === undefined ? body : define($id, body);
  };

  return { schema: hoist, components };
}
