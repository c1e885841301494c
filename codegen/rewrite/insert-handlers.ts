import { Node } from "ts-morph";
import type { Contract } from "./contracts.js";
import type { Found } from "./find-handlers.js";
import type { Insertion } from "./insertion.js";
import type { Holder } from "./members.js";
import { indented } from "./new-file.js";
import { type Form, type StubStyle, stub } from "./stub.js";

type Given = Omit<StubStyle, "form" | "quoteAll" | "inClass">;

/** Adds handlers after the existing ones, in the same style. */
export function insertHandlers({ holder }: Found, contracts: readonly Contract[], given: Given): Insertion[] {
  const inClass = Node.isClassDeclaration(holder);
  const members = inClass ? holder.getMembers() : holder.getProperties();
  const text = holder.getSourceFile().getFullText();
  const brace = holder.getEnd() - 1;
  const { newline, indent } = given;
  const outer = indentAt(text, holder.getStart());
  const isOnOwnLine = (at: number) => /(^|\n)[ \t]*$/.test(text.slice(0, at));
  const first = members.find((member) => isOnOwnLine(member.getStart()));
  const inner = first ? indentAt(text, first.getStart()) : outer + indent;
  const style = {
    ...given,
    form: inClass ? ("method" as const) : formOf(members),
    quoteAll: members.every(
      (member) => !Node.isIdentifier(Node.hasName(member) ? member.getNameNode() : undefined),
    ),
    inClass,
  };
  const stubs = contracts.map((contract) => indented(stub(contract, style), inner));
  const comma = commaOf(holder);
  const gap = inClass || areApart(members, text) ? newline : "";
  const body = stubs.join(`${inClass ? "" : ","}${newline}${gap}`) + (comma.isUsual && !inClass ? "," : "");
  const separator = comma.missingAt === undefined ? [] : [{ at: comma.missingAt, text: "," }];
  const lead = members.length > 0 ? gap : "";
  if (isOnOwnLine(brace)) {
    const lineStart = text.lastIndexOf("\n", brace - 1) + 1;
    return [...separator, { at: lineStart, text: `${lead}${body}${newline}` }];
  }
  return [...separator, { at: brace, text: `${newline}${lead}${body}${newline}${outer}` }];
}

/** Whether a last member gets a trailing comma, and where a comma must be added before a new member. */
function commaOf(holder: Holder): { isUsual: boolean; missingAt?: number } {
  if (Node.isClassDeclaration(holder)) return { isUsual: false };
  const { properties } = holder.compilerNode;
  const last = holder.getProperties().at(-1);
  if (!last || properties.hasTrailingComma) return { isUsual: true };
  // An object on one line has no trailing comma in any style.
  const isOneLine = holder.getStartLineNumber() === holder.getEndLineNumber();
  return { isUsual: isOneLine, missingAt: last.getEnd() };
}

function formOf(members: readonly Node[]): Form {
  const forms = members.map((member): Form | undefined => {
    if (Node.isMethodDeclaration(member)) return "method";
    const value = Node.isPropertyAssignment(member) ? member.getInitializer() : undefined;
    if (Node.isArrowFunction(value)) return "arrow";
    return Node.isFunctionExpression(value) ? "function" : undefined;
  });
  const count = (form: Form) => forms.filter((other) => other === form).length;
  const [first] = (["arrow", "method", "function"] as const).toSorted((a, b) => count(b) - count(a));
  return first ?? "arrow";
}

/** Whether members are separated by blank lines. */
function areApart(members: readonly Node[], text: string): boolean {
  const gaps = members.slice(1).map((member) => text.slice(member.getFullStart(), member.getStart(true)));
  return gaps.length > 0 && gaps.filter((gap) => /\n[ \t]*\r?\n/.test(gap)).length * 2 > gaps.length;
}

/** The indentation of the line at a position. */
function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return line.match(/^[ \t]*/)?.[0] ?? "";
}
