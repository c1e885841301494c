import type { JsonSchema } from "./json-schema.js";

/**
 * An OpenRPC 1.4 document (https://spec.open-rpc.org), the interface between loading and generating, with this
 * project's extensions, such as `x-direction` and `x-positions`. References are not resolved: their names make the
 * output readable.
 */
export interface OpenRpcDocument {
  openrpc: string;
  info: { title: string; version: string; description?: string };
  methods: OpenRpcMethod[];
  components?: Components;
  [extension: `x-${string}`]: unknown;
}

/** The shared parts of a document. Loading keeps only `schemas` and `errors`. */
export interface Components {
  schemas?: Record<string, JsonSchema>;
  errors?: Record<string, OpenRpcError>;
  contentDescriptors?: Record<string, ContentDescriptor>;
  examples?: Record<string, ExampleValue>;
  examplePairings?: Record<string, ExamplePairing>;
  tags?: Record<string, unknown>;
  links?: Record<string, unknown>;
}

/** The direction of a method: from the side that connects, from the side that listens, or both. */
export type Direction = "clientToServer" | "serverToClient" | "both";

/** The encoding of parameters. `either` sends positions and accepts both. */
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
  /** Undefined for a notification, as in the standard. */
  result?: ContentDescriptor;
  errors?: OpenRpcError[];
  examples?: ExamplePairing[];
  "x-direction"?: Direction;
  /** Whether the handler is optional. Without one, calls get the error "method not found". */
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
  /** True for an object whose members callers pass as separate parameters. */
  "x-spread"?: boolean;
  [extension: `x-${string}`]: unknown;
}

/** An error that a method can return. */
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
