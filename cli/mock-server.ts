import { check } from "../codegen/check/check.js";
import type { JsonSchema } from "../codegen/document/json-schema.js";
import type { ExamplePairing, OpenRpcDocument } from "../codegen/document/openrpc.js";
import { InvalidSource, type LoadOptions } from "../codegen/index.js";
import { load } from "../codegen/load/load.js";
import { buildModel } from "../codegen/model/build.js";
import type { Method as Described, Protocol } from "../codegen/model/model.js";
import { createTypicalValue } from "../codegen/values/typical-value.js";
import {
  Dispatcher,
  deepEqual,
  exchange,
  type Method,
  type MethodTypes,
  RpcError,
  readParams,
  unchecked,
} from "../src/rpc/index.js";
import { createRpcPort, type RpcPort } from "../src/transport/rpc-port.js";
import { jsonrpc1 } from "../src/wire/jsonrpc1.js";
import { jsonrpc2 } from "../src/wire/jsonrpc2.js";
import type { Call, Malformed } from "../src/wire/message.js";
import { schemaChecks } from "./schema-checks.js";

/** A server that answers from a document's examples and schemas. */
export interface MockServer extends RpcPort {
  /** How many methods it answers, and which of them have no example and are answered from their schema. */
  readonly methods: number;
  readonly withoutExample: readonly string[];
}

const maxMessage = 16_777_216;

/**
 * A server of what a document describes, for tests of clients: raw TCP, HTTP and WebSocket on one port.
 * Parameters are checked as a strict server would; the answer is the result of the example with these
 * parameters, else that of the method's first example, else a value made from the result's schema. Web
 * pages of every origin may call it.
 *
 * @throws InvalidSource with every problem of the document.
 */
export async function createMockServer(
  inputs: readonly string[],
  options: LoadOptions = {},
): Promise<MockServer> {
  const { document, origins, problems } = await load(inputs, options);
  const all = problems.some(isError) ? problems : [...problems, ...check(document, origins)];
  if (all.some(isError)) throw new InvalidSource(all);
  const model = buildModel(document, "wire");
  const answer = createAnswer(document);
  const dispatcher = new Dispatcher<undefined>({ dialect: dialectOf, strict: true });
  const served = model.methods.filter(({ direction }) => direction !== "serverToClient");
  dispatcher.expose("rpc.discover", () => model.document);
  for (const method of served) {
    const descriptor = descriptorOf(method, model);
    dispatcher.add<Record<string, MethodTypes>>(
      { [method.name]: descriptor },
      { [method.name]: (params: unknown) => answer(method, descriptor, params) },
    );
  }
  const port = createRpcPort({
    mode: "both",
    maxMessage,
    webPages: true,
    answer: async (text) => ({ text: await exchange(dispatcher, text, undefined) }),
  });
  return {
    ...port,
    methods: served.length,
    withoutExample: served.filter((method) => isMute(method)).map(({ name }) => name),
  };
}

function isError({ severity }: { severity: string }): boolean {
  return severity === "error";
}

/** Answers are written as the question was. */
function dialectOf(message: Call | Malformed) {
  return message.kind === "call" && message.version !== "2.0" ? jsonrpc1 : jsonrpc2;
}

function isMute({ kind, examples }: Described): boolean {
  return kind === "request" && !examples.some(({ result }) => result !== undefined);
}

/** A method as the runtime knows it, with its parameters under the names that they have on the wire. */
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

type Answer = (method: Described, descriptor: Method, params: unknown) => unknown;

/** Made once a method: values of schemas are the same each time. @throws RpcError where no value fits. */
function createAnswer(document: OpenRpcDocument): Answer {
  const typicalValue = createTypicalValue(document);
  const results = new Map(document.methods.map(({ name, result }) => [name, result?.schema ?? {}]));
  const made = new Map<JsonSchema, ReturnType<typeof typicalValue>>();
  return ({ name, kind, examples }, descriptor, params) => {
    if (kind === "notification") return undefined;
    const answering = examples.filter(({ result }) => result !== undefined);
    const [first] = answering;
    if (first) {
      const fitting = answering.find((example) => deepEqual(paramsOf(example, descriptor), params));
      return (fitting ?? first).result?.value;
    }
    const schema = caseOf(results.get(name) ?? {}, descriptor, params);
    const found = made.get(schema) ?? typicalValue(schema);
    made.set(schema, found);
    if (found) return found.value;
    throw new RpcError(
      "OTHER",
      `${name} has no example, and no value was found that fits its result: add an example with a result to its "examples" in the document`,
    );
  };
}

/** Where an argument decides what a result is, the schema of its value. */
function caseOf(
  schema: JsonSchema,
  { params: names, wireNames = names }: Method,
  params: unknown,
): JsonSchema {
  const byArgument = schema["x-by-argument"];
  if (!byArgument) return schema;
  const name = names[wireNames.indexOf(byArgument.name)] ?? byArgument.name;
  const value = Reflect.get(Object(params), name) ?? null;
  const index = byArgument.values.findIndex((values) => values.includes(value));
  return schema.anyOf?.[index] ?? schema;
}

/** An example's parameters as a handler would get them. */
function paramsOf({ params }: ExamplePairing, descriptor: Method): unknown {
  const isNamed = params.every(({ name }) => (descriptor.wireNames ?? []).includes(name));
  const wire = isNamed
    ? Object.fromEntries(params.map(({ name, value }) => [name, value]))
    : params.map(({ value }) => value);
  return readParams(descriptor, unchecked.params, wire, false);
}
