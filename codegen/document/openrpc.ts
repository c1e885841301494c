import type { JsonSchema } from "./json-schema.js";

/**
 * An OpenRPC 1.4 document (https://spec.open-rpc.org), the contract between loading and
 * generating, with the two extensions of this project: `x-direction` and `x-positions`.
 * References stay references: their names are what makes the output readable.
 */
export interface OpenRpcDocument {
  openrpc: string;
  info: { title: string; version: string; description?: string };
  methods: OpenRpcMethod[];
  components?: Components;
  [extension: `x-${string}`]: unknown;
}

/** The shared parts of a document. Only `schemas` and `errors` outlive loading. */
export interface Components {
  schemas?: Record<string, JsonSchema>;
  errors?: Record<string, OpenRpcError>;
  contentDescriptors?: Record<string, ContentDescriptor>;
  examples?: Record<string, ExampleValue>;
  examplePairings?: Record<string, ExamplePairing>;
  tags?: Record<string, unknown>;
  links?: Record<string, unknown>;
}

/** Who sends a method: the one that connected, the one that listens, or either. */
export type Direction = "clientToServer" | "serverToClient" | "both";

/** How parameters lie on the wire. `either` sends positions and takes both. */
export type ParamStructure = "by-position" | "by-name" | "either";

/** A method of an OpenRPC document. */
export interface OpenRpcMethod {
  name: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  externalDocs?: { url: string; description?: string };
  paramStructure?: ParamStructure;
  params: ContentDescriptor[];
  /** Absent: the method is a notification, as the standard says. */
  result?: ContentDescriptor;
  errors?: OpenRpcError[];
  examples?: ExamplePairing[];
  "x-direction"?: Direction;
  /** True where a handler may be left out; the peer is then told that the method is not found. */
  "x-optional"?: boolean;
  [extension: `x-${string}`]: unknown;
}

/** A parameter or a result of an OpenRPC document, with its schema. */
export interface ContentDescriptor {
  name: string;
  summary?: string;
  description?: string;
  required?: boolean;
  deprecated?: boolean;
  schema: JsonSchema;
  /** True where the parameter is an object whose members a caller gives as parameters themselves. */
  "x-spread"?: boolean;
  [extension: `x-${string}`]: unknown;
}

/** An error that a method can answer with. */
export interface OpenRpcError {
  code: number;
  message: string;
  data?: unknown;
}

/** A value of an example. */
export interface ExampleValue {
  name: string;
  summary?: string;
  description?: string;
  value: unknown;
}

/** An example of a call: parameters and, for requests, the result. */
export interface ExamplePairing {
  name: string;
  summary?: string;
  description?: string;
  params: ExampleValue[];
  result?: ExampleValue;
}
