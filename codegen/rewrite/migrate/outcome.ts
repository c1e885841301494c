import { Node } from "ts-morph";
import { stringOf } from "./bindings.js";
import type { Context, Rule } from "./context.js";

/** How a function reports its outcome: by a deferred, or by a callback whose first argument is an error. */
export interface Outcome {
  /** The value that a call resolves with, or the error that it fails with; undefined for another node. */
  readonly read: (node: Node) => { value: Node | undefined; failed: boolean } | undefined;
  /** The name of the deferred or callback. */
  readonly name: string;
  /** The new text of a result. */
  readonly result: (value: Node | undefined) => string;
}

/** The new codes of node-stratum's errors. */
const refusals: Readonly<Record<string, string>> = {
  STALE_WORK: "JOB_NOT_FOUND",
  JOB_NOT_FOUND: "JOB_NOT_FOUND",
  DUPLICATE_SHARE: "DUPLICATE_SHARE",
  HIGH_HASH: "LOW_DIFFICULTY",
  LOW_DIFFICULTY: "LOW_DIFFICULTY",
  UNAUTHORIZED_WORKER: "UNAUTHORIZED",
  NOT_SUBSCRIBED: "NOT_SUBSCRIBED",
  METHOD_NOT_FOUND: "METHOD_NOT_FOUND",
};

const codes: Readonly<Record<number, string>> = {
  21: "JOB_NOT_FOUND",
  22: "DUPLICATE_SHARE",
  23: "LOW_DIFFICULTY",
  24: "UNAUTHORIZED",
  25: "NOT_SUBSCRIBED",
};

/** The error that replaces the argument of `reject`. */
function refusal(reason: Node | undefined, context: Context): string {
  const make = (code: string, message?: string) =>
    `new ${context.use("RpcError")}("${code}"${message === undefined ? "" : `, ${message}`})`;
  if (!reason) return make("OTHER");
  const [, known] = reason.getText().match(/\berrors\.([A-Z_]+)$/) ?? [];
  if (known !== undefined) return make((Object.hasOwn(refusals, known) && refusals[known]) || "OTHER");
  if (Node.isArrayLiteralExpression(reason)) {
    const [first, second] = reason.getElements();
    const number = Math.abs(Number(first?.getText()));
    if (!Number.isNaN(number)) return make(codes[number] ?? "OTHER", second && context.render(second));
    if (first && reason.getElements().length === 1) return refusal(first, context);
  }
  if (stringOf(reason) !== undefined || Node.isTemplateExpression(reason))
    return make("OTHER", context.render(reason));
  return make("OTHER", `String(${context.render(reason)})`);
}

/**
 * Statements that report an outcome, as the body of a function that returns or throws; or that returns a
 * promise, if the outcome comes later or is not the last statement.
 */
export function renderOutcome(
  statements: readonly Node[],
  outcome: Outcome,
  context: Context,
  extra: Rule,
): { body: string; isPromise: boolean } {
  const uses = statements.flatMap((statement) => identifiers(statement, outcome.name));
  const isDirect = uses.every((use) => isLast(use, outcome, statements)) && alwaysEnds(statements, outcome);
  const rule: Rule = (node) => {
    const call = outcome.read(
      Node.isReturnStatement(node) || Node.isExpressionStatement(node)
        ? (node.getExpression() ?? node)
        : node,
    );
    const isStatement = Node.isReturnStatement(node) || Node.isExpressionStatement(node);
    if (call && isDirect && isStatement)
      return call.failed ? `throw ${refusal(call.value, context)};` : `return ${outcome.result(call.value)};`;
    if (call && !isStatement)
      return call.failed
        ? `reject(${refusal(call.value, context)})`
        : `resolve(${outcome.result(call.value)})`;
    if (Node.isBreakStatement(node) && endsCase(node, statements))
      return isDirect || isAtEnd(node, statements) ? "" : "return;";
    if (Node.isReturnStatement(node) && isDirect && isAfterOutcome(node, outcome)) return "";
    if (Node.isPropertyAccessExpression(node) && node.getExpression().getText() === outcome.name) {
      if (node.getName() === "reject" || node.getName() === "resolve") {
        context.decide(`${node.getText()} received the unchanged arguments: check that it still works`);
        return node.getName();
      }
    }
    if (Node.isIdentifier(node) && node.getText() === outcome.name && isValue(node)) {
      context.decide(
        `${outcome.name} is passed on: functions that get it should return a value or throw an RpcError`,
      );
      return "{ resolve, reject }";
    }
    return extra(node, context);
  };
  const body = statements
    .map((statement) => context.renderWith(rule, statement))
    .filter((text) => text !== "");
  return { body: body.join("\n"), isPromise: !isDirect };
}

