import { type ContentDescriptor, defineReader, type JsonSchema, type OpenRpcMethod } from "stratum-codegen";

/** What a Chromium returns from `/json/protocol`. */
interface DevTools {
  readonly version: { readonly major: string; readonly minor: string };
  readonly domains: readonly Domain[];
}

interface Domain {
  readonly domain: string;
  readonly types?: readonly (Type & { readonly id: string })[];
  readonly commands?: readonly Command[];
  readonly events?: readonly Command[];
}

interface Command extends Words {
  readonly name: string;
  readonly parameters?: readonly Property[];
  readonly returns?: readonly Property[];
}

interface Property extends Type {
  readonly name: string;
  readonly optional?: boolean;
}

interface Type extends Words {
  /** The name of a property; undefined for types. */
  readonly name?: string;
  /** As in JSON Schema, and `any` or `binary`, which is base64. */
  readonly type?: string;
  /** A type of the same domain, or `Domain.Type`. */
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly items?: Type;
  readonly properties?: readonly Property[];
}

interface Words {
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly experimental?: boolean;
}

/** Reads the Chrome DevTools Protocol: commands go to the browser, events come from it. */
export const devtools = defineReader({
  name: "devtools",
  accepts: (value) => typeof value === "object" && value !== null && "domains" in value,
  read: ({ version, domains }: DevTools, { from }) => ({
    openrpc: "1.4.1",
    info: { title: "Chrome DevTools Protocol", version: `${version.major}.${version.minor}` },
    methods: domains.flatMap(({ domain, commands = [], events = [] }) => [
      ...commands.map((command) => from(command, request(domain, command))),
      ...events.map((event) => from(event, notification(domain, event))),
    ]),
    components: {
      schemas: Object.fromEntries([
        ["Empty", { type: "object", description: "The result of a command that returns nothing." }],
        ...domains.flatMap(({ domain, types = [] }) =>
          types.map((type) => [`${domain}.${type.id}`, from(type, schema(domain, type))] as const),
        ),
      ]),
    },
  }),
});

function request(domain: string, command: Command): OpenRpcMethod {
  const { returns: properties } = command;
  const result = properties ? schema(domain, { type: "object", properties }) : reference("Empty");
  return { ...method(domain, command), result: { name: "result", schema: result } };
}

function notification(domain: string, event: Command): OpenRpcMethod {
  return { ...method(domain, event), "x-direction": "serverToClient" };
}

function method(domain: string, { name, parameters = [], ...rest }: Command): OpenRpcMethod {
  return {
    name: `${domain}.${name}`,
    ...words(rest),
    paramStructure: "by-name",
    params: parameters.map((parameter) => param(domain, parameter)),
  };
}

function param(domain: string, { optional, ...parameter }: Property): ContentDescriptor {
  const { description, deprecated, experimental, ...type } = parameter;
  return { name: type.name, ...words(parameter), required: !optional, schema: schema(domain, type) };
}

function schema(domain: string, type: Type): JsonSchema {
  const { $ref, enum: values, items, properties } = type;
  if ($ref !== undefined) {
    const target = reference($ref.includes(".") ? $ref : `${domain}.${$ref}`);
    return { ...words(type), allOf: [target] };
  }
  return {
    ...words(type),
    ...(type.type !== "any" && { type: type.type === "binary" ? "string" : type.type }),
    ...(values && { enum: [...values] }),
    // Names the type of values that are listed in more than one place.
    ...(values && type.name && { title: `${domain} ${type.name}` }),
    ...(items && { items: schema(domain, items) }),
    ...(properties && {
      properties: Object.fromEntries(properties.map((property) => [property.name, schema(domain, property)])),
      required: properties.filter(({ optional }) => !optional).map(({ name }) => name),
    }),
  };
}

function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function words({
  description = "",
  deprecated,
  experimental,
}: Words): Pick<Words, "description" | "deprecated"> {
  const text = experimental ? `Experimental. ${description}`.trim() : description;
  return { ...(text && { description: text }), ...(deprecated && { deprecated }) };
}
