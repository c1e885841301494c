import {
  type FunctionDeclarationStructure,
  type MethodSignatureStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  StructureKind,
} from "ts-morph";
import type { Method, Protocol } from "../model/model.js";
import { docs, methodComment } from "./comment.js";
import { memberName } from "./member.js";
import type { EmitOptions } from "./options.js";
import { importNames, importTypes, printFile, printStatement, type Statement } from "./print.js";
import { overloadTypes, signature, takesNothing, typeOf } from "./signature.js";

/** `client.ts`: the stubs with which each side calls its peer. */
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
      methods.flatMap((method) => [...signature(method).types, ...overloadTypes(method)]),
      `./types${extension}`,
    ),
  ];
  return printFile(header, imports, [
    ...methods.filter(({ result }) => result?.byArgument).map(overloadedStub),
    ...stubs("ToServer", "toServer", "What a client can call on a server.", fromClient),
    ...stubs("ToClient", "toClient", "What a server can call on a client.", fromServer),
  ]);
}

/** The interface of the stubs, and the function that creates them for a caller. */
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
      docs: [`Stubs that call through \`caller\`: ${comment.charAt(0).toLowerCase()}${comment.slice(1)}`],
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
    ...[...tree.methods].flatMap(([name, method]) => stubSignatures(name, method)),
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

function stubSignatures(name: string, method: Method): string[] {
  return signaturesOf(method).map(({ parameters, returnType }) => {
    const structure: MethodSignatureStructure = {
      kind: StructureKind.MethodSignature,
      name: memberName(name),
      parameters,
      returnType,
      ...docs(methodComment(method)),
    };
    return printStatement(structure);
  });
}

/** One signature, or one overload per case and one for arguments of a wider type. */
function signaturesOf(
  method: Method,
): { parameters: OptionalKind<ParameterDeclarationStructure>[]; returnType: string }[] {
  const { params, result } = signature(method);
  const request = method.kind === "request";
  const options = request ? [{ name: "options", type: "CallOptions", hasQuestionToken: true }] : [];
  const sign = (type: string, optional: boolean, returned: string) => ({
    parameters: [
      ...(method.params.length > 0 ? [{ name: "params", type, hasQuestionToken: optional }] : []),
      ...options,
    ],
    returnType: request ? `Promise<${returned}>` : "void",
  });
  const { param = "", cases = [] } = method.result?.byArgument ?? {};
  const overloads = cases.map(({ values, ...typed }) => {
    const given = values.filter((value) => value !== null).map((value) => JSON.stringify(value));
    const isDefault = given.length < values.length;
    const type = `${params} & { ${memberName(param)}${isDefault ? "?" : ""}: ${given.join(" | ") || "undefined"} }`;
    return sign(type, isDefault && takesNothing(method), typeOf(typed));
  });
  return [...overloads, sign(params, takesNothing(method), result)];
}

function stub(method: Method): string {
  if (method.result?.byArgument) return `${overloaded(method)}(caller)`;
  const request = method.kind === "request";
  const given = method.params.length > 0 ? [takesNothing(method) ? "params = {}" : "params"] : [];
  const parameters = [...given, ...(request ? ["options"] : [])].join(", ");
  const params = given.length > 0 ? "params" : "{}";
  return request
    ? `(${parameters}) => caller.call(${method.identifier}, ${params}, options)`
    : `(${parameters}) => caller.notify(${method.identifier}, ${params})`;
}

function overloaded({ identifier }: Method): string {
  return `${identifier}Stub`;
}

/** A stub whose result depends on an argument. Only function declarations have type-checked overloads. */
function overloadedStub(method: Method): FunctionDeclarationStructure {
  const { params, result } = signature(method);
  const implementation = {
    parameters: [
      { name: "params", type: params, ...(takesNothing(method) && { initializer: "{}" }) },
      { name: "options", type: "CallOptions", hasQuestionToken: true },
    ],
    returnType: `Promise<${result}>`,
  };
  return {
    kind: StructureKind.Function,
    name: overloaded(method),
    parameters: [{ name: "caller", type: "Caller" }],
    statements: [
      {
        kind: StructureKind.Function,
        name: "call",
        overloads: signaturesOf(method),
        ...implementation,
        statements: [`return caller.call(${method.identifier}, params, options);`],
      },
      "return call;",
    ],
  };
}
