import { isTuple, type JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import { isIdentifier } from "../model/names.js";
import { schemaComment } from "./comment.js";
import { property } from "./member.js";
import { braces } from "./print.js";

/** A schema as a TypeScript type, with what is said of members as their doc comments. */
export function typeText(schema: JsonSchema): string {
  return typeOf(schema).text;
}

/** A type as text; what several types are joined by decides where it needs parentheses. */
interface Type {
  readonly text: string;
  readonly joint?: "|" | "&";
  /** True for an object with members, which an interface can declare. */
  readonly isObject?: boolean;
}

/** The same, and what else is to be known of the text. */
export function typeOf(schema: JsonSchema): Type {
  if (schema.$ref !== undefined) return { text: pointerSteps(schema.$ref).at(-1) ?? "unknown" };
  if (isTuple(schema)) return { text: tuple(schema) };
  if (isNever(schema)) return { text: "never" };
  if (schema.type === "object" && isOpen(schema))
    return { text: `Record<string, ${schema.additionalProperties === false ? "never" : "unknown"}>` };
  const map = mapValues(schema);
  if (map) return { text: `Record<string, ${typeText(map)}>` };
  if (!isTyped(schema)) return { text: "unknown" };
  if ("const" in schema) return literals([schema.const]);
  if (schema.enum) return literals(schema.enum);
  return combined(schema);
}

/** Alternatives, what is added to them, and the members of the schema itself. */
function combined(schema: JsonSchema): Type {
  const { anyOf, oneOf, allOf = [] } = schema;
  const alternatives = [anyOf, oneOf].filter((list) => list?.every(isTyped)).map((list) => union(list ?? []));
  const parts = [...alternatives, ...allOf.filter(isTyped).map(typeOf)];
  const own = [schema.type ?? (schema.properties ? "object" : schema.items ? "array" : [])].flat();
  const isSaidByParts = parts.length > 0 && !schema.properties && !schema.items;
  return joined(
    "&",
    own.length === 0 || isSaidByParts
      ? parts
      : [
          ...parts,
          joined(
            "|",
            own.map((name) => plain(name, schema)),
          ),
        ],
  );
}

function union(schemas: readonly JsonSchema[]): Type {
  return joined("|", schemas.map(typeOf));
}

/** Each type once; in parentheses where another joint would tear it apart. */
function joined(joint: "|" | "&", types: readonly Type[]): Type {
  const distinct = types.filter(({ text }, index) => types.findIndex((type) => type.text === text) === index);
  const [only, ...others] = distinct;
  if (!only) return { text: "unknown" };
  if (others.length === 0) return only;
  const texts = distinct.map((type) => (joint === "&" ? grouped(type) : type.text));
  return { text: texts.join(` ${joint} `), joint };
}

/** As it can stand before `[]`. */
function grouped({ text, joint }: Type): string {
  return joint ? `(${text})` : text;
}

/** What one of the names in `type` means. */
function plain(name: string, schema: JsonSchema): Type {
  if (name === "object") return object(schema);
  if (name === "array") return { text: `${grouped(itemsOf(schema))}[]` };
  if (name === "integer") return { text: "number" };
  return { text: /^(string|number|boolean|null)$/.test(name) ? name : "unknown" };
}

function itemsOf({ items }: JsonSchema): Type {
  return typeof items === "object" && !Array.isArray(items) ? typeOf(items) : { text: "unknown" };
}

function object(schema: JsonSchema): Type {
  const { properties = {}, required = [] } = schema;
  const members = Object.entries(properties).map(([name, member]) => {
    return property(name, typeText(member), schemaComment(member), !required.includes(name));
  });
  const index = indexSignature(schema);
  if (members.length === 0 && index.length === 0) return { text: "Record<string, unknown>" };
  return { text: braces([...members, ...index]), isObject: true };
}

/** What other members hold. TypeScript wants it to fit the named ones, too. */
function indexSignature({ properties = {}, required = [], ...rest }: JsonSchema): string[] {
  const { patternProperties, additionalProperties } = rest;
  const others = mapValues({
    ...(patternProperties && { patternProperties }),
    ...(additionalProperties !== undefined && { additionalProperties }),
  });
  if (!others) return additionalProperties === true ? ["[k: string]: unknown;"] : [];
  const types = [others, ...Object.values(properties)].map(typeOf);
  const isAny = types.some(({ text }) => text === "unknown");
  const isPartial = Object.keys(properties).some((name) => !required.includes(name));
  const all = joined("|", [...types, ...(isPartial ? [{ text: "undefined" }] : [])]);
  return [`[k: string]: ${isAny ? "unknown" : all.text};`];
}

function literals(values: readonly unknown[]): Type {
  return joined(
    "|",
    values.map((value) => ({ text: JSON.stringify(value) })),
  );
}

/** `[worker: string, jobId: string, versionBits?: string]`, with `...` where more may follow. */
function tuple(schema: JsonSchema & { items: JsonSchema[] }): string {
  const { items, additionalItems, minItems = items.length } = schema;
  const names = schema["x-positions"] ?? items.map(({ title = "" }) => title);
  const labels = labelsOf(names, items.length);
  const texts = items.map((item, index) => {
    const type = typeOf(item);
    const label = labels?.[index];
    const mark = index < minItems ? "" : "?";
    if (label !== undefined) return `${label}${mark}: ${type.text}`;
    return mark ? `${grouped(type)}?` : type.text;
  });
  if (typeof additionalItems === "object")
    texts.push(`...${labels ? "rest: " : ""}${grouped(typeOf(additionalItems))}[]`);
  return `[${texts.join(", ")}]`;
}

/** Names of positions: of all or of none, because TypeScript before 5.2 takes no mixture. */
function labelsOf(names: readonly string[], count: number): readonly string[] | undefined {
  const isComplete = count > 0 && names.length >= count && names.every(isIdentifier);
  return isComplete && new Set(names).size === names.length ? names : undefined;
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
