import type { JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import { singular } from "../model/singular.js";

/**
 * The name of a referenced schema: `parentHash` of `ExecutionPayload` becomes `ExecutionPayload_parentHash`. It
 * depends only on the document: neither on its path, nor on the order of references.
 */
export function shapeName(document: unknown, pointer: string): string | undefined {
  const steps = pointerSteps(pointer);
  const words: string[] = [];
  let value = document;
  for (let index = 0; index < steps.length; index++) {
    const keyword = steps[index] ?? "";
    const next = steps[index + 1];
    value = member(value, keyword);
    if (next !== undefined && hasNames.has(keyword)) {
      value = member(value, next);
      index++;
      if (isWhole.has(keyword)) words.length = 0;
      words.push(...nameIn(keyword, next, value, words));
    } else if (keyword === "items" || keyword === "additionalItems") words.push(...oneOfMany(words));
    else if (keyword === "result") words.push("Result");
    else if (!passed.has(keyword)) words.splice(0, words.length, keyword);
  }
  return words.length > 0 ? words.join("_") : undefined;
}

/** Keywords followed by a name, or by an index that serves as one. */
const hasNames = new Set([
  ...["methods", "params", "properties", "patternProperties", "oneOf", "anyOf", "allOf"],
  ...["definitions", "$defs", "schemas", "contentDescriptors"],
]);
/** Keywords followed by a name that needs no prefix. */
const isWhole = new Set(["methods", "definitions", "$defs", "schemas", "contentDescriptors"]);
/** Steps that are not part of a name. */
const passed = new Set(["components", "schema", "not", "if", "then", "else", "contains", "propertyNames"]);

function nameIn(keyword: string, step: string, value: unknown, words: readonly string[]): string[] {
  if (keyword === "methods" || keyword === "params") return [text(member(value, "name")) ?? step];
  if (keyword === "patternProperties") return ["Value"];
  if (!/^(oneOf|anyOf|allOf)$/.test(keyword)) return [step];
  const { title, type }: JsonSchema = typeof value === "object" && value !== null ? value : {};
  const known = text(title) ?? text(type);
  return known === undefined || known === words.at(-1) ? ["Option"] : [known];
}

function oneOfMany(words: string[]): string[] {
  const last = words.at(-1);
  if (last === undefined) return ["Item"];
  const one = singular(last);
  if (one === last) return ["Item"];
  words.pop();
  return [one];
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && /[\p{L}]/u.test(value) ? value : undefined;
}
