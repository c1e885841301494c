import type { JsonSchema } from "../document/json-schema.js";

/** Either a reference, or a value of `schema`. */
function orReference(schema: JsonSchema): JsonSchema {
  return {
    type: "object",
    if: { required: ["$ref"] },
    then: { properties: { $ref: { type: "string" } } },
    else: schema,
  };
}

const text: JsonSchema = { type: "string" };

/** Texts that are copied to comments. */
const words: Record<string, JsonSchema> = {
  summary: text,
  description: text,
  deprecated: { type: "boolean" },
};

const jsonSchema: JsonSchema = { type: ["object", "boolean"] };

const contentDescriptor = orReference({
  required: ["name", "schema"],
  properties: { ...words, name: text, required: { type: "boolean" }, schema: jsonSchema },
});

const exampleValue = orReference({ properties: { ...words, name: text } });

const error = orReference({
  required: ["code", "message"],
  properties: { code: { type: "integer" }, message: text },
});

const examplePairing = orReference({
  properties: { ...words, name: text, params: { type: "array", items: exampleValue }, result: exampleValue },
});

const method = orReference({
  required: ["name", "params"],
  properties: {
    ...words,
    name: text,
    externalDocs: { type: "object", required: ["url"], properties: { url: text } },
    paramStructure: { enum: ["by-position", "by-name", "either"] },
    params: { type: "array", items: contentDescriptor },
    result: contentDescriptor,
    errors: { type: "array", items: error },
    examples: { type: "array", items: examplePairing },
    "x-direction": { enum: ["clientToServer", "serverToClient", "both"] },
    "x-optional": { type: "boolean" },
  },
});

/** The schemas of parts that can be referred to. */
export const openRpcParts = { method, contentDescriptor, error, examplePairing, exampleValue };

/**
 * The parts of OpenRPC 1.0 to 1.4 that the generator relies on. Less strict than the official meta-schema, which
 * real documents violate in harmless ways.
 */
export const openRpcSchema: JsonSchema = {
  type: "object",
  required: ["openrpc", "info", "methods"],
  properties: {
    openrpc: { type: "string", pattern: "^1\\.[0-4]\\." },
    info: {
      type: "object",
      required: ["title", "version"],
      properties: { ...words, title: text, version: text },
    },
    methods: { type: "array", items: method },
    components: {
      type: "object",
      properties: { schemas: { type: "object", additionalProperties: jsonSchema } },
    },
  },
};
