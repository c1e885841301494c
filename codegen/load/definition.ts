import type { JsonSchema } from "../document/json-schema.js";
import type { ContentDescriptor, ExamplePairing, OpenRpcMethod } from "../document/openrpc.js";
import type { MethodDefinition, MethodExample } from "../schema/method.js";
import { isParam } from "../schema/param.js";
import type { Hoist } from "./hoist.js";

/** Converts a schema module's definition to an OpenRPC method. */
export function openRpcMethod(definition: MethodDefinition, hoist: Hoist): OpenRpcMethod {
  const { name, summary, description, deprecated, see, direction, result, errors, examples, optional } =
    definition;
  const reason = deprecated && `Deprecated: ${deprecated}`;
  const details = [description, reason].filter(Boolean).join("\n\n");
  return {
    name,
    summary,
    ...(details && { description: details }),
    ...(deprecated && { deprecated: true }),
    ...(see && { externalDocs: { url: see } }),
    ...(direction && direction !== "clientToServer" && { "x-direction": direction }),
    ...(optional && { "x-optional": true }),
    ...params(definition, hoist),
    ...(result && { result: { name: "result", schema: hoist.schema(result) } }),
    ...(errors && { errors }),
    ...(examples && { examples: examples.map((example, index) => pairing(example, index, definition)) }),
  };
}

function params(
  definition: MethodDefinition,
  hoist: Hoist,
): Pick<OpenRpcMethod, "params" | "paramStructure"> {
  const descriptors = Object.entries(definition.params ?? {}).map(([name, given]): ContentDescriptor => {
    const { schema, required } = isParam(given) ? given : { schema: given, required: true };
    return { name, ...words(hoist.schema(schema)), required };
  });
  if (definition.paramStructure !== "spread") {
    return { paramStructure: definition.paramStructure ?? "by-position", params: descriptors };
  }
  return { paramStructure: "by-position", params: [spread(descriptors)] };
}

/** A description of the parameter only is moved to the parameter, where OpenRPC has it. */
function words(schema: JsonSchema): { description?: string; schema: JsonSchema } {
  const { description, allOf, ...rest } = schema;
  const [shape, ...others] = allOf ?? [];
  if (shape && others.length === 0 && Object.keys(rest).length === 0)
    return { ...(description && { description }), schema: shape };
  return { ...(description && { description }), schema };
}

/** A single object in the first position, with the parameters as its members. */
function spread(descriptors: ContentDescriptor[]): ContentDescriptor {
  const required = descriptors.filter((descriptor) => descriptor.required).map(({ name }) => name);
  return {
    name: "options",
    required: required.length > 0,
    "x-spread": true,
    schema: {
      type: "object",
      properties: Object.fromEntries(
        descriptors.map(({ name, schema, description }) => [name, described(schema, description)]),
      ),
      ...(required.length > 0 && { required }),
    },
  };
}

/** Adds no keywords next to a reference: draft-07 tools would ignore them. */
function described(schema: JsonSchema, description: string | undefined): JsonSchema {
  if (!description) return schema;
  return schema.$ref === undefined ? { ...schema, description } : { description, allOf: [schema] };
}

function pairing(example: MethodExample, index: number, definition: MethodDefinition): ExamplePairing {
  const name = example.name ?? `${definition.name}${index > 0 ? ` ${index + 1}` : ""}`;
  const given = Object.entries(example.params ?? {}).map(([param, value]) => ({ name: param, value }));
  return {
    name,
    params:
      definition.paramStructure === "spread" ? [{ name: "options", value: example.params ?? {} }] : given,
    ...(definition.result && { result: { name: "result", value: example.result } }),
  };
}
