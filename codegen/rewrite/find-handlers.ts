import { dirname, relative, resolve } from "node:path";
import { Node, type SourceFile, SyntaxKind } from "ts-morph";
import { InvalidSource } from "../check/problem.js";
import { type Holder, type Members, membersOf } from "./members.js";

/** The handlers in a file. */
export interface Found extends Members {
  readonly holder: Holder;
  /** Whether the context gives the handlers their type, so that parameters need no annotation. */
  readonly isTyped: boolean;
}

/**
 * Finds the object or the class with the handlers of one protocol.
 *
 * @param methods The names of the protocol's methods on the wire.
 * @param generated The folder of the protocol's generated code.
 * @returns Undefined when the file has no handlers.
 * @throws InvalidSource when two objects may be the handlers.
 */
export function findHandlers(
  source: SourceFile,
  methods: readonly string[],
  generated: string,
): Found | undefined {
  const given = givenAsHandlers(source);
  const candidates = [
    ...source.getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression),
    ...source.getClasses(),
  ].flatMap((holder) => {
    const signs = Node.isClassDeclaration(holder) ? classSigns(holder) : objectSigns(holder, given);
    const origin = signs.origin && resolve(dirname(source.getFilePath()), dirname(signs.origin));
    if (origin !== undefined && origin !== resolve(generated)) return [];
    const members = membersOf(holder);
    const known = methods.filter((name) => members.names.has(name)).length;
    const rank = origin !== undefined ? 3 : signs.rank;
    if (rank === 0 && known === 0) return [];
    return [{ found: { holder, isTyped: signs.isTyped, ...members }, score: known * 10 + rank }];
  });
  candidates.sort((a, b) => b.score - a.score);
  const [first, second] = candidates;
  if (first && second?.score === first.score) throw ambiguous(source, first.found, second.found);
  return first?.found;
}

/** The evidence that an object contains handlers. */
interface Signs {
  /** 0 for none, 1 for its name, 2 for its position. */
  readonly rank: number;
  readonly isTyped: boolean;
  /** The module that the type or the protocol of the handlers is imported from, where it is relative. */
  readonly origin?: string | undefined;
}

const noSigns: Signs = { rank: 0, isTyped: false };

function objectSigns(object: Node, given: ReadonlyMap<string, Node>): Signs {
  let outer = object;
  for (let parent = outer.getParent(); parent; parent = outer.getParent()) {
    if (Node.isSatisfiesExpression(parent) || Node.isAsExpression(parent)) {
      const signs = typeSigns(parent.getTypeNode());
      if (signs) return signs;
    } else if (!Node.isParenthesizedExpression(parent)) break;
    outer = parent;
  }
  const owner = outer.getParent();
  if (Node.isVariableDeclaration(owner) || Node.isPropertyDeclaration(owner)) {
    const signs = typeSigns(owner.getTypeNode());
    if (signs) return signs;
    if (owner.getTypeNode()) return noSigns;
    const call = given.get(owner.getName());
    if (call) return { rank: 2, isTyped: false, origin: protocolOrigin(call) };
    return /handlers$/i.test(owner.getName()) ? { rank: 1, isTyped: false } : noSigns;
  }
  if (Node.isPropertyAssignment(owner) && isHandlersOption(owner))
    return { rank: 2, isTyped: true, origin: protocolOrigin(owner) };
  const maker = Node.isReturnStatement(owner)
    ? owner.getFirstAncestor(
        (node) => Node.isFunctionLikeDeclaration(node) || Node.isFunctionExpression(node),
      )
    : owner;
  if (Node.isReturnTyped(maker)) return typeSigns(maker.getReturnTypeNode()) ?? noSigns;
  return noSigns;
}

function classSigns(holder: Node): Signs {
  if (!Node.isClassDeclaration(holder)) return noSigns;
  for (const type of holder.getImplements()) {
    const signs = typeSigns(type);
    if (signs) return { ...signs, isTyped: false };
  }
  return noSigns;
}

/** `ServerHandlers<Context>`, under whatever name it was imported, or an alias for it in the same file. */
function typeSigns(type: Node | undefined): Signs | undefined {
  const name = Node.isTypeReference(type)
    ? type.getTypeName().getText()
    : Node.isExpressionWithTypeArguments(type)
      ? type.getExpression().getText()
      : undefined;
  if (name === undefined || !type) return undefined;
  const source = type.getSourceFile();
  const alias = source.getTypeAlias(name)?.getTypeNode();
  if (alias) return typeSigns(alias);
  const [first = "", last = first] = name.split(".");
  const origin = importOf(source, first);
  const imported = origin?.imported === "*" ? last : origin?.imported;
  if (imported !== "ServerHandlers" && last !== "ServerHandlers") return undefined;
  return { rank: 2, isTyped: true, origin: origin?.module };
}

/** The module that a name is imported from, and its name there; `*` for a whole module. */
function importOf(source: SourceFile, local: string): { module?: string; imported: string } | undefined {
  for (const declaration of source.getImportDeclarations()) {
    const specifier = declaration.getModuleSpecifierValue();
    const module = specifier.startsWith(".") ? { module: specifier } : {};
    if (declaration.getNamespaceImport()?.getText() === local) return { ...module, imported: "*" };
    const named = declaration
      .getNamedImports()
      .find((one) => (one.getAliasNode()?.getText() ?? one.getName()) === local);
    if (named) return { ...module, imported: named.getName() };
  }
  return undefined;
}

/** The names of objects that are given to a server as its handlers, each with the property that does so. */
function givenAsHandlers(source: SourceFile): ReadonlyMap<string, Node> {
  const given = new Map<string, Node>();
  for (const property of source.getDescendantsOfKind(SyntaxKind.ShorthandPropertyAssignment))
    if (isHandlersOption(property)) given.set(property.getName(), property);
  for (const property of source.getDescendantsOfKind(SyntaxKind.PropertyAssignment)) {
    const value = property.getInitializer();
    if (isHandlersOption(property) && Node.isIdentifier(value)) given.set(value.getText(), property);
  }
  return given;
}

/** `handlers` in the options of a call or of `new`. */
function isHandlersOption(property: Node): boolean {
  if (!Node.hasName(property) || property.getName() !== "handlers") return false;
  const call = property.getParent()?.getParent();
  return Node.isCallExpression(call) || Node.isNewExpression(call);
}

/** Where the protocol of `serve(protocol, { handlers })` or `new Server({ protocol, handlers })` comes from. */
function protocolOrigin(property: Node): string | undefined {
  const options = property.getParent();
  const call = options?.getParent();
  const [first] = Node.isCallExpression(call) ? call.getArguments() : [];
  const own = Node.isObjectLiteralExpression(options) ? options.getProperty("protocol") : undefined;
  const value = Node.isPropertyAssignment(own) ? own.getInitializer() : undefined;
  const name = value ?? (own ? own : first);
  const local = Node.isShorthandPropertyAssignment(name) ? name.getName() : name?.getText();
  return local === undefined
    ? undefined
    : importOf(property.getSourceFile(), local.split(".")[0] ?? "")?.module;
}

function ambiguous(source: SourceFile, first: Found, second: Found): InvalidSource {
  const [one, other] = [first, second].map(({ holder }) => holder.getStartLineNumber()).sort((a, b) => a - b);
  return new InvalidSource([
    {
      severity: "error",
      file: relative(process.cwd(), source.getFilePath()),
      pointer: "",
      message: `two objects may hold the handlers, at lines ${one} and ${other}`,
      expected: "one of them with the type ServerHandlers of the generated code",
    },
  ]);
}
