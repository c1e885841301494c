import Type, { type TUnsafe } from "typebox";
import type { JsonSchema } from "../document/json-schema.js";
import { isParam, type ParamDefinition, type Schema } from "./param.js";

/**
 * An array whose positions have names: `[subscriptions, extranonce1, extranonce2Size]`.
 * As a method's whole result it becomes an object with those names in TypeScript, elsewhere a labeled
 * tuple. Wrap trailing positions in `optional` if a peer may omit them. Further items are allowed and
 * ignored.
 *
 * @param options `$id` and `description`, as for any schema.
 */
export function positions(
  items: Record<string, Schema | ParamDefinition>,
  options: { $id?: string; description?: string } = {},
): TUnsafe<unknown[]> {
  const entries = Object.entries(items);
  const schema: JsonSchema = {
    type: "array",
    items: entries.map(([, item]) => (isParam(item) ? item.schema : item)),
    minItems: entries.filter(([, item]) => !isParam(item) || item.required).length,
    "x-positions": entries.map(([name]) => name),
    ...options,
  };
  return Type.Unsafe<unknown[]>(schema);
}
