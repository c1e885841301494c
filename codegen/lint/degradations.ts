import type { Finding } from "../check/finding.js";
import { type Dialect, dialectOf, isLater } from "../document/dialect.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { type Part, partsOf } from "../document/parts.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import { isTyped } from "../model/types-of.js";
import { ambiguousOneOf } from "./ambiguous-one-of.js";
import { unknownKeywords } from "./keywords.js";
import type { Rule } from "./rule.js";
import { createValidators } from "./validators.js";

/**
 * Parts that are less strict than their source: unknown types, unchecked keywords, alternatives that reject one of
 * their own values.
 */
export function degradations(document: OpenRpcDocument): Finding[] {
  const validators = createValidators(document);
  const findings = [
    ...partsOf(document, (schema) => !isTyped(schema)).flatMap(unknownType),
    ...partsOf(document, (schema) => idleKeywords(schema).length > 0).flatMap(idle),
    ...uncheckedKeywords(document, validators),
    ...unknownKeywords(document, validators),
    ...ambiguousOneOf(document, validators),
  ];
  return findings.map((finding) => ({ ...finding, severity: "warning" }));
}

/** Keywords whose subschemas describe other values. */
const typed = /^(schema|items|properties|patternProperties|prefixItems|schemas)$/;

function unknownType({ schema, pointer: at }: Part): Finding[] {
  const steps = pointerSteps(at);
  const isValue = [steps.at(-1), steps.at(-2)].some((step) => typed.test(step ?? ""));
  if (!isValue || isTyped(schema) || schema["x-exact"]) return [];
  const message = "nothing says what it is: its type is unknown, and any value fits";
  return [{ rule: "unknown-type", pointer: at, message }];
}

/** Keywords that the document's draft doesn't have, or that depend on more than the value. */
export const uncheckedKeywords: Rule = (document) => {
  const dialect = dialectOf(document);
  const isMeant = (schema: JsonSchema) =>
    Object.keys(schema).some((keyword) => reasonOf(keyword, dialect) !== undefined);
  return partsOf(document, isMeant).flatMap((part) => unchecked(part, dialect));
};

function unchecked({ schema, pointer: at }: Part, dialect: Dialect): Finding[] {
  return Object.keys(schema).flatMap((keyword) => {
    const reason = reasonOf(keyword, dialect);
    if (reason === undefined) return [];
    const message = `${JSON.stringify(keyword)} is not checked: ${reason}`;
    const hint = "say the same in other keywords, or check it in the handler";
    return [{ rule: "unchecked-keyword", pointer: pointer(at, keyword), message, hint }];
  });
}

function reasonOf(keyword: string, dialect: Dialect): string | undefined {
  if (isLater(keyword, dialect)) return `it is not in ${dialect}, the draft in $schema`;
  if (keyword === "$dynamicRef" || keyword === "$recursiveRef")
    return "its target depends on the value's path";
  return undefined;
}

const keywordsOf: Record<string, readonly (keyof JsonSchema)[]> = {
  object: ["properties", "patternProperties", "additionalProperties", "required"],
  array: ["items", "additionalItems", "minItems", "maxItems"],
  string: ["pattern", "minLength", "maxLength"],
  number: ["minimum", "maximum"],
};

/** Keywords for other types than the schema's: `properties` next to `type: array`. */
function idleKeywords(schema: JsonSchema): (keyof JsonSchema)[] {
  if (schema.type === undefined) return [];
  const types = typesOf(schema);
  return Object.entries(keywordsOf).flatMap(([type, keywords]) =>
    types.includes(type) ? [] : keywords.filter((keyword) => keyword in schema),
  );
}

function idle({ schema, pointer: at }: Part): Finding[] {
  return idleKeywords(schema).map((keyword) => ({
    rule: "idle-keyword",
    pointer: pointer(at, keyword),
    message: `"${keyword}" has no effect on values of type ${typesOf(schema).join(" or ")}`,
  }));
}

function typesOf({ type = [] }: JsonSchema): string[] {
  return [type].flat().map((name) => (name === "integer" ? "number" : name));
}
