import { Node } from "ts-morph";
import type { Context, Rule } from "./context.js";
import { identifiers } from "./outcome.js";

/** How the parameters of a request are named in a handler. */
export interface Request {
  /** Replaces `req.params[0]`, `req.method` and the like. */
  readonly rule: Rule;
  /** `{ username, jobId: givenJobId }`, of those that were used. */
  readonly pattern: () => string | undefined;
}

/** @param req The name of the old parameter. @param method On the wire. @param params The new names, by position. */
export function requestRule(
  req: string,
  method: string,
  params: readonly string[],
  statements: readonly Node[],
  context: Context,
): Request {
  const used = new Set<number>();
  const indexOf = (node: Node | undefined): number | undefined => {
    if (!Node.isElementAccessExpression(node) || node.getExpression().getText() !== `${req}.params`)
      return undefined;
    const index = Number(node.getArgumentExpression()?.getText());
    return Number.isInteger(index) && index < params.length ? index : undefined;
  };
  const isOwn = (name: string, index: number) =>
    statements
      .flatMap((statement) => identifiers(statement, name))
      .some((one) => {
        const parent = one.getParent();
        return (
          Node.isVariableDeclaration(parent) &&
          parent.getNameNode() === one &&
          indexOf(parent.getInitializer()) === index
        );
      });
  const locals = params.map((name, index) => {
    const isFree = statements.every((statement) => identifiers(statement, name).length === 0);
    return isFree || isOwn(name, index) ? name : `given${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  });
  const local = (index: number) => {
    used.add(index);
    return locals[index] ?? "undefined";
  };
  const rule: Rule = (node) => {
    const index = indexOf(node);
    if (index !== undefined) return local(index);
    if (Node.isVariableStatement(node)) {
      const kept = node.getDeclarations().filter((declaration) => {
        const given = indexOf(declaration.getInitializer());
        if (given === undefined || declaration.getName() !== locals[given]) return true;
        local(given);
        return false;
      });
      if (kept.length === node.getDeclarations().length) return undefined;
      if (kept.length === 0) return "";
      return `${node.getDeclarationKind()} ${kept.map((one) => context.render(one)).join(", ")};`;
    }
    if (!Node.isExpression(node)) return undefined;
    if (node.getText() === `${req}.params`) return `[${params.map((_, at) => local(at)).join(", ")}]`;
    if (node.getText() === `${req}.method`) return JSON.stringify(method.replace(/^mining\./, ""));
    if (node.getText() === `${req}.id`) {
      context.decide("handlers no longer receive the id of a request");
      return "undefined";
    }
    if (!Node.isIdentifier(node) || identifiers(node, req).length === 0) return undefined;
    const all = params.map((_, at) => local(at)).join(", ");
    return `{ method: ${JSON.stringify(method.replace(/^mining\./, ""))}, params: [${all}] }`;
  };
  const pattern = () => {
    if (used.size === 0) return undefined;
    const names = [...used]
      .sort((a, b) => a - b)
      .map((index) => {
        const [name, own] = [params[index] ?? "", locals[index] ?? ""];
        return name === own ? name : `${name}: ${own}`;
      });
    return `{ ${names.join(", ")} }`;
  };
  return { rule, pattern };
}

/** Arguments by position as an object of names. */
export function named(args: readonly Node[], params: readonly string[], context: Context): string {
  const members = args.slice(0, params.length).map((argument, index) => {
    const [name, value] = [params[index] ?? "", context.render(argument)];
    return name === value ? name : `${name}: ${value}`;
  });
  return members.length === 0 ? "" : `{ ${members.join(", ")} }`;
}
