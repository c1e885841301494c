import {
  Dispatcher,
  deepEqual,
  exchange,
  type Method,
  type MethodTypes,
  RpcError,
  readParams,
  unchecked,
} from "stratum/rpc";
import { createRpcPort, type RpcPort } from "stratum/transport";
import { type Call, jsonrpc1, jsonrpc2, type Malformed } from "stratum/wire";
import { check } from "../check/check.js";
import type { ExamplePairing } from "../document/openrpc.js";
import { InvalidSource, type LoadOptions } from "../index.js";
import { load } from "../load/load.js";
import { buildModel } from "../model/build.js";
import type { Method as Described, Protocol } from "../model/model.js";
import { schemaChecks } from "./schema-checks.js";

/** A server that answers from a document's examples. */
export interface MockServer extends RpcPort {
  /** How many methods it answers, and which of them have no example to answer with. */
  readonly methods: number;
  readonly withoutExample: readonly string[];
}

const maxMessage = 16_777_216;

/**
 * A server of what a document describes, for tests of clients: raw TCP, HTTP and WebSocket on one port.
 * Parameters are checked as a strict server would; the answer is the result of the example with these
 * parameters, else that of the method's first example.
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

/** @throws RpcError where the method has no example. */
function answer({ name, kind, examples }: Described, descriptor: Method, params: unknown): unknown {
  if (kind === "notification") return undefined;
  const answering = examples.filter(({ result }) => result !== undefined);
  const [first] = answering;
  if (!first)
    throw new RpcError(
      "OTHER",
      `${name} has no example to answer with: add one with a result to its "examples" in the document`,
    );
  const fitting = answering.find((example) => deepEqual(paramsOf(example, descriptor), params));
  return (fitting ?? first).result?.value;
}

/** An example's parameters as a handler would get them. */
function paramsOf({ params }: ExamplePairing, descriptor: Method): unknown {
  const isNamed = params.every(({ name }) => (descriptor.wireNames ?? []).includes(name));
  const wire = isNamed
    ? Object.fromEntries(params.map(({ name, value }) => [name, value]))
    : params.map(({ value }) => value);
  return readParams(descriptor, unchecked.params, wire, false);
}
