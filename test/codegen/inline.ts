import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import type { ContentDescriptor, OpenRpcDocument, OpenRpcMethod } from "../../codegen/document/openrpc.js";
import { type GenerateOptions, generate } from "../../codegen/generate.js";
import { withFolder } from "./folder.js";

/** A document as small as can be: methods, and what they refer to. */
export interface Inline {
  readonly methods: readonly OpenRpcMethod[];
  readonly schemas?: Record<string, JsonSchema>;
  readonly options?: Partial<GenerateOptions>;
}

/** Generated files, whole or one statement at a time. */
export interface InlineOutput {
  readonly files: ReadonlyMap<string, string>;
  /** The lines of a file, its header left out. */
  readonly file: (path: string) => string[];
  /** The lines of what a file declares under a name, its comment included; but not what every such type has. */
  readonly types: (name: string) => string[];
  readonly methods: (name: string) => string[];
  readonly client: (name: string) => string[];
  readonly handlers: (name: string) => string[];
  readonly index: (name: string) => string[];
}

export function documentOf({ methods, schemas = {} }: Inline): OpenRpcDocument {
  const info = { title: "Test", version: "1.0.0" };
  return { openrpc: "1.4.1", info, methods: [...methods], components: { schemas } };
}

/** Generates from a document that stands in a test, by way of a file, as users do. */
export async function generated(inline: Inline): Promise<InlineOutput> {
  return withFolder(async (folder) => {
    const input = join(folder, "openrpc.json");
    await writeFile(input, JSON.stringify(documentOf(inline), null, 2));
    const output = join(folder, "generated");
    const { files } = await generate({ inputs: [input], output, ...inline.options });
    const text = (path: string) => files.get(path) ?? `there is only ${[...files.keys()].join(", ")}`;
    const declared = (path: string) => (name: string) => declaration(text(path), name);
    return {
      files,
      file: (path) => text(path).trimEnd().split("\n").slice(2),
      types: (name) => declared("types.ts")(name).filter((line) => !summary.test(line)),
      methods: declared("methods.ts"),
      client: declared("client.ts"),
      handlers: declared("handlers.ts"),
      index: declared("index.ts"),
    };
  });
}

/** What is said of the types of methods that say nothing themselves. */
const summary = /^\/\*\* (Parameters|Result|One of the results) of `[^`]*`\. \*\/$/;

/** A method that is answered; with `true` or `false` where nothing else is said. */
export function request(
  name: string,
  params: ContentDescriptor[] = [],
  result: JsonSchema = { type: "boolean" },
  more: Partial<OpenRpcMethod> = {},
): OpenRpcMethod {
  return { name, params, result: { name: "result", schema: result }, ...more };
}

/** A method that nobody answers. */
export function notification(
  name: string,
  params: ContentDescriptor[] = [],
  more: Partial<OpenRpcMethod> = {},
): OpenRpcMethod {
  return { name, params, ...more };
}

export const text: JsonSchema = { type: "string" };
export const number: JsonSchema = { type: "number" };

export function param(
  name: string,
  schema: JsonSchema = text,
  more: Partial<ContentDescriptor> = {},
): ContentDescriptor {
  return { name, required: true, schema, ...more };
}

export function optional(name: string, schema: JsonSchema = text): ContentDescriptor {
  return { name, schema };
}

export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** A generated file's statements stand a blank line apart. */
function declaration(file: string, name: string): string[] {
  const heads = ["interface", "type", "const", "function"].map((word) => `${word} ${name}`);
  const found = file.split(/\n\n(?=\/\*\*|export|function)/).find((statement) => {
    return statement.split("\n").some((line) => {
      return heads.some((head) =>
        new RegExp(`^(?:export )?${head.replaceAll("$", "\\$")}(?![\\w$])`).test(line),
      );
    });
  });
  return (found ?? `nothing is called ${name}`).trimEnd().split("\n");
}
