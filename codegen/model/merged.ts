import type { JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import type { Shape } from "./model.js";

/**
 * Merges `allOf` into one object schema, including members of referenced shapes. Parts that can't be merged (two
 * lists of alternatives, two types) stay in `allOf`.
 */
export function merged(
  schema: JsonSchema,
  shapes: ReadonlyMap<string, Shape>,
  open: readonly string[] = [],
): JsonSchema {
  const { allOf, ...own } = schema;
  if (!allOf) return schema;
  const rest: JsonSchema[] = [];
  let whole: JsonSchema = {};
  for (const part of [...allOf, own]) {
    const name = part.$ref === undefined ? undefined : pointerSteps(part.$ref).at(-1);
    if (name !== undefined && open.includes(name)) continue;
    const target = name === undefined ? part : (shapes.get(name)?.schema ?? {});
    const { description, title, ...facts } = merged(
      target,
      shapes,
      name === undefined ? open : [...open, name],
    );
    const both = together(whole, part === own ? { ...facts, ...wordsOf(own) } : facts);
    if (both) whole = both;
    else rest.push(part);
  }
  return rest.length > 0 ? { ...whole, allOf: rest } : whole;
}

function wordsOf({ description, title }: JsonSchema): JsonSchema {
  return { ...(description && { description }), ...(title && { title }) };
}

/** Merges both; undefined when they differ in a keyword. */
function together(a: JsonSchema, b: JsonSchema): JsonSchema | undefined {
  const { properties: first = {}, required = [], ...left } = a;
  const { properties: second = {}, required: others = [], ...right } = b;
  const clashing = Object.keys(left).some((keyword) => {
    return Object.hasOwn(right, keyword) && !isSame(Reflect.get(left, keyword), Reflect.get(right, keyword));
  });
  if (clashing) return undefined;
  const properties = { ...first };
  for (const [name, schema] of Object.entries(second)) {
    const before = properties[name];
    properties[name] = before === undefined || isSame(before, schema) ? schema : { allOf: [before, schema] };
  }
  const needed = [...new Set([...required, ...others])];
  return {
    ...left,
    ...right,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(needed.length > 0 && { required: needed }),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
