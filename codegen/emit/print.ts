/** Prints a generated file: imports together, then statements a blank line apart. */
export function printFile(header: string, imports: readonly string[], statements: readonly string[]): string {
  return `${[header, ...(imports.length > 0 ? [imports.join("\n")] : []), ...statements].join("\n\n")}\n`;
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
  return commented(comment, `export const ${name}: ${type} = ${value};`);
}

/** Something with a doc comment above it, where there is one: on one line where it fits, else a block. */
export function commented(text: string | undefined, what: string): string {
  if (text === undefined || text === "") return what;
  const lines = text.split("\n");
  const comment =
    lines.length === 1
      ? `/** ${text} */`
      : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
  return `${comment}\n${what}`;
}

/** Lines in braces, each of them indented. */
export function braces(lines: readonly string[]): string {
  if (lines.length === 0) return "{}";
  return `{\n${lines.join("\n").replace(/^(?=.)/gm, "  ")}\n}`;
}
