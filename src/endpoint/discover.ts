import type { Method } from "../rpc/index.js";

/** An OpenRPC document, as `stratum generate` writes it to `openrpc.json`. */
export interface OpenRpcDocument {
  readonly openrpc: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly methods: readonly { readonly name: string }[];
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

/** Sources of the methods of a server. Later entries replace earlier ones. */
export interface Described {
  readonly info: OpenRpcDocument["info"];
  /** Methods with a descriptor. */
  readonly methods: readonly Method<never>[];
  /** Documents that describe them. */
  readonly documents: readonly OpenRpcDocument[];
  /** Names of methods without a schema. */
  readonly exposed: readonly string[];
}

/**
 * The answer to `rpc.discover`.
 *
 * @param handles Whether a method has a handler. Others are omitted.
 */
export function describeServer(
  { info, methods, documents, exposed }: Described,
  handles: (name: string) => boolean,
): OpenRpcDocument {
  const described = [...methods.map(outline), ...documents.flatMap((document) => document.methods)];
  const byName = new Map([
    ...described.filter(({ name }) => handles(name)).map((method) => [method.name, method] as const),
    ...exposed.map((name) => [name, { name, params: [], result: anything }] as const),
  ]);
  return {
    openrpc: documents[0]?.openrpc ?? "1.4.0",
    info,
    methods: [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    components: { schemas: Object.assign({}, ...documents.map(({ components }) => components?.schemas)) },
  };
}

const anything = { name: "result", schema: {} };

const paramStructures = {
  position: "by-position",
  spread: "by-position",
  name: "by-name",
  either: "either",
  raw: "either",
} as const;

/** Describes a method from its descriptor alone. */
function outline({ name, kind, structure, params, wireNames = params, optional = [] }: Method<never>) {
  return {
    name,
    paramStructure: paramStructures[structure],
    params: params.map((param, index) => ({
      name: wireNames[index] ?? param,
      required: !optional.includes(param),
      schema: {},
    })),
    ...(kind === "request" && { result: anything }),
  };
}
