import type { JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import { walkSchema } from "../document/subschemas.js";
import type { Shape } from "./model.js";

/** The shapes that these schemas refer to, directly or through each other. */
export function reachableShapes(schemas: readonly JsonSchema[], shapes: ReadonlyMap<string, Shape>): Shape[] {
  const found = new Map<string, Shape>();
  const follow = (schema: JsonSchema) => {
    walkSchema(schema, ({ $ref }) => {
      const name = $ref === undefined ? undefined : pointerSteps($ref).at(-1);
      const shape = name === undefined || found.has(name) ? undefined : shapes.get(name);
      if (!shape) return;
      found.set(shape.name, shape);
      follow(shape.schema);
    });
  };
  for (const schema of schemas) follow(schema);
  return [...found.values()];
}
