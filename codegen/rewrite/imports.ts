import { Node, type SourceFile } from "ts-morph";
import type { Insertion } from "./insertion.js";
import type { Style } from "./style.js";

/** A name that a file needs, and from where. */
export interface Needed {
  readonly name: string;
  readonly module: string;
  /** Other modules that also export it. */
  readonly also?: readonly string[];
  readonly isType: boolean;
}

/** Adds missing imports: to an existing import, otherwise on a new line after the others. */
export function importsOf(
  source: SourceFile,
  needed: readonly Needed[],
  style: Style,
): { insertions: Insertion[]; nameOf: (name: string) => string } {
  const names = new Map<string, string>();
  const insertions: Insertion[] = [];
  const lines = new Map<string, string[]>();
  for (const { name, module, also = [], isType } of needed) {
    if (names.has(name)) continue;
    const local = localName(source, name, isType);
    names.set(name, local ?? name);
    if (local !== undefined) continue;
    const home = source.getImportDeclarations().find((declaration) => {
      return (
        [module, ...also].includes(declaration.getModuleSpecifierValue()) &&
        declaration.isTypeOnly() === isType &&
        declaration.getNamedImports().length > 0
      );
    });
    const last = home?.getNamedImports().at(-1);
    if (last) {
      const isAlone = last.getStartLineNumber() !== home?.getStartLineNumber();
      const gap = isAlone ? style.newline + style.indent : " ";
      insertions.push({ at: last.getEnd(), text: `,${gap}${name}` });
    } else {
      const head = `import ${isType ? "type " : ""}{ @ } from ${style.quote}${module}${style.quote}${style.semicolon}`;
      lines.set(head, [...(lines.get(head) ?? []), name]);
    }
  }
  if (lines.size > 0) {
    const written = [...lines].map(([head, list]) => head.replace("@", list.sort().join(", ")));
    insertions.push(placed(source, written.join(style.newline), style.newline));
  }
  return { insertions, nameOf: (name) => names.get(name) ?? name };
}

/** The local name under which a file already imports a name from any module. */
function localName(source: SourceFile, name: string, isType: boolean): string | undefined {
  for (const declaration of source.getImportDeclarations()) {
    if (declaration.isTypeOnly() && !isType) continue;
    const found = declaration
      .getNamedImports()
      .find((one) => one.getName() === name && (isType || !one.isTypeOnly()));
    if (found) return found.getAliasNode()?.getText() ?? name;
  }
  return undefined;
}

/** The position after the last import; without imports, before the first statement and after the file's header. */
function placed(source: SourceFile, text: string, newline: string): Insertion {
  const last = source.getImportDeclarations().at(-1);
  if (last) return { at: last.getEnd(), text: newline + text };
  const [first] = source.getStatementsWithComments();
  const heads = source.getStatementsWithComments().filter((node) => Node.isCommentStatement(node));
  const header = first && heads[0] === first ? first : undefined;
  if (header) return { at: header.getEnd(), text: `${newline}${newline}${text}` };
  const shebang = source.getFullText().match(/^#!.*\r?\n/)?.[0] ?? "";
  return { at: shebang.length, text: `${text}${newline}${newline}` };
}
