import { compile, type JSONSchema } from "json-schema-to-typescript";
import { isTuple, type JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import { walkSchema } from "../document/subschemas.js";
import { isIdentifier } from "../model/names.js";
import { schemaComment } from "./comment.js";
import { indented } from "./layout.js";

/** What json-schema-to-typescript is fed: references, tuples and constants as text, words as comments. */
type Printable = JSONSchema;

/** Whether the shape of a name leads back to itself: TypeScript takes no `Record` of such a one. */
type Recursive = (name: string) => boolean;

/**
 * A schema as a TypeScript type. json-schema-to-typescript sees one shape at a time with every
 * reference already a name: given a whole document it would number, copy and lose things.
 */
export async function typeText(schema: JsonSchema, recursive: Recursive = () => false): Promise<string> {
  const prepared = await printable(unsaid(schema), recursive);
  if (prepared.tsType !== undefined) return prepared.tsType.replace(/^\((.*)\)$/, "$1");
  const text = await compile(prepared, "T", {
    additionalProperties: false,
    bannerComment: "",
    declareExternallyReferenced: false,
    format: false,
    ignoreMinAndMaxItems: true,
  });
  return indented(body(text));
}

/** What is said of a shape, or of a list's items, stands elsewhere. */
function unsaid(schema: JsonSchema): JsonSchema {
  const { description, deprecated, default: _default, ...rest } = schema;
  return rest;
}

const head = /^(?:\/\*\*[\s\S]*?\*\/\s*)?export (?:interface T (\{[\s\S]*\})|type T = ([\s\S]*))$/;

function nameOf(reference: string): string {
  return pointerSteps(reference).at(-1) ?? "unknown";
}

/** `export interface T {…}` and `export type T = …` without their heads, and without what it says of a list's items. */
function body(text: string): string {
  const [, members, alias] = text.trim().match(head) ?? [];
  const found = members ?? alias;
  if (found === undefined)
    throw new Error(`json-schema-to-typescript printed something unforeseen:\n${text}`);
  return found;
}

async function printable(schema: JsonSchema, recursive: Recursive): Promise<Printable> {
  const words = comment(schema);
  const say = (tsType: string): Printable => ({ ...words, tsType });
  if (schema.$ref !== undefined) return say(nameOf(schema.$ref));
  if (isTuple(schema)) return say(await tupleText(schema, recursive));
  if (isNever(schema)) return say("never");
  if (schema.type === "object" && isOpen(schema)) {
    return say(`Record<string, ${schema.additionalProperties === false ? "never" : "unknown"}>`);
  }
  const map = mapValues(schema);
  if (map) return say(mapText(map, await typeText(map, recursive), recursive));
  if (!isTyped(schema)) return say("unknown");
  if ("const" in schema) return say(JSON.stringify(schema.const));
  if (schema.enum) return say(literals(schema.enum));
  const { patternProperties = {}, additionalProperties, properties, items, allOf, anyOf, oneOf } = schema;
  const types = [schema.type ?? []].flat().filter(isTypeName);
  const rest = mapValues({ patternProperties, additionalProperties }) ?? additionalProperties;
  return {
    ...words,
    ...(types.length > 0 && { type: types }),
    ...(schema.required && { required: schema.required }),
    ...(properties && { properties: await record(properties, recursive) }),
    ...(rest !== undefined && { additionalProperties: await member(rest, recursive) }),
    ...(items !== undefined &&
      !Array.isArray(items) && {
        items: typeof items === "boolean" ? {} : await printable(unsaid(items), recursive),
      }),
    ...(allOf?.some(isTyped) && { allOf: await list(allOf.filter(isTyped), recursive) }),
    ...(anyOf?.every(isTyped) && { anyOf: await list(anyOf, recursive) }),
    ...(oneOf?.every(isTyped) && { oneOf: await list(oneOf, recursive) }),
  };
}

/** In parentheses where it could stand beside something else: `("a" | "b")[]`. */
function literals(values: readonly unknown[]): string {
  const union = values.map((value) => JSON.stringify(value)).join(" | ");
  return values.length > 1 ? `(${union})` : union;
}

function isTypeName(
  name: string,
): name is "string" | "number" | "integer" | "boolean" | "object" | "array" | "null" {
  return /^(string|number|integer|boolean|object|array|null)$/.test(name);
}

const telling = ["properties", "allOf", "anyOf", "oneOf", "enum", "const"];

/** An object of which nothing is said. */
function isOpen(schema: JsonSchema): boolean {
  const { properties = {}, ...rest } = schema;
  const keywords = [...telling, "patternProperties"];
  if (Object.keys(properties).length > 0 || keywords.some((keyword) => keyword in rest)) return false;
  return typeof schema.additionalProperties !== "object";
}

/**
 * What an object of any keys holds, where it is nothing else than that. TypeScript has no patterns
 * of keys: the values of all patterns together type every key.
 */
function mapValues(schema: JsonSchema): JsonSchema | undefined {
  if (telling.some((keyword) => keyword in schema)) return undefined;
  const { patternProperties = {}, additionalProperties: others } = schema;
  const values = [...Object.values(patternProperties), ...(typeof others === "object" ? [others] : [])];
  return values.length > 1 ? { anyOf: values } : values[0];
}

function mapText(values: JsonSchema, type: string, recursive: Recursive): string {
  let isRecursive = false;
  walkSchema(values, ({ $ref }) => {
    isRecursive ||= $ref !== undefined && recursive(nameOf($ref));
  });
  return isRecursive ? `{ [k: string]: ${type} }` : `Record<string, ${type}>`;
}

/** `[worker: string, jobId: string, versionBits?: string]`, with `...` where more may follow. */
async function tupleText(
  schema: JsonSchema & { items: JsonSchema[] },
  recursive: Recursive,
): Promise<string> {
  const { items, additionalItems, minItems = items.length } = schema;
  const names = schema["x-positions"] ?? items.map(({ title = "" }) => title);
  const labels = labelsOf(names, items.length);
  const texts: string[] = [];
  for (const [index, item] of items.entries()) {
    const text = await typeText(item, recursive);
    const label = labels?.[index];
    const mark = index < minItems ? "" : "?";
    texts.push(label === undefined ? (mark ? `${grouped(text)}?` : text) : `${label}${mark}: ${text}`);
  }
  if (typeof additionalItems === "object")
    texts.push(`...${labels ? "rest: " : ""}${grouped(await typeText(additionalItems, recursive))}[]`);
  return `[${texts.join(", ")}]`;
}

/** As it can stand before `[]` or `?`. */
function grouped(text: string): string {
  return / [|&] /.test(text) ? `(${text})` : text;
}

/** Names of positions: of all or of none, because TypeScript before 5.2 takes no mixture. */
function labelsOf(names: readonly string[], count: number): readonly string[] | undefined {
  const isComplete = count > 0 && names.length >= count && names.every(isIdentifier);
  return isComplete && new Set(names).size === names.length ? names : undefined;
}

async function member(schema: JsonSchema | boolean, recursive: Recursive): Promise<boolean | Printable> {
  return typeof schema === "object" ? printable(schema, recursive) : schema;
}

async function record(
  schemas: Record<string, JsonSchema>,
  recursive: Recursive,
): Promise<Record<string, Printable>> {
  const entries: [string, Printable][] = [];
  for (const [name, schema] of Object.entries(schemas))
    entries.push([name, await printable(schema, recursive)]);
  return Object.fromEntries(entries);
}

async function list(schemas: readonly JsonSchema[], recursive: Recursive): Promise<Printable[]> {
  const printed: Printable[] = [];
  for (const schema of schemas) printed.push(await printable(schema, recursive));
  return printed;
}

const typed = new Set([
  "$ref",
  "type",
  "const",
  "enum",
  "properties",
  "patternProperties",
  "additionalProperties",
  "items",
]);

/**
 * Whether anything in the schema says what type it is of. What only restricts (`required`, patterns)
 * says nothing, and neither do alternatives of which one says nothing.
 */
function isTyped(schema: JsonSchema): boolean {
  const { allOf, anyOf, oneOf } = schema;
  const isSaid = isNever(schema) || Object.keys(schema).some((keyword) => typed.has(keyword));
  return isSaid || [allOf?.some(isTyped), anyOf?.every(isTyped), oneOf?.every(isTyped)].includes(true);
}

function isNever({ not }: JsonSchema): boolean {
  return not !== undefined && Object.keys(not).length === 0;
}

function comment(schema: JsonSchema): { description?: string } {
  const text = schemaComment(schema);
  return text === undefined ? {} : { description: text };
}
