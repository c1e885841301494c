import type { Method, Protocol } from "../model/model.js";
import { methodComment } from "./comment.js";
import { memberName } from "./member.js";
import type { EmitOptions } from "./options.js";
import { braces, commented, importNames, importTypes, printFile } from "./print.js";
import { overloadTypes, signature, takesNothing, typeOf } from "./signature.js";

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

/** The interface of the stubs, and the function that makes them from whatever carries calls. */
function stubs(type: string, name: string, comment: string, methods: readonly Method[]): string[] {
  const tree = grow(methods);
  const caller = methods.length > 0 ? "caller" : "_caller";
  const words = `Stubs that call through \`caller\`: ${comment.charAt(0).toLowerCase()}${comment.slice(1)}`;
  const make = `export function ${name}(${caller}: Caller): ${type} ${braces([`return ${literal(tree)};`])}`;
  return [commented(comment, `export interface ${type} ${members(tree)}`), commented(words, make)];
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

function stubSignatures(name: string, method: Method): string[] {
  return signaturesOf(method).map(({ params, returns }) =>
    commented(methodComment(method), `${memberName(name)}(${params}): ${returns};`),
  );
}

interface StubSignature {
  readonly params: string;
  readonly returns: string;
}

/** One signature, or an overload a case and one for arguments of which less is known. */
function signaturesOf(method: Method): StubSignature[] {
  const { params, result } = signature(method);
  const request = method.kind === "request";
  const sign = (type: string, optional: boolean, returned: string): StubSignature => ({
    params: [
      ...(method.params.length > 0 ? [`params${optional ? "?" : ""}: ${type}`] : []),
      ...(request ? ["options?: CallOptions"] : []),
    ].join(", "),
    returns: request ? `Promise<${returned}>` : "void",
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

/** A stub whose result depends on an argument: only a function declaration can have overloads that are checked. */
function overloadedStub(method: Method): string {
  const { params, result } = signature(method);
  const given = `params: ${params}${takesNothing(method) ? " = {}" : ""}`;
  const call = [
    ...signaturesOf(method).map((signed) => `function call(${signed.params}): ${signed.returns};`),
    `function call(${given}, options?: CallOptions): Promise<${result}> {`,
    `  return caller.call(${method.identifier}, params, options);`,
    "}",
  ];
  return `function ${overloaded(method)}(caller: Caller) ${braces([...call, "", "return call;"])}`;
}
