import type { Dialect } from "../document/dialect.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { Direction, ExamplePairing, OpenRpcDocument, OpenRpcError } from "../document/openrpc.js";

/**
 * What emitters work from: every name chosen, every schema normalised, everything sorted.
 * References in schemas are `#/components/schemas/<shape name>`.
 */
export interface Protocol {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** Sorted by name on the wire. */
  readonly methods: readonly Method[];
  /** All named types, parameters and results included, sorted by name. */
  readonly shapes: readonly Shape[];
  /** The draft of JSON Schema that values are checked by. */
  readonly dialect: Dialect;
  /** The normalised document itself, for `rpc.discover` and for other tools. */
  readonly document: OpenRpcDocument;
}

/** A method. */
export interface Method {
  /** The name on the wire: `mining.set_difficulty`. */
  readonly name: string;
  /** Its descriptor: `miningSetDifficulty`. */
  readonly identifier: string;
  /** Where the stubs have it: `["mining", "setDifficulty"]`. */
  readonly path: readonly string[];
  readonly direction: Direction;
  readonly kind: "request" | "notification";
  readonly structure: ParamEncoding;
  /** True where a handler may be left out. */
  readonly optional: boolean;
  readonly params: readonly Param[];
  /** The object of all parameters; undefined where there are none. */
  readonly paramsShape?: Shape;
  readonly result?: Result;
  readonly docs: MethodDocs;
  readonly errors: readonly OpenRpcError[];
  readonly examples: readonly ExamplePairing[];
}

/** How a method's parameters lie on the wire; `spread` is one object in the first position. */
export type ParamEncoding = "position" | "name" | "either" | "spread";

/** A parameter of a method. */
export interface Param {
  /** In TypeScript: `jobId`. */
  readonly name: string;
  /** On the wire, by name: `job_id`. */
  readonly wireName: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
}

/** The result of a request. */
export interface Result {
  /** What is checked, and typed where `shape` is absent: a reference or something short. */
  readonly schema: JsonSchema;
  /** The named type of a result that is too long to stand in a signature. */
  readonly shape?: Shape;
  /** The names of an array's positions; in TypeScript the result is an object of these. */
  readonly positions?: readonly string[];
  /** Where it has numbers that are texts in TypeScript: `/details/*` with `/amount` behind. */
  readonly exact?: readonly string[];
  /** Where an argument decides what the result is. */
  readonly byArgument?: ByArgument;
}

/** A result that depends on an argument. */
export interface ByArgument {
  /** The parameter, as TypeScript has it. */
  readonly param: string;
  readonly cases: readonly ResultCase[];
}

/** A result, and the values of the argument that lead to it. */
export interface ResultCase {
  /** The argument's values; null stands for an argument that was left out. */
  readonly values: readonly (string | number | boolean | null)[];
  readonly schema: JsonSchema;
  readonly shape?: Shape;
}

/** A named type. */
export interface Shape {
  readonly name: string;
  readonly schema: JsonSchema;
  /** What the type is, where its schema has no description: `Parameters of mining.submit.` */
  readonly summary?: string;
}

/** What is said of a method in a doc comment. */
export interface MethodDocs {
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly see?: string;
}
