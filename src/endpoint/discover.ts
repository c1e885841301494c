import core from "../../generated/notify/openrpc.json" with { type: "json" };
import type { Method } from "../rpc/index.js";

/** An OpenRPC document, as `stratum generate` writes it to `openrpc.json`. */
export interface OpenRpcDocument {
  readonly openrpc: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly methods: readonly { readonly name: string }[];
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

/** What a server has besides the methods of notifications. */
export interface OwnMethods {
  /** Those with a schema. */
  readonly methods: readonly Method<never>[];
  /** What is written of these. */
  readonly document: OpenRpcDocument | undefined;
  /** Names of those without a schema. */
  readonly exposed: readonly string[];
}

/**
 * What a server answers to `rpc.discover`: all that it can be called for, as far as it is described.
 *
 * @param handles Whether a method has a handler.
 */
export function describeServer(
  { methods, document, exposed }: OwnMethods,
  handles: (name: string) => boolean,
): OpenRpcDocument {
  const described = [...methods.map(outline), ...(document?.methods ?? []), ...core.methods];
  const byName = new Map([
    ...described.filter(({ name }) => handles(name)).map((method) => [method.name, method] as const),
    ...exposed.map((name) => [name, { name, params: [], result: anything }] as const),
  ]);
  return {
    openrpc: core.openrpc,
    info: document?.info ?? core.info,
    methods: [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    components: { schemas: { ...core.components.schemas, ...document?.components?.schemas } },
  };
}

const anything = { name: "result", schema: {} };

/** What a descriptor alone says of its method. */
function outline({ name, kind, structure, params, wireNames = params, optional = [] }: Method<never>) {
  return {
    name,
    paramStructure: structure === "either" ? structure : structure === "name" ? "by-name" : "by-position",
    params: params.map((param, index) => ({
      name: wireNames[index] ?? param,
      required: !optional.includes(param),
      schema: {},
    })),
    ...(kind === "request" && { result: anything }),
  };
}
