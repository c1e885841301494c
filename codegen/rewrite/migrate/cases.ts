import { Node } from "ts-morph";
import { type AnyFunction, stringOf } from "./bindings.js";

/** The part of a `mining` listener that handles one method. */
export interface Case {
  /** Without `mining.`; undefined for the default case. */
  readonly names: readonly string[] | undefined;
  readonly statements: readonly Node[];
  /** Whether it continues with the next case. */
  readonly fallsThrough: boolean;
}

/**
 * Splits a `mining` listener by method: its switch over `req.method`, or its conditions on it.
 *
 * @returns Undefined for a listener of another form; `before` is the code before the switch.
 */
export function casesOf(listener: AnyFunction): { before: Node[]; cases: Case[] } | undefined {
  const method = `${listener.getParameters()[0]?.getName() ?? "req"}.method`;
  const block = listener.getBody();
  if (!Node.isBlock(block)) return undefined;
  const before: Node[] = [];
  const cases: Case[] = [];
  for (const statement of block.getStatements()) {
    const found = Node.isSwitchStatement(statement)
      ? statement.getExpression().getText() === method
        ? ofSwitch(statement)
        : undefined
      : Node.isIfStatement(statement)
        ? ofConditions(statement, method)
        : undefined;
    if (found) cases.push(...found);
    else if (cases.length === 0) before.push(statement);
    else return undefined;
  }
  return cases.length > 0 ? { before, cases } : undefined;
}

function ofSwitch(statement: Node): Case[] {
  if (!Node.isSwitchStatement(statement)) return [];
  const cases: Case[] = [];
  let names: string[] = [];
  for (const clause of statement.getClauses()) {
    if (Node.isCaseClause(clause))
      names.push(bare(stringOf(clause.getExpression()) ?? clause.getExpression().getText()));
    const list = clause.getStatements();
    if (list.length === 0 && Node.isCaseClause(clause)) continue;
    const [only] = list;
    const statements = list.length === 1 && Node.isBlock(only) ? only.getStatements() : list;
    const last = statements.at(-1);
    const isLast = clause === statement.getClauses().at(-1);
    const ends = Node.isBreakStatement(last) || Node.isReturnStatement(last) || Node.isThrowStatement(last);
    cases.push({
      names: Node.isCaseClause(clause) ? names : undefined,
      statements:
        Node.isBlock(only) && list.length > 1 ? [...only.getStatements(), ...list.slice(1)] : statements,
      fallsThrough: !ends && !isLast && !mayEnd(last),
    });
    names = [];
  }
  return cases;
}

/** An `if` with an `else` may end in all its branches. */
function mayEnd(node: Node | undefined): boolean {
  return Node.isIfStatement(node) && node.getElseStatement() !== undefined;
}

function ofConditions(statement: Node, method: string): Case[] | undefined {
  if (!Node.isIfStatement(statement)) return undefined;
  const names = comparedWith(statement.getExpression(), method);
  if (!names) return undefined;
  const own = { names, statements: statementsOf(statement.getThenStatement()), fallsThrough: false };
  const otherwise = statement.getElseStatement();
  if (!otherwise) return [own];
  const more = ofConditions(otherwise, method) ?? [
    { names: undefined, statements: statementsOf(otherwise), fallsThrough: false },
  ];
  return [own, ...more];
}

/** The texts that a condition compares the method with: `req.method === "a" || req.method === "b"`. */
function comparedWith(condition: Node, method: string): string[] | undefined {
  if (!Node.isBinaryExpression(condition)) return undefined;
  const [left, right] = [condition.getLeft(), condition.getRight()];
  const operator = condition.getOperatorToken().getText();
  if (operator === "||") {
    const [one, other] = [comparedWith(left, method), comparedWith(right, method)];
    return one && other && [...one, ...other];
  }
  if (operator !== "===" && operator !== "==") return undefined;
  const text =
    left.getText() === method ? stringOf(right) : right.getText() === method ? stringOf(left) : undefined;
  return text === undefined ? undefined : [bare(text)];
}

function statementsOf(node: Node): Node[] {
  return Node.isBlock(node) ? node.getStatements() : [node];
}

function bare(name: string): string {
  return name.replace(/^mining\./, "");
}