/** The identifiers of a name below a node that are not names of members. */
export function identifiers(node: Node, name: string): Node[] {
  const found = Node.isIdentifier(node) ? [node] : [];
  node.forEachDescendant((one) => {
    if (Node.isIdentifier(one)) found.push(one);
  });
  return found.filter((one) => one.getText() === name && isValue(one));
}

/** Not the name of a member, as in `a.name` and `{ name: 1 }`. */
export function isValue(node: Node): boolean {
  const parent = node.getParent();
  if (Node.isPropertyAccessExpression(parent)) return parent.getExpression() === node;
  if (Node.isPropertyAssignment(parent)) return parent.getInitializer() === node;
  return true;
}

/** Whether a use is a whole statement, and the last one to run. */
function isLast(use: Node, outcome: Outcome, statements: readonly Node[]): boolean {
  let call: Node | undefined = use;
  while (call && !outcome.read(call)) {
    call = call.getParent();
    if (!call || Node.isStatement(call)) return false;
  }
  const statement = call?.getParent();
  if (!Node.isExpressionStatement(statement) && !Node.isReturnStatement(statement)) return false;
  if (!isReachedPlainly(statement, statements)) return false;
  for (let node: Node = statement; !Node.isReturnStatement(node); node = node.getParentOrThrow()) {
    const parent = node.getParent();
    const list: readonly Node[] = statements.includes(node)
      ? statements
      : Node.isBlock(parent)
        ? parent.getStatements()
        : [node];
    const next = list[list.indexOf(node) + 1];
    if (next) return isEnd(next);
    if (list === statements) return true;
  }
  return true;
}

/** Whether only blocks and conditions enclose a statement: a `try` would catch what it throws. */
function isReachedPlainly(statement: Node, statements: readonly Node[]): boolean {
  for (let node: Node | undefined = statement; node && !statements.includes(node); node = node.getParent())
    if (node !== statement && !isPlain(node)) return false;
  return true;
}

function isPlain(node: Node): boolean {
  return Node.isBlock(node) || Node.isIfStatement(node);
}

/** `break;` or `return;` */
function isEnd(node: Node): boolean {
  return Node.isBreakStatement(node) || (Node.isReturnStatement(node) && !node.getExpression());
}

function isAfterOutcome(node: Node, outcome: Outcome): boolean {
  const before = node.getPreviousSibling();
  return (
    Node.isExpressionStatement(before) && outcome.read(before.getExpression()) !== undefined && isEnd(node)
  );
}

/** Whether every path through the statements ends with a result. */
function alwaysEnds(statements: readonly Node[], outcome: Outcome): boolean {
  return statements.some((statement) => {
    if (Node.isBlock(statement)) return alwaysEnds(statement.getStatements(), outcome);
    if (Node.isThrowStatement(statement)) return true;
    if (Node.isReturnStatement(statement) || Node.isExpressionStatement(statement))
      return outcome.read(statement.getExpression() ?? statement) !== undefined;
    if (!Node.isIfStatement(statement)) return false;
    const otherwise = statement.getElseStatement();
    return (
      otherwise !== undefined &&
      alwaysEnds([statement.getThenStatement()], outcome) &&
      alwaysEnds([otherwise], outcome)
    );
  });
}

/** Whether a `break` belongs to the switch that the statements are a case of. */
function endsCase(node: Node, statements: readonly Node[]): boolean {
  for (let one: Node | undefined = node; one; one = one.getParent()) {
    if (Node.isIterationStatement(one) || Node.isSwitchStatement(one)) return false;
    if (Node.isFunctionLikeDeclaration(one) || Node.isFunctionExpression(one)) return false;
    if (statements.includes(one)) return true;
  }
  return false;
}

function isAtEnd(node: Node, statements: readonly Node[]): boolean {
  return (
    statements.at(-1) === node || (Node.isBlock(statements.at(-1)) && node.getParent() === statements.at(-1))
  );
}
