import Type, { type TSchema, type TUnsafe } from "typebox";
import type { JsonSchema } from "../document/json-schema.js";

/** A TypeBox schema, or a JSON Schema written by hand. */
export type Schema = TSchema & object;

/** A parameter of a method, or a position of an array: what may stand there and whether it must. */
export interface ParamDefinition {
  readonly kind: "param";
  readonly schema: Schema;
  readonly required: boolean;
}

/**
 * A parameter that a caller must give.
 *
 * @param description What it means in this method, with unit and byte order. Without it the
 *   schema's own description stands.
 */
export function param(schema: Schema, description?: string): ParamDefinition {
  return {
    kind: "param",
    required: true,
    schema: description === undefined ? schema : withDescription(schema, description),
  };
}

/** A parameter that a caller may leave out. On the wire `null` in its position means left out, too. */
export function optional(schema: Schema, description?: string): ParamDefinition {
  return { ...param(schema, description), required: false };
}

/** A schema with a description of its own in this place: a shape keeps its name and its own words elsewhere. */
export function withDescription<Shape extends Schema>(schema: Shape, description: string): Described<Shape> {
  const described: JsonSchema = { description, allOf: [schema] };
  return Type.Unsafe<Type.Static<Shape>>(described);
}

/** What `withDescription` makes of a schema. */
export type Described<Shape extends Schema> = TUnsafe<Type.Static<Shape>>;

/** True for what `param` and `optional` make. */
export function isParam(value: object): value is ParamDefinition {
  return "kind" in value && value.kind === "param";
}
