import { dialectOf } from "../document/dialect.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument, OpenRpcMethod } from "../document/openrpc.js";
import { pointer } from "../document/pointer.js";
import { mapSubschemas } from "../document/subschemas.js";
import { exactPaths } from "./exact.js";
import { flattened } from "./flatten.js";
import { buildMethod, referredName } from "./method.js";
import type { Method, Protocol, Shape } from "./model.js";
import { camelCase, createTypeNames, createValueNames, pascalCase, reservedTypes } from "./names.js";
import { normalize } from "./normalize.js";
import { type Root, shareShapes } from "./share.js";

/**
 * Builds the model of a valid document. The order of the document makes no difference.
 *
 * @param naming Names of stubs and parameters: in camelCase, or as on the wire.
 */
export function buildModel(document: OpenRpcDocument, naming: "camel" | "wire" = "camel"): Protocol {
  const memberName = naming === "wire" ? (name: string) => name : camelCase;
  const methods = [...document.methods].sort((a, b) => byName(a.name, b.name));
  const components = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => byName(a, b));
  const typeName = createTypeNames();
  const valueName = createValueNames();
  const names = new Map(components.map(([name]) => [name, typeName(pascalCase(name))]));
  const clean = (schema: JsonSchema) => renameReferences(normalize(schema), names);

  const cleaned = methods.map((method) => withSchemas(method, clean));
  const named = flattened(
    Object.fromEntries(components.map(([name, schema]) => [names.get(name) ?? name, clean(schema)])),
  );
  const shared = shareShapes(
    cleaned.flatMap(rootsOf),
    Object.entries(named).map(([name, schema]) => ({ name, schema })),
    new Set([...reservedTypes, ...methods.flatMap(({ name }) => ownTypes(name))]),
  );
  const shapes = [...shared.shapes];
  for (const { name } of shapes.slice(components.length)) typeName(name);
  const built = cleaned.map((method) => {
    const isNamed = method.result?.schema.$ref !== undefined;
    return buildMethod(withSchemas(method, shared.refer), isNamed, {
      typeName,
      valueName,
      memberName,
      shapes,
    });
  });
  const byShape = new Map(shapes.map((shape) => [shape.name, shape]));
  const exact = built.map((method) => withExactPaths(method, byShape));
  separateNamespaces(exact);
  shapes.sort((a, b) => byName(a.name, b.name));

  const { title, version, description } = document.info;
  return {
    title,
    version,
    ...(description && { description }),
    methods: exact,
    shapes,
    dialect: dialectOf(document),
    document: { ...document, methods },
  };
}

/** The method with its schemas replaced by `replace`. */
function withSchemas(method: OpenRpcMethod, replace: (schema: JsonSchema) => JsonSchema): OpenRpcMethod {
  const { params, result } = method;
  return {
    ...method,
    params: params.map((param) => ({ ...param, schema: replace(param.schema) })),
    ...(result && { result: { ...result, schema: replace(result.schema) } }),
  };
}

/** The schemas in which repeated shapes are searched. */
function rootsOf({ name, params, result }: OpenRpcMethod): Root[] {
  const owner = pascalCase(name);
  return [
    ...params.map((param) => ({ owner, role: param.name, isResult: false, schema: param.schema })),
    ...(result ? [{ owner, role: "Result", isResult: true, schema: result.schema }] : []),
  ];
}

/** The type names that any method may have. */
function ownTypes(method: string): string[] {
  return [`${pascalCase(method)}Params`, `${pascalCase(method)}Result`];
}

function withExactPaths<M extends Method>(method: M, shapes: ReadonlyMap<string, Shape>): M {
  const paths = method.result ? exactPaths(method.result.schema, shapes) : [];
  return paths.length > 0 ? { ...method, result: { ...method.result, exact: paths } } : method;
}

/** The schema with the model's shape names and its keywords in a fixed order. */
function renameReferences(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  const renamed = mapSubschemas(schema, (subschema) => renameReferences(subschema, names));
  const target = referredName(schema);
  if (target !== undefined) renamed.$ref = pointer("#/components/schemas", names.get(target) ?? target);
  return Object.fromEntries(Object.entries(renamed).sort(([a], [b]) => byName(a, b)));
}

/** A namespace keeps its name; a method of the same path gets a `$`: `extranonce$` beside `extranonce.subscribe`. */
function separateNamespaces(methods: (Method & { path: string[] })[]): void {
  const namespaces = new Set(
    methods.flatMap(({ path }) => path.slice(1).map((_, index) => path.slice(0, index + 1).join("."))),
  );
  const taken = new Set(namespaces);
  for (const { path } of methods) {
    while (taken.has(path.join("."))) path.push(`${path.pop()}$`);
    taken.add(path.join("."));
  }
}

/** Compares by code units, independent of the locale. */
function byName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
