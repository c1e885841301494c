import type { JsonSchema } from "../document/json-schema.js";
import { isTuple } from "../document/json-schema.js";
import type { Validators } from "./validators.js";

/** How deep shapes are filled in: those that hold themselves have no end. */
const deepest = 4;

/** How many values of one schema are tried. */
const most = 12;

/**
 * A few simple values that may fit a schema: the least that it asks for, and what it names itself.
 * Some may not fit: whoever uses them checks.
 */
export function witnesses(schema: JsonSchema, resolve: Validators["resolve"], depth = 0): unknown[] {
  const below = (part: JsonSchema) => (depth < deepest ? witnesses(part, resolve, depth + 1) : [null]);
  if (schema.$ref !== undefined) return below(resolve(schema));
  const {
    const: only,
    enum: values,
    default: preset,
    examples = [],
    anyOf = [],
    oneOf = [],
    allOf = [],
  } = schema;
  if (only !== undefined) return [only];
  if (values) return values.slice(0, most);
  const named = [...examples, ...(preset === undefined ? [] : [preset])];
  const branches = [...anyOf, ...oneOf].flatMap(below);
  const merged = allOf.length > 0 ? [Object.assign({}, ...allOf.map((part) => Object(below(part)[0])))] : [];
  const shown = [...allOf.flatMap(below), ...merged];
  return [
    ...named,
    ...branches,
    ...shown,
    ...typesOf(schema).flatMap((type) => ofType(type, schema, below)),
  ].slice(0, 2 * most);
}

type Below = (schema: JsonSchema) => unknown[];

function typesOf({ type, properties, items, ...rest }: JsonSchema & { minLength?: number }): string[] {
  if (type !== undefined) return [type].flat();
  if (properties) return ["object"];
  if (items) return ["array"];
  return rest.anyOf || rest.oneOf || rest.allOf
    ? []
    : ["null", "string", "number", "boolean", "array", "object"];
}

function ofType(type: string, schema: JsonSchema, below: Below): unknown[] {
  if (type === "null") return [null];
  if (type === "boolean") return [true, false];
  if (type === "string") return texts(schema);
  if (type === "array") return lists(schema, below);
  if (type === "object") return objects(schema, below);
  return [schema.minimum, 0, 1, schema.maximum].filter((value) => value !== undefined);
}

function texts({ minLength = 0, pattern }: JsonSchema): string[] {
  const simple = ["", "0", "a", "00", "0x0", "0x"];
  const long = minLength > 0 ? ["0".repeat(minLength), "a".repeat(minLength)] : [];
  const fits = [...simple, ...long].filter((text) => text.length >= minLength);
  return pattern === undefined ? fits : fits.filter((text) => new RegExp(pattern).test(text));
}

function lists(schema: JsonSchema, below: Below): unknown[][] {
  if (isTuple(schema)) return [schema.items.map((item) => below(item)[0])];
  const { items, minItems = 0 } = schema;
  if (typeof items !== "object" || Array.isArray(items)) return [[]];
  const filled = below(items)
    .slice(0, 3)
    .map((value) => Array.from({ length: Math.max(1, minItems) }, () => value));
  return minItems === 0 ? [[], ...filled] : filled;
}

function objects({ properties = {}, required = [] }: JsonSchema, below: Below): object[] {
  const filled = (names: readonly string[], pick: number) =>
    Object.fromEntries(
      names.map((name) => {
        const values = below(properties[name] ?? {});
        return [name, values[pick] ?? values[0]];
      }),
    );
  return [filled(required, 0), filled(required, 1), filled(Object.keys(properties), 0)];
}
