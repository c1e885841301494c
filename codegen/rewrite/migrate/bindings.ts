import { Node, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from "ts-morph";

/** A class of node-stratum, or the module itself. */
type Kind = "stratum" | "Server" | "Client" | "RPCServer" | "Daemon" | "Base";

/** An object of node-stratum, by its expression in the program: `server`, `this.pool`. */
export interface Instance {
  readonly kind: Kind;
  readonly key: string;
  readonly creation: Node;
  /** The argument of `create`. */
  readonly options: Node | undefined;
}

export interface Bindings {
  /** The class or module that an expression refers to: `stratum.Server`, `require("stratum").Server`, `Server`. */
  readonly kindOf: (node: Node | undefined) => Kind | undefined;
  readonly instances: ReadonlyMap<string, Instance>;
  readonly instanceOf: (node: Node | undefined, kind: Kind) => Instance | undefined;
  /** The call, if a node is `Server.create(…)` or `new Server(…)`. */
  readonly creationOf: (node: Node | undefined) => { kind: Kind; options: Node | undefined } | undefined;
}

const classes: readonly string[] = ["Server", "Client", "RPCServer", "Daemon", "Base"];

function isKind(name: string): name is Kind {
  return classes.includes(name);
}

/** Finds node-stratum's classes and objects in a file. */
export function bindingsOf(source: SourceFile): Bindings {
  const names = new Map<string, Kind>();
  const kindOf = (node: Node | undefined): Kind | undefined => {
    if (Node.isIdentifier(node)) return names.get(node.getText());
    if (requiredModule(node) === "stratum") return "stratum";
    if (!Node.isPropertyAccessExpression(node) || kindOf(node.getExpression()) !== "stratum")
      return undefined;
    const name = node.getName();
    return isKind(name) ? name : undefined;
  };
  for (const declaration of source.getImportDeclarations()) {
    if (declaration.getModuleSpecifierValue() !== "stratum") continue;
    for (const whole of [declaration.getDefaultImport(), declaration.getNamespaceImport()])
      if (whole) names.set(whole.getText(), "stratum");
    for (const named of declaration.getNamedImports()) {
      const name = named.getName();
      if (isKind(name)) names.set(named.getAliasNode()?.getText() ?? name, name);
    }
  }
  for (const declaration of source.getDescendantsOfKind(SyntaxKind.VariableDeclaration)) {
    const name = declaration.getNameNode();
    const kind = kindOf(declaration.getInitializer());
    if (kind === undefined) continue;
    if (Node.isIdentifier(name)) names.set(name.getText(), kind);
    else if (Node.isObjectBindingPattern(name) && kind === "stratum")
      for (const element of name.getElements()) {
        const member = element.getPropertyNameNode()?.getText() ?? element.getName();
        if (isKind(member)) names.set(element.getName(), member);
      }
  }
  const creationOf = (node: Node | undefined) => {
    if (Node.isNewExpression(node)) {
      const kind = kindOf(node.getExpression());
      return kind && kind !== "stratum" ? { kind, options: node.getArguments()[0] } : undefined;
    }
    const callee = Node.isCallExpression(node) ? node.getExpression() : undefined;
    if (!Node.isPropertyAccessExpression(callee) || callee.getName() !== "create") return undefined;
    const kind = kindOf(callee.getExpression());
    return kind && Node.isCallExpression(node) ? { kind, options: node.getArguments()[0] } : undefined;
  };
  const instances = new Map<string, Instance>();
  source.forEachDescendant((node) => {
    const [key, value] = Node.isVariableDeclaration(node)
      ? [node.getName(), node.getInitializer()]
      : Node.isBinaryExpression(node) && node.getOperatorToken().getText() === "="
        ? [node.getLeft().getText(), node.getRight()]
        : [];
    const creation = creationOf(value);
    if (key !== undefined && creation && value) instances.set(key, { key, creation: value, ...creation });
  });
  return {
    kindOf,
    instances,
    creationOf,
    instanceOf: (node, kind) => {
      const found = node && instances.get(node.getText());
      return found?.kind === kind ? found : undefined;
    },
  };
}

/** The module of `require("…")`. */
export function requiredModule(node: Node | undefined): string | undefined {
  if (!Node.isCallExpression(node) || node.getExpression().getText() !== "require") return undefined;
  const [name] = node.getArguments();
  return Node.isStringLiteral(name) ? name.getLiteralText() : undefined;
}

/** A call of a method, taken apart: `server.on("mining", …)`. */
export function methodCall(node: Node | undefined): { on: Node; name: string; args: Node[] } | undefined {
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined;
  if (!Node.isCallExpression(node) || !Node.isPropertyAccessExpression(callee)) return undefined;
  return { on: callee.getExpression(), name: callee.getName(), args: node.getArguments() };
}

/** The object literal of an argument: inline, or in a variable of the file. */
export function literalOf(node: Node | undefined): ObjectLiteralExpression | undefined {
  if (Node.isObjectLiteralExpression(node)) return node;
  if (!Node.isIdentifier(node)) return undefined;
  const value = node.getSourceFile().getVariableDeclaration(node.getText())?.getInitializer();
  return Node.isObjectLiteralExpression(value) ? value : undefined;
}

/** The value of a nested member: `settings`, `port`. Its name may be quoted. */
export function memberOf(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let value: Node | undefined = node;
  for (const name of path) {
    const property: Node | undefined = literalOf(value)
      ?.getProperties()
      .find((one) => Node.hasName(one) && one.getName().replace(/^['"]|['"]$/g, "") === name);
    value = Node.isPropertyAssignment(property)
      ? property.getInitializer()
      : Node.isShorthandPropertyAssignment(property)
        ? property.getNameNode()
        : undefined;
  }
  return value;
}

export function memberNames(node: Node | undefined): string[] {
  return (literalOf(node)?.getProperties() ?? []).flatMap((one) =>
    Node.hasName(one) ? [one.getName().replace(/^['"]|['"]$/g, "")] : [],
  );
}

export function stringOf(node: Node | undefined): string | undefined {
  return Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)
    ? node.getLiteralText()
    : undefined;
}

/** The function of an argument: inline, or declared in the file. */
export function functionOf(node: Node | undefined) {
  if (Node.isFunctionExpression(node) || Node.isArrowFunction(node)) return node;
  if (!Node.isIdentifier(node)) return undefined;
  const source = node.getSourceFile();
  const declared = source.getFunction(node.getText());
  const value = source.getVariableDeclaration(node.getText())?.getInitializer();
  return declared ?? (Node.isFunctionExpression(value) || Node.isArrowFunction(value) ? value : undefined);
}

export type AnyFunction = NonNullable<ReturnType<typeof functionOf>>;
