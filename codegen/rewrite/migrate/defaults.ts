import { Node, SyntaxKind } from "ts-morph";
import type { Context } from "./context.js";

const defaultNames: Readonly<Record<string, (value: string) => string>> = {
  toobusy: (value) => `limits: { lag: ${value} }`,
  hostname: (value) => `hostname: ${value}`,
};

/** `Server.defaults.settings.toobusy = 50;`: becomes one constant for all of them. */
export function defaultOption(expression: Node, context: Context): string | undefined {
  const all = defaultsOf(expression.getSourceFile(), context);
  if (!all.some((one) => one === expression)) return undefined;
  if (all[0] !== expression) return "";
  context.note("Server.defaults → a constant");
  const members = all.flatMap((one) => {
    if (!Node.isBinaryExpression(one)) return [];
    const name = one.getLeft().getText().split(".").at(-1) ?? "";
    const make = defaultNames[name];
    if (make) return [make(context.render(one.getRight()))];
    context.decide(`${one.getText()}: pass it to listen()`);
    return [];
  });
  return `const defaults = { ${members.join(", ")} };`;
}

function defaultsOf(source: Node, context: Context): Node[] {
  return source.getDescendantsOfKind(SyntaxKind.BinaryExpression).filter((one) => {
    const [, owner] =
      one
        .getLeft()
        .getText()
        .match(/^(.*)\.defaults\.settings\.\w+$/) ?? [];
    if (owner === undefined || one.getOperatorToken().getText() !== "=") return false;
    const target = one
      .getLeft()
      .getDescendants()
      .find((node) => node.getText() === owner);
    return context.bindings.kindOf(target) === "Server";
  });
}

export function hasDefaults(node: Node): boolean {
  return /\bServer\.defaults\.settings\.\w+ *=/.test(node.getSourceFile().getFullText());
}

/** `Server.commands.hashes = function …`: replaced by a schema. */
export function commandOption(expression: Node, context: Context): string | undefined {
  if (!Node.isBinaryExpression(expression)) return undefined;
  const [, owner, name] =
    expression
      .getLeft()
      .getText()
      .match(/^(.*)\.commands\.(\w+)$/) ?? [];
  const target = expression
    .getLeft()
    .getDescendants()
    .find((node) => node.getText() === owner);
  if (context.bindings.kindOf(target) !== "Server") return undefined;
  context.note("Server.commands → a schema");
  context.decide(`write a schema with npx stratum method mining.${name}; it replaces`);
  return expression.getText().replace(/^/gm, "// ");
}
