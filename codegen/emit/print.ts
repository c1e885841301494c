import { Project, printStructure, type StatementStructures, type Structures } from "ts-morph";

/** A statement of a generated file: a structure, or text that is printed as it is. */
export type Statement = StatementStructures | string;

/**
 * Prints a generated file: imports together, then statements a blank line apart. Structures in,
 * text out: no syntax tree is changed afterwards, which is what makes ts-morph slow.
 */
export function printFile(
  header: string,
  imports: readonly string[],
  statements: readonly Statement[],
): string {
  const texts = statements.map((statement) =>
    typeof statement === "string" ? statement : printStatement(statement),
  );
  return `${[header, ...(imports.length > 0 ? [imports.join("\n")] : []), ...texts].join("\n\n")}\n`;
}

/** A file with its lines indented, whatever is nested in its types. */
export function laidOut(text: string): string {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true, types: [] },
  });
  const file = project.createSourceFile("file.ts", text);
  file.formatText({ indentSize: 2 });
  return file.getFullText();
}

/** The text of one structure. */
export function printStatement(structure: Structures): string {
  return printStructure(structure, { indentNumberOfSpaces: 2 })
    .trim()
    .replace(/\{\s*\n\}$/, "{}");
}

/** An import of these names, sorted, one a line where they don't fit in one; nothing where there are none. */
export function importNames(names: Iterable<string>, from: string, keyword = "import"): string[] {
  const sorted = [...new Set(names)].sort();
  if (sorted.length === 0) return [];
  const line = `${keyword} { ${sorted.join(", ")} } from "${from}";`;
  return [
    line.length <= 100
      ? line
      : `${keyword} {\n${sorted.map((name) => `  ${name},\n`).join("")}} from "${from}";`,
  ];
}

/** An import of types only. */
export function importTypes(names: Iterable<string>, from: string): string[] {
  return importNames(names, from, "import type");
}

/** An exported constant with its doc comment. */
export function constant(name: string, type: string, value: string, comment?: string): string {
  return `${comment ? `${block(comment)}\n` : ""}export const ${name}: ${type} = ${value};`;
}

/** A doc comment: one line where it fits, else a block. */
export function block(text: string): string {
  const lines = text.split("\n");
  return lines.length === 1
    ? `/** ${text} */`
    : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}
