import type { Dialect } from "../document/dialect.js";
import type { JsonSchema } from "../document/json-schema.js";
import { walkSchema } from "../document/subschemas.js";
import type { Method, Protocol, Shape } from "../model/model.js";
import { reachableShapes } from "../model/reachable.js";
import type { EmitOptions } from "./options.js";
import { importNames, importTypes, printFile } from "./print.js";
import { signature } from "./signature.js";
import { ascii, bare, type Check, compileChecks, shapeCheck, shapeName } from "./standalone.js";

/** The checked parts of a method, with the names of their exported validators. */
export interface ValidatorNames {
  params?: string;
  result?: string;
  /** One per case, if an argument decides the result. */
  results?: string;
}

/** Names in one file for all methods: `miningSubmitParams`, `miningSubmitResult`. */
export function validatorNames({ identifier, paramsShape, result }: Method): ValidatorNames {
  return {
    ...(paramsShape && { params: `${identifier}Params` }),
    ...(result && { result: `${identifier}Result` }),
    ...(result?.byArgument && { results: `${identifier}Results` }),
  };
}

/** Names in a file per method: `params`, `result`. */
function partNames(method: Method): ValidatorNames {
  return Object.fromEntries(Object.keys(validatorNames(method)).map((part) => [part, part]));
}

/** The files of validators, by path, and whether each is loaded on first use. */
export interface ValidatorFiles {
  readonly isLazy: boolean;
  readonly files: readonly [path: string, text: string][];
}

/** Above this size of schemas in bytes, validators are loaded on first use: they are about ten times as large. */
const manyBytes = 40_000;

/**
 * `validators.ts`, or one file per method in `validators/`: Ajv's standalone code. Shapes that several methods
 * use are emitted once: in that file, or in `validators/shapes.ts`.
 */
export function emitValidators(protocol: Protocol, options: EmitOptions): ValidatorFiles {
  const { methods, dialect } = protocol;
  const shapes = new Map(protocol.shapes.map((shape) => [shape.name, shape]));
  const bared = new Map(
    protocol.shapes.map(({ name, schema }) => [name, { name, schema: bare(schema, shapes) }] as const),
  );
  const checks = (method: Method, names: ValidatorNames) =>
    checksOf(method, names).map((check) => ({ ...check, schema: bare(check.schema, shapes) }));
  const all = methods.flatMap((method) => checks(method, validatorNames(method)));
  const needed = reachableShapes(schemasOf(all), bared);
  const isLazy =
    options.validators === undefined
      ? bytesOf([...all, ...needed]) > manyBytes
      : options.validators === "lazy";
  const context = {
    dialect,
    shapes: bared,
    options: { ...options, runtime: isLazy ? fromBelow(options.runtime) : options.runtime },
  };
  if (!isLazy) {
    const module = { methods, checks: all, own: needed, root: ".", names: validatorNames };
    return { isLazy, files: [["validators.ts", methodsFile(module, context)]] };
  }
  const modules = methods.map((method) => {
    const own = checks(method, partNames(method));
    return { method, checks: own, needed: reachableShapes(schemasOf(own), bared) };
  });
  const shared = sharedShapes(modules);
  const files = modules.map(({ method, checks, needed }): [string, string] => {
    const own = isAwaited(method) ? needed.filter((shape) => !shared.has(shape)) : needed;
    const module = { methods: [method], checks, own, root: "..", names: partNames };
    return [`validators/${method.identifier}.ts`, methodsFile(module, context)];
  });
  if (shared.size === 0) return { isLazy, files };
  const inOrder = needed.filter((shape) => shared.has(shape));
  return { isLazy, files: [...files, [`validators/${shapesModule}.ts`, shapesFile(inOrder, context)]] };
}

/** Not a method's name: those start with a letter, `_` or `$`. */
const shapesModule = "shapes-of-several";

/** The shapes that several methods with lazy validators use. */
function sharedShapes(modules: readonly { method: Method; needed: readonly Shape[] }[]): ReadonlySet<Shape> {
  const counts = new Map<Shape, number>();
  for (const { needed } of modules.filter(({ method }) => isAwaited(method)))
    for (const shape of needed) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return new Set([...counts].flatMap(([shape, count]) => (count > 1 ? [shape] : [])));
}

/** Notifications are sent synchronously: their validators are loaded at startup, without any others. */
function isAwaited({ kind }: Method): boolean {
  return kind === "request";
}

function bytesOf(checks: readonly { schema: JsonSchema }[]): number {
  return checks.reduce((sum, { schema }) => sum + JSON.stringify(schema).length, 0);
}

function schemasOf(checks: readonly { schema: JsonSchema }[]): JsonSchema[] {
  return checks.map(({ schema }) => schema);
}

/** A module's path, seen from one folder further down. */
function fromBelow(module: string): string {
  return module.startsWith(".") ? `../${module.replace(/^\.\//, "")}` : module;
}

