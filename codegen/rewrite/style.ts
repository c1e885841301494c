import { Node, type SourceFile, SyntaxKind } from "ts-morph";

/** How a file is written. */
export interface Style {
  readonly newline: "\n" | "\r\n";
  readonly quote: '"' | "'";
  readonly semicolon: ";" | "";
  /** One level of indentation. */
  readonly indent: string;
}

/** The style of new files. */
export const usualStyle: Style = { newline: "\n", quote: '"', semicolon: ";", indent: "  " };

/** A file's prevailing style; where it can't be determined, the usual one. */
export function styleOf(source: SourceFile): Style {
  const text = source.getFullText();
  const strings = source.getDescendantsOfKind(SyntaxKind.StringLiteral).map((string) => string.getText()[0]);
  const statements = source.getStatementsWithComments().filter(endsWithSemicolon);
  return {
    newline: count(text, /\r\n/g) * 2 > count(text, /\n/g) ? "\r\n" : "\n",
    quote: most(strings, "'") ? "'" : '"',
    semicolon:
      statements.length > 0 &&
      !most(
        statements.map((node) => node.getText().at(-1)),
        ";",
      )
        ? ""
        : ";",
    indent: indentOf(text),
  };
}

/** Statements that end with a semicolon if the author uses them. */
function endsWithSemicolon(node: Node): boolean {
  return (
    Node.isImportDeclaration(node) ||
    Node.isVariableStatement(node) ||
    Node.isExpressionStatement(node) ||
    Node.isExportAssignment(node) ||
    Node.isExportDeclaration(node)
  );
}

/** A tab, or the smallest number of spaces by which a line is indented more than the previous one. */
function indentOf(text: string): string {
  const steps = new Map<string, number>();
  let before = "";
  for (const line of text.split(/\r?\n/)) {
    const [, indent = "", rest = ""] = line.match(/^([ \t]*)(.*)$/) ?? [];
    if (rest === "" || rest.startsWith("*")) continue;
    if (indent.length > before.length && indent.startsWith(before)) {
      const step = indent.slice(before.length);
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    before = indent;
  }
  const [[commonest] = []] = [...steps].sort(([, a], [, b]) => b - a);
  return commonest ?? usualStyle.indent;
}

function most<T>(values: readonly T[], value: T): boolean {
  return values.filter((other) => other === value).length * 2 > values.length;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
