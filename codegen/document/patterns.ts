import type { JsonSchema } from "./json-schema.js";

/** A regular expression of a schema, with the pointer steps to it. */
export interface Pattern {
  readonly source: string;
  readonly steps: readonly string[];
}

/** The schema's own patterns, for strings and member names; without those of subschemas. */
export function patternsOf({ pattern, patternProperties = {} }: JsonSchema): Pattern[] {
  return [
    ...(pattern === undefined ? [] : [{ source: pattern, steps: ["pattern"] }]),
    ...Object.keys(patternProperties).map((source) => ({ source, steps: ["patternProperties", source] })),
  ];
}
