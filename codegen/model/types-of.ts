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

/** The schema `false`: nothing fits. */
export function isNever({ not }: JsonSchema): boolean {
  return not !== undefined && Object.keys(not).length === 0;
}
