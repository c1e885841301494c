import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { nameInherited } from "../document/inherited.js";
import type { JsonSchema } from "../document/json-schema.js";
import { patternsOf } from "../document/patterns.js";
import { mapSubschemas, walkSchema } from "../document/subschemas.js";
import type { Method, Protocol, Shape } from "../model/model.js";
import { reachableShapes } from "../model/reachable.js";
import type { EmitOptions } from "./options.js";
import { importNames, importTypes, printFile } from "./print.js";
import { signature } from "./signature.js";

/** The parts of a method that are checked, with the names under which their validators are exported. */
export interface ValidatorNames {
  params?: string;
  result?: string;
  /** One a case, where an argument decides what the result is. */
  results?: string;
}

/** In one file for all methods: `miningSubmitParams`, `miningSubmitResult`. */
export function validatorNames({ identifier, paramsShape, result }: Method): ValidatorNames {
  return {
    ...(paramsShape && { params: `${identifier}Params` }),
    ...(result && { result: `${identifier}Result` }),
    ...(result?.byArgument && { results: `${identifier}Results` }),
  };
}

/** In a file of a method's own: `params`, `result`. */
function partNames(method: Method): ValidatorNames {
  return Object.fromEntries(Object.keys(validatorNames(method)).map((part) => [part, part]));
}

/** `validators.ts`, or a file a method in `validators/`: Ajv's standalone code, by path. */
export function emitValidators(protocol: Protocol, options: EmitOptions): [path: string, text: string][] {
  const { methods } = protocol;
  const shapes = new Map(protocol.shapes.map((shape) => [shape.name, shape]));
  if (!options.lazyValidators) {
    return [["validators.ts", validatorFile(methods, shapes, validatorNames, options, ".")]];
  }
  const below = { ...options, runtime: fromBelow(options.runtime) };
  return methods.map((method) => {
    return [`validators/${method.identifier}.ts`, validatorFile([method], shapes, partNames, below, "..")];
  });
}

/** A module's name as it is one folder further down. */
function fromBelow(module: string): string {
  return module.startsWith(".") ? `../${module.replace(/^\.\//, "")}` : module;
}

/** A validator to be exported: its name, what it checks, and the type that it proves. */
interface Check {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly type: string;
  /** One of several that are exported together. */
  readonly isCase?: boolean;
}

function validatorFile(
  methods: readonly Method[],
  shapes: ReadonlyMap<string, Shape>,
  names: (method: Method) => ValidatorNames,
  { header, runtime, extension, lazyValidators }: EmitOptions,
  root: string,
): string {
  const checks = methods.flatMap((method) => checksOf(method, names(method)));
  const needed = reachableShapes(
    checks.map(({ schema }) => schema),
    shapes,
  );
  const { text, helpers } = tidy(compile(checks, needed));
  const imports = [
    ...importNames(helpers, runtime),
    ...importTypes(["Validate"], runtime),
    ...importTypes(
      methods.flatMap((method) => signature(method).types),
      `${root}/types${extension}`,
    ),
  ];
  const absent = lazyValidators ? methods.flatMap((method) => absentParts(method, runtime)) : [];
  const nocheck =
    "// @ts-nocheck: Ajv wrote the code; the types of what is exported are declared at its end.";
  const typed = checks.map(({ name, type, isCase }) => {
    return `${isCase ? "" : "export "}const ${name}: Validate<${type}> = ${checkName(name)};`;
  });
  const lists = methods.flatMap((method) => resultList(method, names(method)));
  const exported = [...typed, ...lists, ...absent].join("\n");
  return printFile(`${header}\n${nocheck}`, imports, [text, exported].filter(Boolean));
}

function checksOf(method: Method, { params, result, results }: ValidatorNames): Check[] {
  const types = signature(method);
  const cases = method.result?.byArgument?.cases ?? [];
  return [
    ...(params && method.paramsShape
      ? [{ name: params, schema: method.paramsShape.schema, type: types.params }]
      : []),
    ...(result && method.result ? [{ name: result, schema: method.result.schema, type: types.result }] : []),
    ...cases.map(({ schema }, index) => ({
      name: `${results}${index}`,
      schema,
      type: types.result,
      isCase: true,
    })),
  ];
}

