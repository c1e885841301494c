import { Node } from "ts-morph";
import { memberOf } from "./bindings.js";
import type { Context } from "./context.js";

/** Host and port for `listen`. */
export function address(
  options: Node | undefined,
  path: readonly string[],
  port: number,
  context: Context,
): string {
  const member = (name: string) => memberText(options, [...path, name], context);
  const host = member("host");
  return `{ ${host === undefined ? "" : host === "host" ? "host, " : `host: ${host}, `}port: ${member("port") ?? port} }`;
}

/** The expression for a member of options: its value if the options are inline, otherwise a property access. */
export function memberText(
  options: Node | undefined,
  path: readonly string[],
  context: Context,
): string | undefined {
  if (!options) return undefined;
  const value = memberOf(options, ...path);
  if (Node.isObjectLiteralExpression(options)) return value && context.render(value);
  if (value || !Node.isIdentifier(options)) return `${context.render(options)}.${path.join(".")}`;
  return undefined;
}

/** `await ` if the call is a whole statement of the module itself or of an async function. */
export function awaited(node: Node): string {
  const statement = node.getParent();
  if (!Node.isExpressionStatement(statement)) return "";
  const owner = statement.getFirstAncestor(
    (one) => Node.isFunctionLikeDeclaration(one) || Node.isFunctionExpression(one),
  );
  if (!owner) return "await ";
  return "isAsync" in owner && typeof owner.isAsync === "function" && owner.isAsync() ? "await " : "";
}
