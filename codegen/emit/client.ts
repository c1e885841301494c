import { type MethodSignatureStructure, StructureKind } from "ts-morph";
import type { Method, Protocol } from "../model/model.js";
import { docs, methodComment } from "./comment.js";
import { memberName } from "./member.js";
import type { EmitOptions } from "./options.js";
import { importNames, importTypes, printFile, printStatement, type Statement } from "./print.js";
import { signature, takesNothing } from "./signature.js";

/** `client.ts`: the stubs with which each side calls the other. */
export function emitClient(protocol: Protocol, { header, runtime, extension }: EmitOptions): string {
  const { methods } = protocol;
  const fromClient = methods.filter(({ direction }) => direction !== "serverToClient");
  const fromServer = methods.filter(({ direction }) => direction !== "clientToServer");
  const requests = methods.some(({ kind }) => kind === "request");
  const imports = [
    ...importTypes(["Caller", ...(requests ? ["CallOptions"] : [])], runtime),
    ...importNames(
      methods.map(({ identifier }) => identifier),
      `./methods${extension}`,
    ),
    ...importTypes(
      methods.flatMap((method) => signature(method).types),
      `./types${extension}`,
    ),
  ];
  return printFile(header, imports, [
    ...stubs("ToServer", "toServer", "What a client can call on a server.", fromClient),
    ...stubs("ToClient", "toClient", "What a server can call on a client.", fromServer),
  ]);
}

/** The interface of the stubs, and the function that makes them from whatever carries calls. */
function stubs(type: string, name: string, comment: string, methods: readonly Method[]): Statement[] {
  const tree = grow(methods);
  const caller = methods.length > 0 ? "caller" : "_caller";
  return [
    `/** ${comment} */\nexport interface ${type} ${members(tree)}`,
    {
      kind: StructureKind.Function,
      isExported: true,
      name,
      parameters: [{ name: caller, type: "Caller" }],
      returnType: type,
      docs: [`Stubs that call through \`${caller}\`: ${comment.charAt(0).toLowerCase()}${comment.slice(1)}`],
      statements: [`return ${literal(tree)};`],
    },
  ];
}

/** The namespaces of methods, as a tree. */
interface Tree {
  readonly namespaces: Map<string, Tree>;
  readonly methods: Map<string, Method>;
}

function grow(methods: readonly Method[]): Tree {
  const root: Tree = { namespaces: new Map(), methods: new Map() };
  for (const method of methods) {
    let tree = root;
    for (const namespace of method.path.slice(0, -1)) {
      const below = tree.namespaces.get(namespace) ?? { namespaces: new Map(), methods: new Map() };
      tree.namespaces.set(namespace, below);
      tree = below;
    }
    tree.methods.set(method.path.at(-1) ?? method.identifier, method);
  }
  return root;
}

function members(tree: Tree): string {
  return braces([
    ...[...tree.namespaces].map(([name, below]) => `${memberName(name)}: ${members(below)};`),
    ...[...tree.methods].map(([name, method]) => printStatement(stubSignature(name, method))),
  ]);
}

function literal(tree: Tree): string {
  return braces([
    ...[...tree.namespaces].map(([name, below]) => `${memberName(name)}: ${literal(below)},`),
    ...[...tree.methods].map(([name, method]) => `${memberName(name)}: ${stub(method)},`),
  ]);
}

function braces(members: readonly string[]): string {
  if (members.length === 0) return "{}";
  return `{\n${members.join("\n").replace(/^(?=.)/gm, "  ")}\n}`;
}

function stubSignature(name: string, method: Method): MethodSignatureStructure {
  const { params, result } = signature(method);
  const given =
    method.params.length > 0
      ? [{ name: "params", type: params, hasQuestionToken: takesNothing(method) }]
      : [];
  const request = method.kind === "request";
  return {
    kind: StructureKind.MethodSignature,
    name: memberName(name),
    parameters: [
      ...given,
      ...(request ? [{ name: "options", type: "CallOptions", hasQuestionToken: true }] : []),
    ],
    returnType: request ? `Promise<${result}>` : "void",
    ...docs(methodComment(method.docs)),
  };
}

function stub(method: Method): string {
  const request = method.kind === "request";
  const given = method.params.length > 0 ? [takesNothing(method) ? "params = {}" : "params"] : [];
  const parameters = [...given, ...(request ? ["options"] : [])].join(", ");
  const params = given.length > 0 ? "params" : "{}";
  return request
    ? `(${parameters}) => caller.call(${method.identifier}, ${params}, options)`
    : `(${parameters}) => caller.notify(${method.identifier}, ${params})`;
}
