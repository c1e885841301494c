import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Node, type SourceFile, SyntaxKind, type VariableDeclaration } from "ts-morph";
import { bindingsOf, requiredModule } from "./bindings.js";
import type { Context, Rule } from "./context.js";
import { isMovedListener } from "./listeners.js";
import { afterCreation } from "./server.js";

/** Converts CommonJS to ES modules, and removes the remaining imports of node-stratum. */
export function moduleRules(): Rule {
  const inside = new Set<Node>();
  return (node, context) => {
    if (Node.isExpressionStatement(node) && /^['"]use strict['"];?$/.test(node.getText())) return "";
    if (Node.isImportDeclaration(node) && node.getModuleSpecifierValue() === "stratum") return "";
    if (isMovedListener(node, context)) return "";
    if (Node.isStatement(node) && !inside.has(node)) {
      const more = afterCreation(node, context);
      if (more !== "") {
        inside.add(node);
        return context.render(node) + more;
      }
    }
    if (Node.isVariableStatement(node)) return variables(node, context);
    if (Node.isVariableDeclaration(node)) return dictionary(node, context);
    if (Node.isExpressionStatement(node)) return exported(node, context) ?? declared(node, context);
    if (Node.isPropertyAccessExpression(node)) {
      if (
        context.bindings.kindOf(node.getExpression()) === "stratum" &&
        context.bindings.kindOf(node) === undefined
      )
        context.decide(`${node.getText()} is no longer exported: see docs/migrating.md`);
      if (
        node.getExpression().getText() === "exports" &&
        exportsOf(node.getSourceFile()).names.includes(node.getName())
      )
        return node.getName();
    }
    if (Node.isIdentifier(node) && !Node.isPropertyAccessExpression(node.getParent())) {
      if (node.getText() === "__dirname") return "import.meta.dirname";
      if (node.getText() === "__filename") return "import.meta.filename";
    }
    if (requiredModule(node) !== undefined && requiredModule(node) !== "stratum") {
      context.decide("require() inside code became import(): await its result");
      return `import(${JSON.stringify(specifier(node.getSourceFile(), requiredModule(node) ?? ""))})`;
    }
    if (Node.isBinaryExpression(node) && /^require\.main ===? module$/.test(node.getText()))
      return "process.argv[1] === import.meta.filename";
    const callee = Node.isCallExpression(node) ? node.getExpression() : undefined;
    if (
      Node.isPropertyAccessExpression(callee) &&
      callee.getName() === "done" &&
      Node.isCallExpression(node)
    ) {
      context.note("done() of q → then()");
      return `${context.render(callee.getExpression())}.then(${node.getArguments().map(context.render).join(", ")})`;
    }
    if (
      Node.isPropertyAccessExpression(callee) &&
      ["define", "include"].includes(callee.getName()) &&
      context.bindings.kindOf(callee.getExpression())
    )
      context.decide(
        "write class … extends, and interceptors for code around methods: see docs/migrating.md",
      );
    return undefined;
  };
}

/** `var` statements: a `require` becomes an import, and names of node-stratum's classes are removed. */
function variables(node: Node, context: Context): string | undefined {
  if (!Node.isVariableStatement(node)) return undefined;
  const isTop = Node.isSourceFile(node.getParent());
  const kept = node.getDeclarations().filter((one) => {
    const value = one.getInitializer();
    if (requiredModule(value) === "stratum" || context.bindings.kindOf(value) !== undefined) return false;
    return !(isTop && imported(one, context));
  });
  if (kept.length === node.getDeclarations().length) return undefined;
  if (kept.length === 0) return "";
  return `${node.getDeclarationKind()} ${kept.map((one) => context.render(one)).join(", ")};`;
}

/** An object that is accessed by computed keys becomes a `Record`. */
function dictionary(node: VariableDeclaration, context: Context): string | undefined {
  const value = node.getInitializer();
  if (!Node.isObjectLiteralExpression(value) || node.getTypeNode()) return undefined;
  const isAsked = node
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.ElementAccessExpression)
    .some(
      (one) =>
        one.getExpression().getText() === node.getName() &&
        !Node.isStringLiteral(one.getArgumentExpression()),
    );
  if (!isAsked) return undefined;
  const values = value
    .getProperties()
    .map((one) => (Node.isPropertyAssignment(one) ? one.getInitializer() : undefined));
  const isText = values.length > 0 && values.every((one) => Node.isStringLiteral(one));
  return `${node.getName()}: Record<string, ${isText ? "string" : "any"}> = ${context.render(value)}`;
}

/** Turns `var x = require("y")` into an import. */
function imported(declaration: VariableDeclaration, context: Context): boolean {
  const value = declaration.getInitializer();
  const member = Node.isPropertyAccessExpression(value) ? value.getName() : undefined;
  const module = requiredModule(Node.isPropertyAccessExpression(value) ? value.getExpression() : value);
  if (module === undefined) return false;
  const source = declaration.getSourceFile();
  const from = `from ${JSON.stringify(specifier(source, module))}`;
  const name = declaration.getNameNode();
  context.note("require → import");
  if (member !== undefined) {
    context.imports.add(
      `import { ${member === name.getText() ? member : `${member} as ${name.getText()}`} } ${from};`,
    );
    return true;
  }
  if (Node.isIdentifier(name)) {
    const isNamespace = module.startsWith(".") && isNamed(source, module);
    const json = module.endsWith(".json") ? ' with { type: "json" }' : "";
    context.imports.add(`import ${isNamespace ? "* as " : ""}${name.getText()} ${from}${json};`);
    return true;
  }
  if (!Node.isObjectBindingPattern(name)) return false;
  const elements = name.getElements().map((one) => {
    const property = one.getPropertyNameNode()?.getText();
    return property === undefined ? one.getName() : `${property} as ${one.getName()}`;
  });
  if (module.startsWith(".") && !isNamed(source, module)) {
    const whole = `${module.replace(/^.*\//, "").replace(/\W/g, "")}Module`;
    context.imports.add(`import ${whole} ${from};`);
    context.imports.add(`const ${name.getText()} = ${whole};`);
  } else context.imports.add(`import { ${elements.join(", ")} } ${from};`);
  return true;
}

/** `module.exports = …` and `exports.name = …` */
function exported(node: Node, context: Context): string | undefined {
  const assignment = Node.isExpressionStatement(node) ? node.getExpression() : undefined;
  if (!Node.isBinaryExpression(assignment) || assignment.getOperatorToken().getText() !== "=")
    return undefined;
  const left = assignment.getLeft().getText();
  const value = assignment.getRight();
  if (left === "module.exports" || left === "exports") {
    context.note("module.exports → export");
    return `export default ${context.render(value)};`;
  }
  const [, name] = left.match(/^(?:module\.)?exports\.(\w+)$/) ?? [];
  if (name === undefined || exportsOf(node.getSourceFile()).isDefault) return undefined;
  context.note("exports → export");
  return value.getText() === name
    ? `export { ${name} };`
    : `export const ${name} = ${context.render(value)};`;
}

/** Declares variables that the program only assigns. */
function declared(node: Node, context: Context): string | undefined {
  const assignment = Node.isExpressionStatement(node) ? node.getExpression() : undefined;
  if (!Node.isBinaryExpression(assignment) || assignment.getOperatorToken().getText() !== "=")
    return undefined;
  const left = assignment.getLeft();
  if (!Node.isIdentifier(left) || !context.bindings.instances.has(left.getText())) return undefined;
  if (
    node
      .getSourceFile()
      .getDescendants()
      .some((one) => Node.isVariableDeclaration(one) && one.getName() === left.getText())
  )
    return undefined;
  return `const ${left.getText()} = ${context.render(assignment.getRight())};`;
}

/** How a module exports. */
function exportsOf(source: SourceFile): { isDefault: boolean; names: string[] } {
  const text = source.getFullText();
  const names = [...text.matchAll(/^(?:module\.)?exports\.(\w+)\s*=/gm)].map(([, name = ""]) => name);
  return { isDefault: /^(?:module\.)?exports\s*=/m.test(text), names };
}

function isNamed(source: SourceFile, module: string): boolean {
  const file = requiredFile(source.getFilePath(), module);
  const found = file && source.getProject().addSourceFileAtPathIfExists(file);
  return found ? !exportsOf(found).isDefault && exportsOf(found).names.length > 0 : false;
}

/** The file of a relative require. */
export function requiredFile(from: string, module: string): string | undefined {
  if (!module.startsWith(".")) return undefined;
  const path = resolve(dirname(from), module);
  return [path, `${path}.js`, `${path}.cjs`, `${path}.json`, `${path}/index.js`].find(
    (file) => /\.(js|cjs|mjs|json)$/.test(file) && existsSync(file),
  );
}

/** The specifier of an import that finds the same module as a `require`. */
function specifier(source: SourceFile, module: string): string {
  if (!module.startsWith("."))
    return /^(fs|net|path|http|https|crypto|util|events|os|url|tls|child_process|readline|assert|stream|zlib|dns)$/.test(
      module,
    )
      ? `node:${module}`
      : module;
  const file = requiredFile(source.getFilePath(), module);
  if (!file || file === resolve(dirname(source.getFilePath()), module)) return module;
  return module.replace(/\/$/, "") + file.slice(resolve(dirname(source.getFilePath()), module).length);
}

/** Whether a file uses a class of node-stratum. The module's name does not decide: it is the same today. */
export function usesStratum(source: SourceFile): boolean {
  const { kindOf } = bindingsOf(source);
  return source.getDescendants().some((one) => {
    const kind = kindOf(one);
    return kind !== undefined && kind !== "stratum";
  });
}
