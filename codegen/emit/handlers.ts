import {
  type InterfaceDeclarationStructure,
  StructureKind,
  type TypeAliasDeclarationStructure,
} from "ts-morph";
import type { Method, Protocol } from "../model/model.js";
import { methodComment } from "./comment.js";
import { property } from "./member.js";
import type { EmitOptions } from "./options.js";
import { importTypes, printFile } from "./print.js";
import { signature } from "./signature.js";

/** `handlers.ts`: the methods of each side, and its handlers for them. */
export function emitHandlers(protocol: Protocol, { header, runtime, extension }: EmitOptions): string {
  const forServer = protocol.methods.filter(({ direction }) => direction !== "serverToClient");
  const forClient = protocol.methods.filter(({ direction }) => direction !== "clientToServer");
  const signatures = protocol.methods.map(signature);
  const imports = [
    ...importTypes(["Handlers", ...signatures.flatMap(({ runtimeTypes }) => runtimeTypes)], runtime),
    ...importTypes(
      signatures.flatMap(({ types }) => types),
      `./types${extension}`,
    ),
  ];
  return printFile(header, imports, [
    methodsInterface("ServerMethods", "What a client may call on a server, by name on the wire.", forServer),
    methodsInterface("ClientMethods", "What a server may call on a client, by name on the wire.", forClient),
    handlersType(
      "ServerHandlers",
      "ServerMethods",
      "What a server implements. A handler returns its result or a promise of it.",
    ),
    handlersType("ClientHandlers", "ClientMethods", "What a client may implement."),
  ]);
}

function methodsInterface(
  name: string,
  comment: string,
  methods: readonly Method[],
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name,
    docs: [comment],
    properties: methods.map((method) => {
      const { params, result } = signature(method);
      const type = `{ params: ${params}; result: ${result} }`;
      return property(method.name, type, methodComment(method), method.optional);
    }),
  };
}

function handlersType(name: string, methods: string, comment: string): TypeAliasDeclarationStructure {
  return {
    kind: StructureKind.TypeAlias,
    isExported: true,
    name,
    typeParameters: ["Context"],
    type: `Handlers<${methods}, Context>`,
    docs: [comment],
  };
}
