import { nearest } from "../check/suggestion.js";
import { partsOf } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Rule } from "./rule.js";

/** Keywords must be those of JSON Schema. */
export const unknownKeywords: Rule = (document) =>
  partsOf(document, (schema) => Object.keys(schema).some(isUnknown)).flatMap(({ schema, pointer: at }) =>
    Object.keys(schema)
      .filter(isUnknown)
      .map((keyword) => ({
        rule: "unknown-keyword",
        pointer: pointer(at, keyword),
        message: `${JSON.stringify(keyword)} is an unknown keyword; it has no effect`,
        hint: hintFor(keyword),
      })),
  );

function hintFor(keyword: string): string {
  const meant = nearest(keyword, [...known]);
  return meant === undefined
    ? "start it with x- if it is meant for other tools"
    : `did you mean ${JSON.stringify(meant)}? start it with x- if it is meant for other tools`;
}

function isUnknown(keyword: string): boolean {
  return !known.has(keyword) && !keyword.startsWith("x-");
}

export const impossibleMembers: Rule = (document) =>
  partsOf(document).flatMap(({ schema, pointer: at }) => {
    const { required = [], properties = {}, patternProperties, additionalProperties } = schema;
    if (additionalProperties !== false || patternProperties) return [];
    return required.flatMap((name, index) =>
      Object.hasOwn(properties, name)
        ? []
        : [
            {
              rule: "impossible-member",
              pointer: pointer(at, "required", index),
              message: `${JSON.stringify(name)} is required but not allowed: no value is valid`,
              hint: "describe it in properties, or remove it from required",
            },
          ],
    );
  });

const known = new Set([
  ...["$ref", "$id", "$schema", "$comment", "$defs", "$anchor", "definitions", "id"],
  ...["title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly"],
  ...["type", "const", "enum", "format", "nullable", "discriminator", "externalDocs", "xml"],
  ...["pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType", "contentSchema"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["properties", "required", "additionalProperties", "patternProperties", "propertyNames"],
  ...["minProperties", "maxProperties", "dependencies", "dependentRequired", "dependentSchemas"],
  ...["items", "additionalItems", "prefixItems", "contains", "minContains", "maxContains"],
  ...["minItems", "maxItems", "uniqueItems", "unevaluatedItems", "unevaluatedProperties"],
  ...["allOf", "anyOf", "oneOf", "not", "if", "then", "else"],
  ...["$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary"],
]);
