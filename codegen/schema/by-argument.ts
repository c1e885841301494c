import Type, { type TUnsafe } from "typebox";
import type { JsonSchema } from "../document/json-schema.js";
import type { Schema } from "./param.js";

/** The result for some values of an argument. */
export interface ArgumentCase {
  /** The argument's values; `undefined` means that the argument is omitted. */
  readonly values: readonly (string | number | boolean | undefined)[];
  readonly result: Schema;
}

/**
 * A result whose shape depends on an argument: `getblock` returns a string for verbosity 0 and an object for 1.
 * Stubs have one overload per case, and the result is validated against that case only.
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
