import { Node, SyntaxKind } from "ts-morph";
import { methodCall, stringOf } from "./bindings.js";
import type { Context } from "./context.js";
import { isValue } from "./outcome.js";
import { named } from "./request.js";
import { sentMethods } from "./sent.js";

const sessionMembers =
  "id remoteAddress userAgent extranonce1 extranonce2Size workers difficulty suggestedDifficulty subscribed connectedAt lastActivity counters data send job".split(
    " ",
  );

/** The session that replaces a miner's socket. */
export function socketText(
  node: Node,
  socket: string,
  session: string,
  data: Map<string, string>,
  context: Context,
): string | undefined {
  const call = methodCall(node);
  if (call?.on.getText() === socket) {
    const { name, args } = call;
    if (["destroy", "close", "end"].includes(name)) return `${session}.close()`;
    const [, type] = name.match(/^stratum(\w+)$/) ?? [];
    const stub = sentMethods.get((type ?? "").toLowerCase());
    if (stub !== undefined) {
      const params = context.facts.client[stub]?.params ?? [];
      context.note(`${name} → send`);
      const camel = stub.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      return `${session}.send.${camel}(${named(args, params, context)})`;
    }
    context.decide(`${name} of a socket: sessions have send.mining and send.client instead`);
    return undefined;
  }
  if (Node.isPropertyAccessExpression(node) && node.getExpression().getText() === socket) {
    const name = node.getName();
    const parent = node.getParent();
    const assigned = assignedType(node.getSourceFile(), node.getText());
    if (Node.isCallExpression(parent) && parent.getExpression() === node) return undefined;
    if (assigned === undefined && sessionMembers.includes(name)) return `${session}.${name}`;
    data.set(name, assigned ?? "unknown");
    return `${session}.data.${name}`;
  }
  if (Node.isIdentifier(node) && node.getText() === socket && isValue(node)) return session;
  return undefined;
}

/** The type of the values that are assigned to a member; undefined if none is. */
function assignedType(source: Node, target: string): string | undefined {
  const values = source
    .getDescendantsOfKind(SyntaxKind.BinaryExpression)
    .filter((one) => one.getOperatorToken().getText() === "=" && one.getLeft().getText() === target)
    .map((one) => one.getRight());
  if (values.length === 0) return undefined;
  const types = new Set(
    values.map((value) => {
      if (Node.isTrueLiteral(value) || Node.isFalseLiteral(value)) return "boolean";
      if (Node.isNumericLiteral(value)) return "number";
      return /^\w+\.params\[\d\]$/.test(value.getText()) || stringOf(value) !== undefined
        ? "string"
        : "unknown";
    }),
  );
  return types.has("unknown") ? "unknown" : [...types].join(" | ");
}
