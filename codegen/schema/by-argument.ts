import Type, { type TUnsafe } from "typebox";
import type { JsonSchema } from "../document/json-schema.js";
import type { Schema } from "./param.js";

/** A result that some values of an argument lead to. */
export interface ArgumentCase {
  /** The argument's values; `undefined` stands for an argument that was left out. */
  readonly values: readonly (string | number | boolean | undefined)[];
  readonly result: Schema;
}

/**
 * A result whose shape an argument decides: `getblock` answers text for verbosity 0 and an object
 * for 1. Stubs get an overload a case, and the result is checked against that case alone.
 *
 * @param argument The parameter's name.
 */
export function byArgument(argument: string, cases: readonly ArgumentCase[]): TUnsafe<unknown> {
  const schema: JsonSchema = {
    anyOf: cases.map(({ result }) => result),
    "x-by-argument": {
      name: argument,
      values: cases.map(({ values }) => values.map((value) => value ?? null)),
    },
  };
  return Type.Unsafe<unknown>(schema);
}
