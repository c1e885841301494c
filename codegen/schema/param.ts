import Type, { type TSchema, type TUnsafe } from "typebox";
import type { JsonSchema } from "../document/json-schema.js";

/** A TypeBox schema, or a JSON Schema written by hand. */
export type Schema = TSchema & object;

/** A parameter of a method, or a position of an array: its schema, and whether it is required. */
export interface ParamDefinition {
  readonly kind: "param";
  readonly schema: Schema;
  readonly required: boolean;
}

/**
 * A required parameter.
 *
 * @param description Its meaning in this method, with unit and byte order. Default: the schema's
 *   description.
 */
export function param(schema: Schema, description?: string): ParamDefinition {
  return {
    kind: "param",
    required: true,
    schema: description === undefined ? schema : withDescription(schema, description),
  };
}

/** An optional parameter. On the wire, `null` in its position also means that it is omitted. */
export function optional(schema: Schema, description?: string): ParamDefinition {
  return { ...param(schema, description), required: false };
}

/** A schema with a different description here. A shape keeps its name, and its own description elsewhere. */
export function withDescription<Shape extends Schema>(schema: Shape, description: string): Described<Shape> {
  const described: JsonSchema = { description, allOf: [schema] };
  return Type.Unsafe<Type.Static<Shape>>(described);
}

/** The result of `withDescription`. */
export type Described<Shape extends Schema> = TUnsafe<Type.Static<Shape>>;

/** Whether a value was returned by `param` or `optional`. */
export function isParam(value: object): value is ParamDefinition {
  return "kind" in value && value.kind === "param";
}