/** An exported validator: its name, schema and type. */
interface TypedCheck {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly type: string;
  /** One of several that are exported together. */
  readonly isCase?: boolean;
}

/** The shared context of all validator files. */
interface Context {
  readonly dialect: Dialect;
  /** The shapes, prepared for validators. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly options: EmitOptions;
}

/** A file of methods' validators. */
interface Module {
  readonly methods: readonly Method[];
  readonly checks: readonly TypedCheck[];
  /** The shapes whose functions are in this file; others are in the shared file. */
  readonly own: readonly Shape[];
  /** The module of the types. */
  readonly root: string;
  readonly names: (method: Method) => ValidatorNames;
}

const nocheck = "// @ts-nocheck: Ajv wrote the code; the types of what is exported are declared at its end.";

function methodsFile({ methods, checks, own, root, names }: Module, context: Context): string {
  const { dialect, shapes, options } = context;
  const { header, runtime, extension } = options;
  const functions = [
    ...checks.map(({ name, schema }) => ({ name: checkName(name), schema })),
    ...own.map(functionOf),
  ];
  const { text, helpers } = compileChecks(functions, dialect);
  const typed = checks.map(({ name, type, schema, isCase }) => {
    const isDeep = canBeDeep(schema, shapes);
    const check = isDeep ? `withinDepth(${checkName(name)})` : checkName(name);
    return { isDeep, text: `${isCase ? "" : "export "}const ${name}: Validate<${type}> = ${check};` };
  });
  const imports = [
    ...importNames([...helpers, ...(typed.some(({ isDeep }) => isDeep) ? ["withinDepth"] : [])], runtime),
    ...importTypes(["Validate"], runtime),
    ...importNames(foreign(functions, own), `./${shapesModule}${extension}`),
    ...importTypes(
      methods.flatMap((method) => signature(method).types),
      `${root}/types${extension}`,
    ),
  ];
  const lists = methods.flatMap((method) => resultList(method, names(method)));
  const absent = root === "." ? [] : methods.flatMap((method) => absentParts(method, runtime));
  const exported = [...typed.map(({ text }) => text), ...lists, ...absent].join("\n");
  return printFile(`${header}\n${nocheck}`, imports, [text, exported].filter(Boolean));
}

/** The file with functions of shared shapes. */
function shapesFile(shared: readonly Shape[], { dialect, options }: Context): string {
  const { header, runtime } = options;
  const { text, helpers } = compileChecks(shared.map(functionOf), dialect);
  const imports = [...importNames(helpers, runtime), ...importTypes(["Validate"], runtime)];
  const exported = shared.map(({ name }) => {
    return `export const ${ascii(name)}: Validate<unknown> = ${shapeCheck(name)};`;
  });
  return printFile(`${header}\n${nocheck}`, imports, [text, exported.join("\n")]);
}

function functionOf({ name, schema }: Shape): Check {
  return { name: shapeCheck(name), schema };
}

/** The functions that these call from other files. */
function foreign(functions: readonly Check[], own: readonly Shape[]): string[] {
  const here = new Set(own.map(({ name }) => name));
  const called = new Set<string>();
  for (const { schema } of functions)
    walkSchema(schema, ({ $ref }) => {
      if ($ref !== undefined) called.add(shapeName($ref));
    });
  return [...called].filter((name) => !here.has(name)).map((name) => `${ascii(name)} as ${shapeCheck(name)}`);
}

/** Whether validation recurses with the value's depth: recursive shapes, `uniqueItems`. */
function canBeDeep(schema: JsonSchema, shapes: ReadonlyMap<string, Shape>): boolean {
  const reached = reachableShapes([schema], shapes);
  const isComparing = [schema, ...schemasOf(reached)].some((part) => {
    let found = false;
    walkSchema(part, ({ uniqueItems }) => {
      found ||= uniqueItems === true;
    });
    return found;
  });
  return isComparing || reached.some((shape) => isRecursive(shape, shapes));
}

const recursive = new WeakMap<Shape, boolean>();

function isRecursive(shape: Shape, shapes: ReadonlyMap<string, Shape>): boolean {
  const known = recursive.get(shape) ?? reachableShapes([shape.schema], shapes).includes(shape);
  recursive.set(shape, known);
  return known;
}

function checksOf(method: Method, { params, result, results }: ValidatorNames): TypedCheck[] {
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

/** The exports for missing parameters or a missing result in a method's file. */
function absentParts(method: Method, runtime: string): string[] {
  const { params, result } = validatorNames(method);
  return [
    ...(params ? [] : [`export { noParams as params } from "${runtime}";`]),
    ...(result ? [] : [`export { noResult as result } from "${runtime}";`]),
  ];
}

/** Ajv's name for a validator. */
function checkName(name: string): string {
  return `check_${ascii(name)}`;
}
