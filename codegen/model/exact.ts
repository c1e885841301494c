import type { JsonSchema } from "../document/json-schema.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import { mapSubschemas } from "../document/subschemas.js";
import type { Shape } from "./model.js";

/**
 * The paths to numbers whose digits must be kept: member names, with `*` for every item of a list or member of a
 * map. Recursive shapes are followed once.
 */
export function exactPaths(schema: JsonSchema, shapes: ReadonlyMap<string, Shape>): string[] {
  const paths = new Set<string>();
  const visit = (part: JsonSchema, path: string, open: readonly string[]): void => {
    if (part["x-exact"]) paths.add(path);
    const name = part.$ref === undefined ? undefined : pointerSteps(part.$ref).at(-1);
    const shape = name === undefined || open.includes(name) ? undefined : shapes.get(name);
    if (shape) visit(shape.schema, path, [...open, shape.name]);
    mapSubschemas(part, (below, [keyword, member]) => {
      visit(below, path + stepOf(String(keyword), member), open);
      return below;
    });
  };
  visit(schema, "", []);
  return [...paths].sort();
}

function stepOf(keyword: string, member: string | number | undefined): string {
  if (keyword === "properties") return pointer("", member ?? "");
  return /^(items|additionalItems|additionalProperties|patternProperties)$/.test(keyword) ? "/*" : "";
}
