import { Node, SyntaxKind } from "ts-morph";
import { type AnyFunction, functionOf, type Instance, methodCall, stringOf } from "./bindings.js";
import type { Context } from "./context.js";
import { identifiers } from "./outcome.js";

/** The statement that creates a server; its listeners may be moved there. */
export function statementOf(node: Node): Node | undefined {
  return node.getFirstAncestor((one) => Node.isVariableStatement(one) || Node.isExpressionStatement(one));
}

/** The `mining` listeners in the block in which their server is created. */
export function listenersOf({ key, creation }: Instance): AnyFunction[] {
  return creation
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .flatMap((node) => {
      const call = methodCall(node);
      if (call?.name !== "on" || call.on.getText() !== key || stringOf(call.args[0]) !== "mining") return [];
      const listener = functionOf(call.args[1]);
      const isNear = statementOf(creation)?.getParent() === node.getParent()?.getParent();
      return listener && isNear ? [listener] : [];
    });
}

export function isCollected(node: Node, server: Instance): boolean {
  const listener = functionOf(methodCall(node)?.args[1]);
  return listener !== undefined && listenersOf(server).includes(listener);
}

/** Functions whose whole bodies became handlers; their declarations are removed. */
export function isMovedListener(node: Node, context: Context): boolean {
  return (
    Node.isFunctionDeclaration(node) &&
    identifiers(node.getSourceFile(), node.getName() ?? "").length === 2 &&
    [...context.bindings.instances.values()].some(
      (instance) => instance.kind === "Server" && listenersOf(instance).some((listener) => listener === node),
    )
  );
}
