import type { Method, Protocol } from "../model/model.js";
import { commentText } from "./comment.js";
import { memberName } from "./member.js";
import type { EmitOptions } from "./options.js";
import { constant, importNames, importTypes, printFile } from "./print.js";

/** `index.ts`: everything, and the protocol as one value for a server or a client. */
export function emitIndex(protocol: Protocol, { header, runtime, extension }: EmitOptions): string {
  const { methods, title, version } = protocol;
  const imports = [
    ...importTypes(["Protocol"], runtime),
    ...importNames(["type ToClient", "type ToServer", "toClient", "toServer"], `./client${extension}`),
    ...importTypes(["ClientMethods", "ServerMethods"], `./handlers${extension}`),
    ...importNames(
      methods.map(({ identifier }) => identifier),
      `./methods${extension}`,
    ),
  ];
  const exports = [
    `export * from "./client${extension}";`,
    `export * from "./handlers${extension}";`,
    `export * from "./methods${extension}";`,
    `export type * from "./types${extension}";`,
  ];
  const value = [
    "{",
    `  title: ${JSON.stringify(title)},`,
    `  version: ${JSON.stringify(version)},`,
    `  server: ${table(methods.filter(({ direction }) => direction !== "serverToClient"))},`,
    `  client: ${table(methods.filter(({ direction }) => direction !== "clientToServer"))},`,
    "  toServer,",
    "  toClient,",
    "}",
  ].join("\n");
  const type = "Protocol<ServerMethods, ClientMethods, ToServer, ToClient>";
  const comment = `${title} ${version}: what a server or a client of it is made from.`;
  return printFile(header, imports, [
    exports.join("\n"),
    constant("protocol", type, value, commentText(comment)),
  ]);
}

function table(methods: readonly Method[]): string {
  if (methods.length === 0) return "{}";
  const rows = methods.map(({ name, identifier }) =>
    name === identifier ? name : `${memberName(name)}: ${identifier}`,
  );
  return `{\n${rows.map((row) => `    ${row},`).join("\n")}\n  }`;
}
