/**
 * JSON Schema draft-07, the dialect of OpenRPC: the keywords that the generator uses.
 * Other keywords are passed to the validators unchanged.
 */
export interface JsonSchema {
  $ref?: string;
  $id?: string;
  /** From draft 2020-12; followed if exactly one place has the anchor. */
  $dynamicRef?: string;
  $comment?: string;
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  deprecated?: boolean;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  patternProperties?: Record<string, JsonSchema>;
  /** One schema for all items, or one per position: a tuple. */
  items?: JsonSchema | JsonSchema[] | boolean;
  additionalItems?: boolean | JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  /** From draft 2019-09; enforced if the document's dialect has it. */
  unevaluatedProperties?: boolean | JsonSchema;
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  not?: JsonSchema;
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  definitions?: Record<string, JsonSchema>;
  /** The names of a tuple's positions, in order. */
  "x-positions"?: string[];
  /**
   * The argument that decides between the branches of `anyOf`, and its values for each branch; null means
   * that the argument is omitted.
   */
  "x-by-argument"?: { name: string; values: (string | number | boolean | null)[][] };
  /** True for a number whose digits must be kept: a string in TypeScript, whatever its type on the wire. */
  "x-exact"?: boolean;
}

/** Whether the schema describes a tuple: an array with one schema per position. */
export function isTuple(schema: JsonSchema): schema is JsonSchema & { items: JsonSchema[] } {
  return Array.isArray(schema.items);
}
