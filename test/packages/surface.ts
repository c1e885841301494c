import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-oldest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What can be imported by name from a subpath of a package. */
export interface Export {
  /** `stratum/client`. */
  readonly subpath: string;
  readonly name: string;
  /** Whether it is there at run time. */
  readonly isValue: boolean;
  readonly isFunction: boolean;
  /** False for what comes from another package. */
  readonly isOwn: boolean;
  readonly hasDoc: boolean;
  /** The project's own types that its declaration mentions. */
  readonly mentions: readonly {
    readonly name: string;
    readonly file: string;
    readonly importable: boolean;
  }[];
}

/** The declarations of every subpath of a package, by name: `stratum/client` → its `.d.ts`. */
function declarationsOf(folder: string): [subpath: string, file: string][] {
  const { name, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.entries<string | Record<string, string>>(exports).flatMap(([path, target]) =>
    Object.entries(typeof target === "string" ? { default: target } : target)
      .filter(([, file]) => file.endsWith(".js"))
      .map(([condition, file]): [string, string] => [
        join(name, path) + (condition === "default" ? "" : ` (${condition})`),
        join(folder, file.replace(/\.js$/, ".d.ts")),
      ]),
  );
}

/**
 * Reads what both packages export from their built declarations, with the types that stand in them. A type is
 * importable where a subpath exports it under any name.
 */
export function readSurface(): readonly Export[] {
  const entries = [root, join(root, "codegen")].flatMap(declarationsOf);
  const program = ts.createProgram(
    entries.map(([, file]) => file),
    { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: ["node"], skipLibCheck: true },
  );
  const checker = program.getTypeChecker();
  const original = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  const exported = entries.flatMap(([subpath, file]) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`no module ${file}: run npm run build`);
    return checker
      .getExportsOfModule(module)
      .map((symbol) => ({ subpath, symbol, target: original(symbol) }));
  });
  const importable = new Set(exported.map(({ target }) => target));

  return exported.map(({ subpath, symbol, target }) => {
    const mentioned = new Set(
      (target.declarations ?? []).flatMap((declaration) =>
        typeNames(declaration).flatMap((name) => checker.getSymbolAtLocation(name) ?? []),
      ),
    );
    return {
      subpath,
      name: symbol.name,
      isValue: (target.flags & ts.SymbolFlags.Value) !== 0,
      isFunction: (target.flags & ts.SymbolFlags.Function) !== 0,
      isOwn: (target.declarations ?? []).every((declaration) =>
        isOwnFile(declaration.getSourceFile().fileName),
      ),
      hasDoc: target.getDocumentationComment(checker).length > 0,
      mentions: [...mentioned]
        .map(original)
        .filter((type) => isOwn(type))
        .map((type) => ({
          name: type.name,
          file: relative(root, type.declarations?.[0]?.getSourceFile().fileName ?? ""),
          importable: importable.has(type),
        })),
    };
  });
}

/** The names of types and values below a declaration: in annotations, `extends`, `typeof` and `import("…")`. */
function typeNames(declaration: ts.Node): ts.Node[] {
  const names: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.push(rightmost(node.typeName));
    else if (ts.isTypeQueryNode(node)) names.push(rightmost(node.exprName));
    else if (ts.isImportTypeNode(node) && node.qualifier) names.push(rightmost(node.qualifier));
    else if (ts.isExpressionWithTypeArguments(node)) names.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return names;
}

const rightmost = (name: ts.EntityName): ts.Node => (ts.isQualifiedName(name) ? name.right : name);

/** Whether a type was declared by this project, at the top of a file, and is no parameter of a type. */
function isOwn(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || ts.isTypeParameterDeclaration(declaration)) return false;
  const { fileName } = declaration.getSourceFile();
  const top = declaration.parent;
  const isTop =
    ts.isSourceFile(top) || (ts.isVariableDeclarationList(top) && ts.isSourceFile(top.parent.parent));
  return isTop && isOwnFile(fileName);
}

const isOwnFile = (file: string) => file.startsWith(root) && !file.includes("/node_modules/");
