/**
 * JSON Schema draft-07, the dialect of OpenRPC, as far as the generator looks into it.
 * Other keywords pass through untouched to the validators.
 */
export interface JsonSchema {
  $ref?: string;
  $id?: string;
  /** Of draft 2020-12; followed where one place alone has the anchor. */
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
  /** One schema for every item, or one a position: a tuple. */
  items?: JsonSchema | JsonSchema[] | boolean;
  additionalItems?: boolean | JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  /** Of draft 2019-09; enforced where the document's dialect has it. */
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
   * Which argument decides between the branches of `anyOf`, and its values for each branch; null
   * stands for an argument that was left out.
   */
  "x-by-argument"?: { name: string; values: (string | number | boolean | null)[][] };
  /** True for a number whose digits must survive: it is text in TypeScript, whatever it is on the wire. */
  "x-exact"?: boolean;
}

/** True where the schema describes a tuple: an array whose positions each have a schema of their own. */
export function isTuple(schema: JsonSchema): schema is JsonSchema & { items: JsonSchema[] } {
  return Array.isArray(schema.items);
}
