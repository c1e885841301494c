import { type Ajv, type KeywordCxt, Name } from "ajv";
import { ValueScope } from "ajv/dist/compile/codegen/scope.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { callRef } from "ajv/dist/vocabularies/core/ref.js";
import { createChecker, inDialect } from "../document/checker.js";
import type { Dialect } from "../document/dialect.js";
import { nameInherited } from "../document/inherited.js";
import type { JsonSchema } from "../document/json-schema.js";
import { patternsOf } from "../document/patterns.js";
import { pointerSteps } from "../document/pointer.js";
import { mapSubschemas, walkSchema } from "../document/subschemas.js";
import type { Shape } from "../model/model.js";

/** A function of a module: its name, and the schema it checks. */
export interface Check {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** Ajv's code of a module, and the runtime and shape functions that it uses. */
export interface Compiled {
  readonly text: string;
  readonly helpers: readonly string[];
}

/** The functions of a module. A reference to a shape becomes a call of its function, wherever that is. */
export function compileChecks(checks: readonly Check[], dialect: Dialect): Compiled {
  const given = checks.map(({ schema }) => traitsOf(schema));
  const ajv = emptyChecker(dialect, {
    isUnicode: given.every(({ isUnicode }) => isUnicode),
    namesInherited: given.some(({ namesInherited }) => namesInherited),
  });
  for (const { name, schema } of checks) ajv.addSchema({ ...inDialect(schema, dialect), $id: name });
  return tidy(standaloneCode.default(ajv, Object.fromEntries(checks.map(({ name }) => [name, name]))));
}

const checkers = new Map<string, Ajv>();

/**
 * An Ajv instance without schemas and with restarted names, so that a module's text depends only on its checks.
 * Cached per combination of options, because creating one is as slow as compiling a module.
 */
function emptyChecker(dialect: Dialect, traits: Traits): Ajv {
  const key = JSON.stringify([dialect, traits.isUnicode, traits.namesInherited]);
  const known = checkers.get(key);
  if (known) {
    known.removeSchema();
    return Object.assign(known, { scope: new ValueScope({ scope: {}, prefixes, lines: true }) });
  }
  const made = createChecker(dialect, {
    unicodeRegExp: traits.isUnicode,
    ownProperties: traits.namesInherited,
    // Ajv's optimization removes only what engines remove themselves, and takes a third of the time.
    code: { esm: true, source: true, lines: true, optimize: false },
  });
  made.removeKeyword("$ref");
  made.addKeyword({ keyword: "$ref", schemaType: "string", code: callShape });
  checkers.set(key, made);
  return made;
}

/** The names that Ajv numbers in a module. */
const prefixes = new Set([
  ...["validate", "serialize", "parse", "wrapper", "root", "schema", "keyword", "pattern"],
  ...["formats", "validate$data", "func", "obj", "Error"],
]);

function callShape(context: KeywordCxt): void {
  callRef(context, new Name(shapeCheck(shapeName(context.schema))));
}

/** The name of a reference's shape. */
export function shapeName(reference: string): string {
  return pointerSteps(reference).at(-1) ?? "";
}

/** The function of a shape; Ajv permits only ASCII letters. */
export function shapeCheck(name: string): string {
  return `shape_${ascii(name)}`;
}

export function ascii(name: string): string {
  return name.replace(/[^\w$]/gu, (letter) => `$${letter.codePointAt(0)?.toString(16)}`);
}

/** The properties of a schema that decide Ajv's options. */
interface Traits {
  /** Whether all patterns are valid with the `u` flag; older documents escape too much for it. */
  readonly isUnicode: boolean;
  readonly namesInherited: boolean;
}

const traits = new WeakMap<JsonSchema, Traits>();

/** Caches shapes, which many methods share. */
function traitsOf(schema: JsonSchema): Traits {
  const known = traits.get(schema);
  if (known) return known;
  const found = { isUnicode: isUnicode(schema), namesInherited: nameInherited([schema]) };
  traits.set(schema, found);
  return found;
}

function isUnicode(schema: JsonSchema): boolean {
  const sources = new Set<string>();
  walkSchema(schema, (part) => {
    for (const { source } of patternsOf(part)) sources.add(source);
  });
  return [...sources].every((source) => {
    try {
      return Boolean(new RegExp(source, "u"));
    } catch {
      return false;
    }
  });
}

/**
 * A schema without annotations and names, for a validator. Short shapes are inlined. Keywords are sorted, because
 * validators contain parts of their schemas as text.
 */
export function bare(schema: JsonSchema, shapes: ReadonlyMap<string, Shape>): JsonSchema {
  const short = schema.$ref === undefined ? undefined : shapes.get(shapeName(schema.$ref));
  if (short && isShort(short)) return bare(short.schema, shapes);
  const mapped = mapSubschemas(schema, (subschema) => bare(subschema, shapes));
  const kept = Object.entries(mapped).filter(([keyword]) => !words.has(keyword) && !keyword.startsWith("x-"));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const longest = 200;
const short = new WeakMap<JsonSchema, boolean>();

/** Whether a shape is short: a string with a pattern, a number with limits. */
function isShort({ schema }: Shape): boolean {
  const known = short.get(schema);
  if (known !== undefined) return known;
  let isPlain = true;
  walkSchema(schema, ({ $ref, properties }) => {
    isPlain &&= $ref === undefined && properties === undefined;
  });
  const found = isPlain && JSON.stringify(bare(schema, new Map())).length <= longest;
  short.set(schema, found);
  return found;
}

/** Annotations, and names for references that are already resolved. */
const words = new Set([
  ...["title", "description", "deprecated", "default", "examples", "$comment", "format"],
  ...["$schema", "$id", "id", "$anchor", "$async", "definitions", "$defs"],
  ...["$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor"],
]);

/** The runtime's replacements for helpers that Ajv's code would `require`, which an ES module can't. */
const runtimeHelpers: Record<string, string> = {
  "ajv/dist/runtime/ucs2length": "codePointLength",
  "ajv/dist/runtime/equal": "deepEqual",
};

/** A condition with an empty body. */
const emptyBranch = /^if\(errors === _errs\d+\)\{\n\}\n(?!else)/gm;

/** Ajv's code as a module: with imported helpers, without empty statements and unused constants. */
function tidy(code: string): Compiled {
  const helpers = new Set<string>();
  const lines = code
    .replace(emptyBranch, "")
    .split("\n")
    .flatMap((line) => {
      if (line === '"use strict";' || line === ";") return [];
      if (line.startsWith("export const ")) return [line.slice("export ".length)];
      const [, constant, module] = line.match(/^const (func\d+) = require\("([^"]+)"\)\.default;$/) ?? [];
      if (constant && module) {
        const helper = runtimeHelpers[module];
        if (!helper) throw new Error(`the validators need ${module}, for which the runtime has nothing`);
        helpers.add(helper);
        return [`const ${constant} = ${helper};`];
      }
      return line.startsWith("/*# sourceURL=") ? [] : [line];
    });
  const counts = new Map<string, number>();
  for (const [name] of lines.join("\n").matchAll(/\bschema\d+\b/g))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  const used = lines.filter((line) => {
    const [, constant] = line.match(/^const (schema\d+) = /) ?? [];
    return constant === undefined || (counts.get(constant) ?? 0) > 1;
  });
  return { text: used.join("\n").trim(), helpers: [...helpers].sort() };
}
