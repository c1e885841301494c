import type { ImportDeclarationStructure } from "ts-morph";
import type { Method, Protocol } from "../model/model.js";
import { version } from "../version.js";
import { commentText } from "./comment.js";
import { memberName } from "./member.js";
import type { EmitOptions } from "./options.js";
import { constant, importNames, importTypes, printFile } from "./print.js";

/**
 * `index.ts`: the types, the protocol as one value for a server or a client, and the check of the runtime.
 * `protocol` contains descriptors and stubs. Without the part `handlers` it is omitted, and they are exported instead.
 */
export function emitIndex(protocol: Protocol, options: EmitOptions): string {
  const { header, runtime, extension, parts } = options;
  const what = parts.has("handlers") ? "type *" : "*";
  const exports = [
    ...(parts.has("client") ? [`export ${what} from "./client${extension}";`] : []),
    ...(parts.has("handlers")
      ? [`export type * from "./handlers${extension}";`]
      : [`export * from "./methods${extension}";`]),
    `export type * from "./types${extension}";`,
  ];
  const value = parts.has("handlers") ? [protocolValue(protocol, parts.has("client"))] : [];
  const imports = [
    ...importNames(["requireRuntime"], runtime),
    ...(parts.has("handlers") ? protocolImports(protocol, options) : []),
  ];
  const check = `requireRuntime(${JSON.stringify(version.replace(/\.\d+$/, ""))});`;
  return printFile(header, imports, [exports.join("\n"), check, ...value]);
}

function protocolImports(
  { methods }: Protocol,
  { runtime, extension, parts }: EmitOptions,
): ImportDeclarationStructure[] {
  const stubs = ["type ToClient", "type ToServer", "toClient", "toServer"];
  return [
    ...importTypes(["Protocol"], runtime),
    ...(parts.has("client") ? importNames(stubs, `./client${extension}`) : []),
    ...importTypes(["ClientMethods", "ServerMethods"], `./handlers${extension}`),
    ...importNames(
      methods.map(({ identifier }) => identifier),
      `./methods${extension}`,
    ),
  ];
}

function protocolValue({ methods, title, version }: Protocol, hasStubs: boolean): string {
  const value = [
    "{",
    `  title: ${JSON.stringify(title)},`,
    `  version: ${JSON.stringify(version)},`,
    `  server: ${table(methods.filter(({ direction }) => direction !== "serverToClient"))},`,
    `  client: ${table(methods.filter(({ direction }) => direction !== "clientToServer"))},`,
    hasStubs ? "  toServer," : "  toServer: () => ({}),",
    hasStubs ? "  toClient," : "  toClient: () => ({}),",
    "}",
  ].join("\n");
  const type = `Protocol<ServerMethods, ClientMethods${hasStubs ? ", ToServer, ToClient" : ""}>`;
  const comment = `${title} ${version}: descriptors and stubs, for servers and clients.`;
  return constant("protocol", type, value, commentText(comment));
}

function table(methods: readonly Method[]): string {
  if (methods.length === 0) return "{}";
  const rows = methods.map(({ name, identifier }) =>
    name === identifier ? name : `${memberName(name)}: ${identifier}`,
  );
  return `{\n${rows.map((row) => `    ${row},`).join("\n")}\n  }`;
}