/** The validators of a result's cases, in the order of the cases. */
function resultList(method: Method, { results }: ValidatorNames): string[] {
  if (!results) return [];
  const names = method.result?.byArgument?.cases.map((_, index) => `${results}${index}`) ?? [];
  return [
    `export const ${results}: readonly Validate<${signature(method).result}>[] = [${names.join(", ")}];`,
  ];
}

/** What stands in a method's own file for parameters or a result that it doesn't have. */
function absentParts(method: Method, runtime: string): string[] {
  const { params, result } = validatorNames(method);
  return [
    ...(params ? [] : [`export { noParams as params } from "${runtime}";`]),
    ...(result ? [] : [`export { noResult as result } from "${runtime}";`]),
  ];
}

/**
 * Schemas were checked on loading, so Ajv need not check them again. What it calls optimizing takes away
 * what an engine takes away itself, and would be a third of the time.
 */
function compile(checks: readonly Check[], shapes: readonly Shape[]): string {
  const given = [...checks, ...shapes].map(({ schema }) => traitsOf(schema));
  const ajv = new Ajv({
    strict: false,
    meta: false,
    validateSchema: false,
    validateFormats: false,
    unicodeRegExp: given.every(({ isUnicode }) => isUnicode),
    ownProperties: given.some(({ namesInherited }) => namesInherited),
    code: { esm: true, source: true, lines: true, optimize: false },
  });
  const schemas = Object.fromEntries(shapes.map((shape) => [shape.name, bareShape(shape)]));
  ajv.addSchema({ $id: "shapes", components: { schemas } });
  for (const { name, schema } of checks) ajv.addSchema({ ...bare(schema, "shapes"), $id: name });
  return standaloneCode.default(ajv, Object.fromEntries(checks.map(({ name }) => [checkName(name), name])));
}

/** What Ajv calls a validator; it takes no letters beyond ASCII. */
function checkName(name: string): string {
  return `check_${name.replace(/[^\w$]/gu, (letter) => `$${letter.codePointAt(0)?.toString(16)}`)}`;
}

/** What Ajv must know of a schema beforehand. */
interface Traits {
  /** Whether every pattern is one under the `u` flag, which older documents escape too much for. */
  readonly isUnicode: boolean;
  readonly namesInherited: boolean;
}

const traits = new WeakMap<JsonSchema, Traits>();

/** Many methods need the same shapes: each is looked at once. */
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

const bareShapes = new WeakMap<JsonSchema, JsonSchema>();

/** Many methods need the same shapes. */
function bareShape({ schema }: Shape): JsonSchema {
  const known = bareShapes.get(schema);
  if (known) return known;
  const made = bare(schema, "");
  bareShapes.set(schema, made);
  return made;
}

/**
 * What a validator needs of a schema: no words for people, no names, references into the document
 * called `base`. Keywords are sorted, because validators hold parts of their schemas as text.
 */
function bare(schema: JsonSchema, base: string): JsonSchema {
  const mapped = mapSubschemas(schema, (subschema) => bare(subschema, base));
  const kept = Object.entries(mapped).filter(([keyword]) => !words.has(keyword) && !keyword.startsWith("x-"));
  const sorted = kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([keyword, value]) => [keyword, keyword === "$ref" ? `${base}${value}` : value]),
  );
}

/** What describes a schema, or names it for references that are resolved by now. */
const words = new Set([
  ...["title", "description", "deprecated", "default", "examples", "$comment"],
  ...["$schema", "$id", "id", "$anchor", "$async"],
]);

/** The helpers that Ajv's code would `require`, which an ES module can't, and those of the runtime in their place. */
const runtimeHelpers: Record<string, string> = {
  "ajv/dist/runtime/ucs2length": "codePointLength",
  "ajv/dist/runtime/equal": "deepEqual",
};

/** A condition under which nothing is done. */
const emptyBranch = /^if\(errors === _errs\d+\)\{\n\}\n(?!else)/gm;

/** Ajv's code as a module: helpers imported, what does nothing and constants that nothing uses left out. */
function tidy(code: string): { text: string; helpers: string[] } {
  const helpers = new Set<string>();
  const lines = code
    .replace(emptyBranch, "")
    .split("\n")
    .flatMap((line) => {
      if (line === '"use strict";' || line === ";") return [];
      if (line.startsWith("export const check_")) return [line.slice("export ".length)];
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
