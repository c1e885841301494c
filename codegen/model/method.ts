import type { JsonSchema } from "../document/json-schema.js";
import { isTuple } from "../document/json-schema.js";
import type { ContentDescriptor, OpenRpcMethod } from "../document/openrpc.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import type { ByArgument, Method, Param, ParamEncoding, Result, ResultCase, Shape } from "./model.js";
import { camelCase, createNames, pascalCase } from "./names.js";

/** What the methods of one protocol share. */
export interface Building {
  readonly typeName: (wanted: string) => string;
  readonly valueName: (wanted: string) => string;
  readonly memberName: (wanted: string) => string;
  /** The shapes found so far. */
  readonly shapes: Shape[];
}

/** The roles of a method's types, by name suffix. */
const roles: Readonly<Record<string, string>> = { Params: "Parameters", Result: "Result" };

/**
 * Builds a method of the model, and adds the shapes of its parameters and result to the shapes found so far.
 *
 * @param isNamed Whether the document has a name for the result's shape.
 */
export function buildMethod(
  method: OpenRpcMethod,
  isNamed: boolean,
  building: Building,
): Method & { path: string[] } {
  const { shapes, typeName, valueName, memberName } = building;
  const define = (suffix: string, schema: JsonSchema): Shape => {
    const name = typeName(pascalCase(method.name) + suffix);
    const shape = {
      name,
      schema,
      summary: `${roles[suffix] ?? "One of the results"} of \`${method.name}\`.`,
    };
    shapes.push(shape);
    return shape;
  };
  const structure = paramStructure(method);
  const params = buildParams(method, structure, building);
  const paramsShape = params.length > 0 ? define("Params", objectOf(params)) : undefined;
  const result = method.result && buildResult(method, isNamed, params, shapes, define);
  return {
    name: method.name,
    identifier: valueName(camelCase(method.name)),
    path: method.name.split(".").map(memberName),
    direction: method["x-direction"] ?? "clientToServer",
    kind: result ? "request" : "notification",
    structure,
    optional: method["x-optional"] ?? false,
    params,
    ...(paramsShape && { paramsShape }),
    ...(result && { result }),
    docs: {
      ...(method.summary && { summary: method.summary }),
      ...(method.description && { description: method.description }),
      deprecated: method.deprecated ?? false,
      ...(method.externalDocs && { see: method.externalDocs.url }),
    },
    errors: method.errors ?? [],
    examples: method.examples ?? [],
  };
}

function paramStructure(method: OpenRpcMethod): ParamEncoding {
  if (method.params.length === 1 && method.params[0]?.["x-spread"]) return "spread";
  const structures = { "by-position": "position", "by-name": "name", either: "either" } as const;
  return structures[method.paramStructure ?? "either"];
}

function buildParams(
  method: OpenRpcMethod,
  structure: ParamEncoding,
  { memberName, shapes }: Building,
): Param[] {
  const name = createNames([]);
  if (structure === "spread") return spreadParams(shapeOf(method.params[0]?.schema ?? {}, shapes));
  return method.params.map((param) => ({
    name: name(memberName(param.name)),
    wireName: param.name,
    required: param.required ?? false,
    schema: { ...param.schema, ...(param.deprecated && { deprecated: true }) },
    ...words(param),
  }));
}

/** Members of the single object keep their names, which are on the wire. */
function spreadParams({ properties = {}, required = [] }: JsonSchema): Param[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    wireName: name,
    required: required.includes(name),
    schema,
    ...(schema.description && { description: schema.description }),
  }));
}

function words({ description, summary }: ContentDescriptor): { description?: string } {
  const text = description ?? summary;
  return text ? { description: text } : {};
}

function objectOf(params: readonly Param[]): JsonSchema {
  const required = params.filter((param) => param.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(
      params.map(({ name, schema, description }) => [
        name,
        description ? { ...schema, description } : schema,
      ]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

type Define = (suffix: string, schema: JsonSchema) => Shape;

function buildResult(
  { name, result }: OpenRpcMethod,
  isNamed: boolean,
  params: readonly Param[],
  shapes: readonly Shape[],
  define: Define,
): Result {
  const schema = result?.schema ?? {};
  const byArgument = buildCases(schema, params, define);
  if (byArgument) {
    const { oneOf, ...rest } = schema;
    const shape = define("Result", { ...rest, anyOf: byArgument.cases.map(caseSchema) });
    return { schema: shape.schema, shape, byArgument };
  }
  const target = shapeOf(schema, shapes);
  const positions = target["x-positions"];
  if (positions && isTuple(target)) {
    const shape = define("Result", named(target, positions));
    return { schema: shape.schema, shape, positions };
  }
  const isOwn = referredName(schema) === `${pascalCase(name)}Result`;
  if (isScalar(schema) || (schema.$ref !== undefined && (isNamed || isOwn))) return { schema };
  return { schema, shape: define("Result", schema) };
}

/** The target of a schema's reference, or the schema itself. */
function shapeOf(schema: JsonSchema, shapes: readonly Shape[]): JsonSchema {
  return shapes.find(({ name }) => schema.$ref === pointer("#/components/schemas", name))?.schema ?? schema;
}

/** Long cases get a name: `GetblockVerbosity2Result`. */
function buildCases(schema: JsonSchema, params: readonly Param[], define: Define): ByArgument | undefined {
  const { "x-by-argument": by, anyOf, oneOf = [] } = schema;
  const param = params.find(({ wireName }) => wireName === by?.name);
  if (!by || !param) return undefined;
  const cases = (anyOf ?? oneOf).map((branch, index): ResultCase => {
    const values = by.values[index] ?? [];
    if (isShort(branch)) return { values, schema: branch };
    const shape = define(
      `${pascalCase(param.name)}${pascalCase(String(values[0] ?? "default"))}Result`.replace("_", ""),
      branch,
    );
    return { values, schema: branch, shape };
  });
  return { param: param.name, cases };
}

function caseSchema({ schema, shape }: ResultCase): JsonSchema {
  return shape ? { $ref: pointer("#/components/schemas", shape.name) } : schema;
}

/** The object for a tuple with named positions. */
function named(
  { items, minItems = items.length, description }: JsonSchema & { items: JsonSchema[] },
  positions: readonly string[],
): JsonSchema {
  return {
    type: "object",
    ...(description && { description }),
    properties: Object.fromEntries(positions.map((name, index) => [name, items[index] ?? {}])),
    required: positions.slice(0, minItems),
    additionalProperties: false,
  };
}

/** Whether a schema is short enough for a signature without a name. */
function isShort(schema: JsonSchema): boolean {
  return schema.$ref !== undefined || isScalar(schema);
}

function isScalar({ $ref, type, enum: values }: JsonSchema): boolean {
  const isOne = typeof type === "string" && /^(boolean|string|number|integer|null)$/.test(type);
  return $ref === undefined && isOne && values === undefined;
}

/** The name of the schema that a reference leads to. */
export function referredName({ $ref }: JsonSchema): string | undefined {
  return $ref === undefined ? undefined : pointerSteps($ref).at(-1);
}
