import type { JsonSchema } from "../document/json-schema.js";

/** Whether a value of JSON is of one of these types. */
export function fitsType(value: unknown, types: readonly string[]): boolean {
  return types.some((type) => {
    if (type === "null") return value === null;
    if (type === "array") return Array.isArray(value);
    if (type === "integer") return Number.isInteger(value);
    if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
    return typeof value === type;
  });
}

/** The schema `false`: no value is valid. */
export function isNever({ not }: JsonSchema): boolean {
  return not !== undefined && Object.keys(not).length === 0;
}

/** The types in a schema's `type`, or of its keywords. */
export function typesOf(schema: JsonSchema): string[] | undefined {
  if (schema.type !== undefined) return [schema.type].flat();
  const { properties, patternProperties, additionalProperties, items } = schema;
  const isObject =
    properties ||
    patternProperties ||
    (additionalProperties !== undefined && !isAnything(additionalProperties));
  const types = [...(isObject ? ["object"] : []), ...(items !== undefined ? ["array"] : [])];
  return types.length > 0 ? types : undefined;
}

/** The schemas `true` and `{}`. */
export function isAnything(schema: JsonSchema | boolean): boolean {
  return schema === true || (typeof schema === "object" && Object.keys(schema).length === 0);
}

/**
 * Whether the schema determines a type. Mere restrictions (`required`, patterns) don't, nor do alternatives of
 * which one doesn't.
 */
export function isTyped(schema: JsonSchema): boolean {
  const { $ref, allOf, anyOf, oneOf, enum: values } = schema;
  if ($ref !== undefined || values || "const" in schema || isNever(schema)) return true;
  if (typesOf(schema)) return true;
  return [allOf?.some(isTyped), anyOf?.every(isTyped), oneOf?.every(isTyped)].includes(true);
}
