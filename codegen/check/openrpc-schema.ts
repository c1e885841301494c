import type { JsonSchema } from "../document/json-schema.js";

/** Either a reference, or what `schema` says. */
function orReference(schema: JsonSchema): JsonSchema {
  return {
    type: "object",
    if: { required: ["$ref"] },
    then: { properties: { $ref: { type: "string" } } },
    else: schema,
  };
}

const text: JsonSchema = { type: "string" };

/** Words for people, which end in comments. */
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

/** What the parts that a reference may lead to must be. */
export const openRpcParts = { method, contentDescriptor, error, examplePairing, exampleValue };

/**
 * OpenRPC 1.0 to 1.4 as far as the generator relies on it. Looser than the official meta-schema,
 * which real documents break in ways that do no harm.
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
