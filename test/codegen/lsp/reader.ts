import { defineReader, type JsonSchema, type OpenRpcMethod } from "../../../codegen/index.js";
import type { Message, MetaModel, Property, Type } from "./meta-model.js";

const base: Record<string, JsonSchema> = {
  boolean: { type: "boolean" },
  decimal: { type: "number" },
  integer: { type: "integer" },
  uinteger: { type: "integer", minimum: 0 },
  null: { type: "null" },
};

/** Reads the meta model of the Language Server Protocol. */
export const lsp = defineReader({
  name: "lsp",
  accepts: (value) => typeof value === "object" && value !== null && "metaData" in value,
  read: ({ metaData, requests, notifications, structures, ...types }: MetaModel, { from }) => {
    const propertiesOf = (name?: string): Property[] => {
      const {
        properties = [],
        extends: parents = [],
        mixins = [],
      } = structures.find((structure) => structure.name === name) ?? {};
      return [...[...parents, ...mixins].flatMap((parent) => propertiesOf(parent.name)), ...properties];
    };
    const method = (message: Message): OpenRpcMethod =>
      from(message, {
        name: message.method,
        paramStructure: "by-name",
        "x-direction": message.messageDirection,
        params: propertiesOf(message.params?.name).map(({ name, type, optional }) => {
          return { name, required: !optional, schema: schemaOf(type) };
        }),
        ...(message.result && { result: { name: "result", schema: schemaOf(message.result) } }),
      });
    const schemas = [
      ...structures.map(({ name }) => [name, objectOf(propertiesOf(name))] as const),
      ...types.enumerations.map(
        ({ name, values }) => [name, { enum: values.map(({ value }) => value) }] as const,
      ),
      ...types.typeAliases.map(({ name, type }) => [name, schemaOf(type)] as const),
    ];
    return {
      openrpc: "1.4.1",
      info: { title: "Language Server Protocol", version: metaData.version },
      methods: [...requests, ...notifications].map(method),
      components: { schemas: Object.fromEntries(schemas) },
    };
  },
});

function schemaOf(type: Type): JsonSchema {
  if (type.kind === "reference") return { $ref: `#/components/schemas/${type.name}` };
  if (type.kind === "array") return { type: "array", items: schemaOf(type.element) };
  if (type.kind === "map") return { type: "object", additionalProperties: schemaOf(type.value) };
  if (type.kind === "or") return { anyOf: type.items.map(schemaOf) };
  if (type.kind === "literal") return objectOf(type.value.properties);
  if (type.kind === "stringLiteral") return { const: type.value };
  return base[type.name] ?? { type: "string" };
}

function objectOf(properties: readonly Property[]): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(properties.map(({ name, type }) => [name, schemaOf(type)])),
    required: properties.filter(({ optional }) => !optional).map(({ name }) => name),
  };
}
