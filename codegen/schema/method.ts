import type { Direction, OpenRpcError, ParamStructure } from "../document/openrpc.js";
import type { ParamDefinition, Schema } from "./param.js";

/** The definition of a method. */
export interface MethodFacts {
  /** One line, for lists of methods. */
  summary: string;
  /** Details beyond the summary, in Markdown: order, side effects, quirks. */
  description?: string;
  /** The direction of calls. Default: `clientToServer`. */
  direction?: Direction;
  /** Parameters by name, in the order of their positions on the wire. Default: none. */
  params?: Record<string, Schema | ParamDefinition>;
  /** Default: `by-position`. `spread` sends all parameters as the members of one object in the first position. */
  paramStructure?: ParamStructure | "spread";
  /** The result. Omit it for a notification, which has no response. */
  result?: Schema;
  /** Errors that a caller should expect. */
  errors?: OpenRpcError[];
  /** Example calls: parameters by name, and the result. */
  examples?: MethodExample[];
  /** Whether the handler is optional. Default: false. */
  optional?: boolean;
  /** Why the method is deprecated, and its replacement. */
  deprecated?: string;
  /** A page that defines the method. */
  see?: string;
}

/** An example of a call. A result of `positions` is the array on the wire. */
export interface MethodExample {
  name?: string;
  params?: Record<string, unknown>;
  result?: unknown;
}

/** The default export of a schema module. */
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
