import Type, { type TUnsafe } from "typebox";
import type { JsonSchema } from "../document/json-schema.js";
import { isParam, type ParamDefinition, type Schema } from "./param.js";

/**
 * An array whose positions have names: `[subscriptions, extranonce1, extranonce2Size]`.
 * As a method's whole result it becomes an object of those names in TypeScript; elsewhere it
 * becomes a labelled tuple. Wrap the last ones in `optional` where a peer may leave them out;
 * items after the last position are allowed and ignored.
 *
 * @param options `$id` and `description`, as of any schema.
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
