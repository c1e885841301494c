import type { JsonSchema } from "./json-schema.js";

/** A regular expression of a schema, and the steps of a pointer to it. */
export interface Pattern {
  readonly source: string;
  readonly steps: readonly string[];
}

/** The patterns of the schema itself, of texts and of names; not those of schemas below it. */
export function patternsOf({ pattern, patternProperties = {} }: JsonSchema): Pattern[] {
  return [
    ...(pattern === undefined ? [] : [{ source: pattern, steps: ["pattern"] }]),
    ...Object.keys(patternProperties).map((source) => ({ source, steps: ["patternProperties", source] })),
  ];
}
