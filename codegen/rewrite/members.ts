import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ClassDeclaration, Node, type ObjectLiteralExpression, type SourceFile } from "ts-morph";

/** The holder of handlers: an object, or a class that has them as methods. */
export type Holder = ObjectLiteralExpression | ClassDeclaration;

/** The handlers of a holder by name, those of spread objects included. */
export interface Members {
  readonly names: ReadonlyMap<string, Node>;
  /** Spread expressions that can't be followed: they may hold anything. */
  readonly unknown: readonly Node[];
}

export function membersOf(holder: Holder): Members {
  const names = new Map<string, Node>();
  const unknown: Node[] = [];
  const add = (member: Node) => {
    const name = nameOf(member);
    if (name !== undefined) names.set(name, member);
  };
  const addObject = (object: ObjectLiteralExpression, depth: number) => {
    for (const property of object.getProperties()) {
      if (!Node.isSpreadAssignment(property)) {
        add(property);
        continue;
      }
      const spread = depth > 8 ? undefined : objectOf(property.getExpression());
      if (spread) addObject(spread, depth + 1);
      else unknown.push(property);
    }
  };
  if (Node.isObjectLiteralExpression(holder)) addObject(holder, 0);
  else holder.getMembers().forEach(add);
  return { names, unknown };
}

/** The name of a property, method or class member, as it is on the wire; undefined for a computed one. */
function nameOf(member: Node): string | undefined {
  const name = Node.hasName(member) ? member.getNameNode() : undefined;
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralText();
  if (!Node.isComputedPropertyName(name)) return name?.getText();
  const expression = name.getExpression();
  return Node.isStringLiteral(expression) ? expression.getLiteralText() : undefined;
}

/** The object that an expression evaluates to, as far as a file and its imports show. */
function objectOf(expression: Node): ObjectLiteralExpression | undefined {
  const bare = unwrapped(expression);
  if (Node.isObjectLiteralExpression(bare)) return bare;
  if (!Node.isIdentifier(bare)) return undefined;
  const source = bare.getSourceFile();
  const declared = source.getVariableDeclaration(bare.getText())?.getInitializer();
  if (declared) return objectOf(declared);
  return imported(source, bare.getText());
}

function imported(source: SourceFile, local: string): ObjectLiteralExpression | undefined {
  for (const declaration of source.getImportDeclarations()) {
    const named = declaration
      .getNamedImports()
      .find((one) => (one.getAliasNode()?.getText() ?? one.getName()) === local);
    const isDefault = declaration.getDefaultImport()?.getText() === local;
    if (!named && !isDefault) continue;
    const file = moduleFile(source.getFilePath(), declaration.getModuleSpecifierValue());
    const module = file && source.getProject().addSourceFileAtPathIfExists(file);
    if (!module) return undefined;
    const value = named
      ? module.getVariableDeclaration(named.getName())?.getInitializer()
      : module.getExportAssignment((one) => !one.isExportEquals())?.getExpression();
    return value && objectOf(value);
  }
  return undefined;
}

/** The file of a relative import; undefined for a package or a missing file. */
function moduleFile(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = resolve(dirname(from), specifier);
  const bare = path.replace(/\.[cm]?js$/, "");
  return [path, `${bare}.ts`, `${bare}.mts`, `${bare}/index.ts`].find(
    (file) => /\.[cm]?[jt]s$/.test(file) && existsSync(file),
  );
}

/** An expression without parentheses and types around it. */
function unwrapped(node: Node): Node {
  if (
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isTypeAssertion(node)
  )
    return unwrapped(node.getExpression());
  return node;
}
