import {
  type Handler,
  type Method,
  type MethodTable,
  type MethodTypes,
  RpcError,
  type Protocol as Served,
  serve,
} from "stratum/rpc";
import { deepEqual, unchecked } from "stratum/runtime";
import { values } from "stratum/wire";
import { check } from "../check/check.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { ExamplePairing, OpenRpcDocument } from "../document/openrpc.js";
import { InvalidSource, type LoadOptions } from "../index.js";
import { load } from "../load/load.js";
import { buildModel } from "../model/build.js";
import type { Method as Described, Protocol } from "../model/model.js";
import { createTypicalValue } from "../values/typical-value.js";
import { schemaChecks } from "./schema-checks.js";

/** A server that answers from a document's examples and schemas. */
export interface MockServer {
  /** Its URLs: `tcp:`, `http:` and `ws:` on one port. */
  readonly urls: readonly string[];
  /** The number of methods. */
  readonly methods: number;
  /** Methods without examples, answered from their schemas. */
  readonly withoutExample: readonly string[];
  close(): Promise<void>;
}

/** Options of a mock server. */
export interface MockOptions extends LoadOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

type Methods = Record<string, MethodTypes>;

const maxMessage = 16_777_216;

/**
 * Starts a mock server for a document, on raw TCP, HTTP and WebSocket on one port. Parameters are validated.
 * The response is the result of the example with the same parameters, otherwise of the method's first example,
 * otherwise a value generated from the result's schema. Web pages of any origin may call it.
 *
 * @throws InvalidSource with every problem of the document; RpcError `CONNECT_FAILED` when the port is in use.
 */
export async function startMockServer(
  inputs: readonly string[],
  { host, port, ...options }: MockOptions,
): Promise<MockServer> {
  const { document, origins, problems } = await load(inputs, options);
  const all = problems.some(isError) ? problems : [...problems, ...check(document, origins)];
  if (all.some(isError)) throw new InvalidSource(all);
  const model = buildModel(document, "wire");
  const handlerOf = createHandlers(document);
  const served = model.methods.filter(({ direction }) => direction !== "serverToClient");
  const at = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const server = await serve(protocolOf(model, served), {
    listen: [`tcp://${at}`, `http://${at}/`, `ws://${at}/`],
    framing: values,
    handlers: Object.fromEntries(served.map((method) => [method.name, handlerOf(method)])),
    document: model.document,
    strict: true,
    results: "off",
    cors: { origins: "*" },
    limits: { message: maxMessage, queue: maxMessage },
  });
  return {
    urls: server.urls,
    methods: served.length,
    withoutExample: served.filter((method) => isMute(method)).map(({ name }) => name),
    close: () => server.close(),
  };
}

function isError({ severity }: { severity: string }): boolean {
  return severity === "error";
}

function protocolOf(model: Protocol, served: readonly Described[]): Served<Methods> {
  const { title, version } = model;
  const table: MethodTable<Methods> = Object.fromEntries(
    served.map((method) => [method.name, descriptorOf(method, model)]),
  );
  return { title, version, server: table, client: {}, toServer: () => ({}), toClient: () => ({}) };
}

function isMute({ kind, examples }: Described): boolean {
  return kind === "request" && !examples.some(({ result }) => result !== undefined);
}

/** A method's descriptor, with parameters named as on the wire. */
function descriptorOf(
  { name, kind, direction, structure, params, paramsShape }: Described,
  model: Protocol,
): Method<object> {
  return {
    name,
    kind,
    direction,
    structure,
    params: params.map((param) => param.name),
    optional: params.filter(({ required }) => !required).map((param) => param.name),
    wireNames: params.map(({ wireName }) => wireName),
    validators: { params: schemaChecks(model, paramsShape), result: unchecked.result },
  };
}

/**
 * Creates the handlers of methods. They return results of examples, otherwise a value generated from the result's
 * schema. A handler throws an RpcError when no valid value was found.
 */
function createHandlers(document: OpenRpcDocument): (method: Described) => Handler<object, unknown, unknown> {
  const typicalValue = createTypicalValue(document);
  const results = new Map(document.methods.map(({ name, result }) => [name, result?.schema ?? {}]));
  // Cached: the value of a schema is always the same.
  const made = new Map<JsonSchema, ReturnType<typeof typicalValue>>();
  return ({ name, kind, examples, params }) => {
    const answering = examples.filter(({ result }) => result !== undefined);
    return (given) => {
      const [first] = answering;
      if (kind === "notification") return undefined;
      if (first) {
        const fitting = answering.find((example) => deepEqual(paramsOf(example, params), given));
        return (fitting ?? first).result?.value;
      }
      const schema = caseOf(results.get(name) ?? {}, params, given);
      const found = made.get(schema) ?? typicalValue(schema);
      made.set(schema, found);
      if (found) return found.value;
      throw new RpcError(
        "OTHER",
        `${name} has no example, and no valid result could be generated: add an example with a result to its "examples" in the document`,
      );
    };
  };
}

/** The schema of the result for the given arguments. */
function caseOf(schema: JsonSchema, params: Described["params"], given: object): JsonSchema {
  const byArgument = schema["x-by-argument"];
  if (!byArgument) return schema;
  const name = params.find(({ wireName }) => wireName === byArgument.name)?.name ?? byArgument.name;
  const value = Reflect.get(given, name) ?? null;
  const index = byArgument.values.findIndex((values) => values.includes(value));
  return schema.anyOf?.[index] ?? schema;
}

/** An example's parameters as a handler gets them: the example has them by name or by position. */
function paramsOf({ params: values }: ExamplePairing, params: Described["params"]): object {
  const isNamed = values.every(({ name }) => params.some(({ wireName }) => wireName === name));
  const named = values.map(({ name, value }, index) => {
    const param = isNamed ? params.find(({ wireName }) => wireName === name) : params[index];
    return [param, value] as const;
  });
  return Object.fromEntries(
    named.flatMap(([param, value]) =>
      param === undefined || (value === null && !param.required) ? [] : [[param.name, value]],
    ),
  );
}
