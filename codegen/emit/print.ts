import {
  type ImportDeclarationStructure,
  printStructure,
  type StatementStructures,
  StructureKind,
  type Structures,
  type WriterFunction,
} from "ts-morph";

/** A statement of a generated file: a structure, or text that is printed unchanged. */
export type Statement = StatementStructures | string;

/**
 * Prints a generated file: imports, then statements separated by blank lines. It converts structures to text
 * without manipulating a syntax tree, which is slow in ts-morph.
 */
export function printFile(
  header: string,
  imports: readonly ImportDeclarationStructure[],
  statements: readonly Statement[],
): string {
  const texts = statements.map((statement) =>
    typeof statement === "string" ? statement : printStatement(statement),
  );
  const imported = imports.map(printStatement).join("\n");
  return `${[header, ...(imported ? [imported] : []), ...texts].join("\n\n")}\n`;
}

/** The text of one structure. */
export function printStatement(structure: Structures): string {
  return printStructure(structure, { indentNumberOfSpaces: 2 })
    .trim()
    .replace(/\{\s*\n\}$/, "{}");
}

/** An import of these names, sorted, one per line if they don't fit in one; nothing without names. */
export function importNames(
  names: Iterable<string>,
  moduleSpecifier: string,
  isTypeOnly = false,
): ImportDeclarationStructure[] {
  const sorted = [...new Set(names)].sort();
  if (sorted.length === 0) return [];
  const length = `import ${isTypeOnly ? "type " : ""}{ ${sorted.join(", ")} } from "${moduleSpecifier}";`
    .length;
  const lines: WriterFunction = (writer) => {
    writer.newLine();
    for (const name of sorted) writer.writeLine(`${name},`);
  };
  const namedImports = length <= 100 ? sorted : lines;
  return [{ kind: StructureKind.ImportDeclaration, isTypeOnly, namedImports, moduleSpecifier }];
}

/** An import of types only. */
export function importTypes(names: Iterable<string>, from: string): ImportDeclarationStructure[] {
  return importNames(names, from, true);
}

/** An exported constant with its doc comment. */
export function constant(name: string, type: string, value: string, comment?: string): string {
  return `${comment ? `${block(comment)}\n` : ""}export const ${name}: ${type} = ${value};`;
}

/** A doc comment: one line if it fits, otherwise a block. */
export function block(text: string): string {
  const lines = text.split("\n");
  return lines.length === 1
    ? `/** ${text} */`
    : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}
