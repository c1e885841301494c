import type { JSONSchema } from "json-schema-to-typescript";
import { isTuple, type JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import { isIdentifier } from "../model/names.js";
import { type TemplatePart, templateLiteral } from "../model/template-literal.js";
import { fitsType, isAnything, isNever, isTyped, typesOf } from "../model/types-of.js";
import { schemaComment } from "./comment.js";

/** The input of json-schema-to-typescript: one construct per schema, so that its output is correct. */
type Printable = JSONSchema;

/** Prints a type separately, for constructs that json-schema-to-typescript doesn't support. */
type Print = (schema: JsonSchema) => Promise<string>;

/**
 * Converts a schema to a form that json-schema-to-typescript prints correctly. It doesn't support three things,
 * which are printed here (`tsType`): names of shapes, which it would number and copy; template literals; and
 * tuples with named positions.
 */
export async function printForm(schema: JsonSchema, print: Print): Promise<Printable> {
  const words = comment(schema);
  const parts = await conjunction(schema, print);
  const [only, ...others] = parts;
  if (!only) return { ...words, type: "any" };
  return others.length === 0 ? { ...only, ...words } : { ...words, allOf: parts };
}

/** The parts of a schema that constrain types; all of them apply. */
async function conjunction(schema: JsonSchema, print: Print): Promise<Printable[]> {
  const { $ref, allOf = [], anyOf, oneOf } = schema;
  if ($ref !== undefined) return [{ tsType: pointerSteps($ref).at(-1) ?? "unknown" }];
  if (isNever(schema)) return [never];
  const types = typesOf(schema);
  const listed = "const" in schema ? [schema.const] : schema.enum;
  if (listed) return [literals(listed.filter((value) => !types || fitsType(value, types)))];
  const combined = await forms(allOf.filter(isTyped), print);
  for (const alternatives of [anyOf, oneOf]) {
    if (!alternatives?.every(isTyped)) continue;
    const possible = alternatives.filter((part) => isPossible(part, types));
    combined.push(union(await forms(possible, print)));
  }
  if (!types || (combined.length > 0 && isBare(schema, types))) return combined;
  const own = await Promise.all(types.map((type) => ofType(type, schema, print)));
  return [union(own), ...combined];
}

function forms(schemas: readonly JsonSchema[], print: Print): Promise<Printable[]> {
  return Promise.all(schemas.map((schema) => printForm(schema, print)));
}

const never: Printable = { tsType: "never" };

function union(alternatives: readonly Printable[]): Printable {
  const [only = never, ...others] = alternatives;
  return others.length === 0 ? only : { anyOf: [...alternatives] };
}

function literals(values: readonly unknown[]): Printable {
  return values.length === 0 ? never : { enum: values as JSONSchema["enum"] };
}

/** Whether an alternative can have one of these types. */
function isPossible({ type }: JsonSchema, types: readonly string[] | undefined): boolean {
  if (!types || type === undefined) return true;
  const known = types.map(numeric);
  return [type].flat().some((one) => known.includes(numeric(one)));
}

function numeric(type: string): string {
  return type === "integer" ? "number" : type;
}

/** Whether a schema only says that the value is an object. */
function isBare(schema: JsonSchema, types: readonly string[]): boolean {
  const { properties, patternProperties, required, additionalProperties = true, items } = schema;
  const isOpen = !properties && !patternProperties && !required && isAnything(additionalProperties);
  return types.includes("object") && isOpen && items === undefined;
}

async function ofType(type: string, schema: JsonSchema, print: Print): Promise<Printable> {
  if (type === "object") return object(schema, print);
  if (type === "array") return isTuple(schema) ? tuple(schema, print) : list(schema, print);
  if (type === "string") return text(schema);
  return /^(number|integer|boolean|null)$/.test(type) ? { type: type as "number" } : { type: "any" };
}

function text({ pattern = "" }: JsonSchema): Printable {
  const template = templateLiteral(pattern);
  if (!template) return { type: "string" };
  if ("values" in template) return literals(template.values);
  return { tsType: `\`${template.parts.map(templatePart).join("")}\`` };
}

function templatePart(part: TemplatePart): string {
  if (typeof part === "string") return part.replace(/[\\`$]/g, "\\$&");
  return `\${${"any" in part ? part.any : part.map((one) => JSON.stringify(one)).join(" | ")}}`;
}

/**
 * An object with its members in order. TypeScript has no name patterns: the union of all patterns and
 * `additionalProperties` becomes the type of every other name.
 */
async function object(schema: JsonSchema, print: Print): Promise<Printable> {
  const { properties = {}, patternProperties = {}, required = [], additionalProperties: others } = schema;
  const undeclared = required.filter((name) => !Object.hasOwn(properties, name));
  const hasMembers = Object.keys(properties).length + undeclared.length > 0;
  const isClosed = others === false || (typeof others === "object" && isNever(others));
  const schemas = [
    ...Object.values(patternProperties),
    ...(typeof others === "object" && !isClosed ? [others] : []),
  ];
  const isOpen = schemas.length === 0 && !isClosed && (others !== undefined || !hasMembers);
  const rest = union(await forms(schemas, print));
  const declared = await forms(Object.values(properties), print);
  const other: Printable = schemas.length > 0 || isClosed ? rest : { type: "any" };
  const members = [
    ...Object.keys(properties).map((name, index) => [name, declared[index] ?? never] as const),
    ...undeclared.map((name) => [name, other] as const),
  ];
  return {
    type: "object",
    properties: Object.fromEntries(members),
    required,
    additionalProperties: isOpen || (schemas.length > 0 || !hasMembers ? rest : false),
  };
}

async function list({ items = true }: JsonSchema, print: Print): Promise<Printable> {
  if (Array.isArray(items) || items === true) return { type: "array" };
  return { type: "array", items: items === false ? never : await printForm(unsaid(items), print) };
}

/**
 * One tuple per permitted length: for several lengths, json-schema-to-typescript omits the parentheses around
 * them. It adds the minimum length to the comment, except within an `allOf`.
 */
async function tuple(schema: JsonSchema & { items: JsonSchema[] }, print: Print): Promise<Printable> {
  const { maxItems = Number.POSITIVE_INFINITY, minItems = 0, additionalItems = true } = schema;
  const rest = typeof additionalItems === "object" && isNever(additionalItems) ? false : additionalItems;
  const tail = maxItems > Math.max(schema.items.length, minItems) && rest;
  const filled = typeof rest === "object" ? rest : {};
  const padding = rest === false ? 0 : Math.max(0, Math.min(minItems, longest) - schema.items.length);
  const items = [...schema.items, ...Array.from({ length: padding }, () => filled)].slice(0, maxItems);
  if (minItems > maxItems || (tail === false && minItems > items.length)) return never;
  const names = schema["x-positions"] ?? items.map(({ title = "" }) => title);
  const labels = labelsOf(names, items.length);
  if (labels) return { tsType: await labelled(items, labels, minItems, tail, print) };
  const positions = await forms(items.map(unsaid), print);
  const others = typeof tail === "object" ? await printForm(unsaid(tail), print) : tail;
  const least = Math.min(minItems, items.length);
  const lengths = Array.from({ length: items.length - least + 1 }, (_, index) => least + index);
  const ofLength = (length: number): Printable => {
    const additionalItems = length === items.length && others;
    return { type: "array", items: positions.slice(0, length), minItems: length, additionalItems };
  };
  return union(lengths.map((length) => ({ allOf: [ofLength(length)] })));
}

/** The maximum number of positions written out for a tuple's minimum length. */
const longest = 20;

/** `[worker: string, jobId: string, versionBits?: string]`, with `...rest` if more may follow. */
async function labelled(
  items: readonly JsonSchema[],
  labels: readonly string[],
  minItems: number,
  tail: boolean | JsonSchema,
  print: Print,
): Promise<string> {
  const types = await Promise.all(items.map((item) => print(unsaid(item))));
  const texts = types.map((type, index) => `${labels[index]}${index < minItems ? "" : "?"}: ${type}`);
  if (tail !== false) texts.push(`...rest: (${tail === true ? "unknown" : await print(unsaid(tail))})[]`);
  return `[${texts.join(", ")}]`;
}

/** Names of positions: for all or none, because TypeScript before 5.2 doesn't permit a mixture. */
function labelsOf(names: readonly string[], count: number): readonly string[] | undefined {
  const isComplete = count > 0 && names.length >= count && names.every(isIdentifier);
  return isComplete && new Set(names).size === names.length ? names : undefined;
}

/** Descriptions of items and shapes are printed elsewhere. */
export function unsaid(schema: JsonSchema): JsonSchema {
  const { description, deprecated, default: _default, ...rest } = schema;
  return rest;
}

function comment(schema: JsonSchema): { description?: string } {
  const words = schemaComment(schema);
  return words === undefined ? {} : { description: words };
}
