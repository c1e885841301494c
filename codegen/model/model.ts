import type { Dialect } from "../document/dialect.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { Direction, ExamplePairing, OpenRpcDocument, OpenRpcError } from "../document/openrpc.js";

/**
 * The input of emitters: names are chosen, schemas normalized, everything is sorted.
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
  /** The draft of JSON Schema for validation. */
  readonly dialect: Dialect;
  /** The normalized document, for `rpc.discover` and other tools. */
  readonly document: OpenRpcDocument;
}

/** A method. */
export interface Method {
  /** The name on the wire: `mining.set_difficulty`. */
  readonly name: string;
  /** Its descriptor: `miningSetDifficulty`. */
  readonly identifier: string;
  /** Its path in the stubs: `["mining", "setDifficulty"]`. */
  readonly path: readonly string[];
  readonly direction: Direction;
  readonly kind: "request" | "notification";
  readonly structure: ParamEncoding;
  /** Whether the handler is optional. */
  readonly optional: boolean;
  readonly params: readonly Param[];
  /** The object of all parameters; undefined without parameters. */
  readonly paramsShape?: Shape;
  readonly result?: Result;
  readonly docs: MethodDocs;
  readonly errors: readonly OpenRpcError[];
  readonly examples: readonly ExamplePairing[];
}

/** The encoding of a method's parameters; `spread` is one object in the first position. */
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
  /** The schema for validation, and for the type unless `shape` is set: a reference or a short schema. */
  readonly schema: JsonSchema;
  /** The named type of a result that is too long for a signature. */
  readonly shape?: Shape;
  /** The names of an array's positions; in TypeScript the result is an object of these. */
  readonly positions?: readonly string[];
  /** The paths to numbers that are strings in TypeScript, with `*` for every item or member. */
  readonly exact?: readonly string[];
  /** The cases, if an argument decides the result. */
  readonly byArgument?: ByArgument;
}

/** A result that depends on an argument. */
export interface ByArgument {
  /** The parameter's name in TypeScript. */
  readonly param: string;
  readonly cases: readonly ResultCase[];
}

/** A result, and the values of the argument that lead to it. */
export interface ResultCase {
  /** The argument's values; null means that the argument is omitted. */
  readonly values: readonly (string | number | boolean | null)[];
  readonly schema: JsonSchema;
  readonly shape?: Shape;
}

/** A named type. */
export interface Shape {
  readonly name: string;
  readonly schema: JsonSchema;
  /** A summary for schemas without a description: `Parameters of mining.submit.` */
  readonly summary?: string;
}

/** The texts of a method's doc comment. */
export interface MethodDocs {
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly see?: string;
}
