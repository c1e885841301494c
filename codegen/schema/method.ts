import type { Direction, OpenRpcError, ParamStructure } from "../document/openrpc.js";
import type { ParamDefinition, Schema } from "./param.js";

/** What a schema module says of one method. */
export interface MethodFacts {
  /** One line, for a list of methods. */
  summary: string;
  /** What a caller must know beyond the summary: order, side effects, quirks. Markdown. */
  description?: string;
  /** Who sends it. Default: `clientToServer`. */
  direction?: Direction;
  /** By name, in the order of their positions on the wire. Default: none. */
  params?: Record<string, Schema | ParamDefinition>;
  /** Default: `by-position`. `spread` sends all parameters as the members of one object in the first position. */
  paramStructure?: ParamStructure | "spread";
  /** Leave out for a notification, which nobody answers. */
  result?: Schema;
  /** Errors that a caller should expect. */
  errors?: OpenRpcError[];
  /** Parameters by name, with the result they get. */
  examples?: MethodExample[];
  /** True where a server (or client) may leave the handler out. */
  optional?: boolean;
  /** Why it should not be used any more, and what instead. */
  deprecated?: string;
  /** A page that defines the method. */
  see?: string;
}

/** A call as it may happen. A result of `positions` is given as the array on the wire. */
export interface MethodExample {
  name?: string;
  params?: Record<string, unknown>;
  result?: unknown;
}

/** What the default export of a schema module is. */
export interface MethodDefinition extends MethodFacts {
  readonly kind: "method";
  readonly name: string;
}

/**
 * Describes one method. Export it as the default of `schemas/<namespace>/<method>.ts` and run
 * `npx stratum generate`.
 *
 * @param name The name on the wire: `mining.hashrate`.
 */
export function method(name: string, facts: MethodFacts): MethodDefinition {
  return { kind: "method", name, ...facts };
}
