import { existsSync } from "node:fs";
import { relative } from "node:path";
import { type Project, type SourceFile, SyntaxKind } from "ts-morph";
import { createProject, parse } from "../parse.js";
import { styleOf } from "../style.js";
import { bindingsOf, requiredModule } from "./bindings.js";
import { clientRule } from "./client.js";
import { complete, type Written } from "./complete.js";
import { createContext, type Facts, mark } from "./context.js";
import { daemonRule } from "./daemon.js";
import { moduleRules, requiredFile, usesStratum } from "./modules.js";
import { notifyRule } from "./notify.js";
import { serverRule } from "./server.js";

/** The result for one file. */
interface Migrated {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** The changes, each with its count. */
  readonly changes: readonly string[];
  /** Decisions left to a person, with lines of the new file. */
  readonly decisions: readonly { readonly line: number; readonly message: string }[];
}

export interface Migration {
  readonly files: readonly Migrated[];
  /** Files that were skipped, because their target exists. */
  readonly skipped: readonly { readonly from: string; readonly to: string }[];
  /** The package.json that still needs `"type": "module"`. */
  readonly untyped?: string | undefined;
  /** Whether the new files were checked against the types of `stratum`. */
  readonly isChecked: boolean;
}

/**
 * Rewrites programs from node-stratum's API to this one. Nothing is written.
 *
 * @param texts Files by absolute path. Those that use node-stratum are migrated, and the files that they require.
 * @throws InvalidSource for a file with a syntax error.
 */
export function migrate(texts: ReadonlyMap<string, string>, facts: Facts): Migration {
  const project = createProject();
  const sources = new Map([...texts].map(([path, text]) => [path, parse(project, path, text)]));
  const chosen = withRequired([...sources.values()].filter(usesStratum), sources);
  const written: Written = new Map();
  const changes = new Map<string, { from: string; notes: readonly string[] }>();
  const skipped: { from: string; to: string }[] = [];
  for (const source of chosen) {
    const from = source.getFilePath();
    const to = targetOf(from);
    if (existsSync(to)) {
      skipped.push({ from, to });
      continue;
    }
    const { text, notes } = migrateFile(source, facts, project);
    written.set(to, text);
    changes.set(to, { from, notes });
  }
  const isChecked = written.size === 0 || complete(written);
  const files = [...written].map(([to, text]) => {
    const { from = to, notes = [] } = changes.get(to) ?? {};
    return { from, to, text, changes: notes, decisions: decisionsIn(text) };
  });
  return { files, skipped, isChecked };
}

/** Beside the old file: `pool.ts` for `pool.js`. */
function targetOf(path: string): string {
  return path
    .replace(/\.[cm]?js$/, ".ts")
    .replace(/(?<!\.d)\.ts$/, (end) => (path.endsWith(".ts") ? ".migrated.ts" : end));
}

function withRequired(first: readonly SourceFile[], all: ReadonlyMap<string, SourceFile>): Set<SourceFile> {
  const found = new Set<SourceFile>();
  const add = (source: SourceFile) => {
    if (found.has(source)) return;
    found.add(source);
    for (const call of source.getDescendantsOfKind(SyntaxKind.CallExpression)) {
      const file = requiredFile(source.getFilePath(), requiredModule(call) ?? "");
      const required = file === undefined ? undefined : all.get(file);
      if (required) add(required);
    }
  };
  first.forEach(add);
  return found;
}

function migrateFile(source: SourceFile, facts: Facts, project: Project): { text: string; notes: string[] } {
  const rules = [moduleRules(), serverRule, clientRule, notifyRule, daemonRule];
  const { context, importLines, notes } = createContext(facts, bindingsOf(source), rules);
  const style = styleOf(source);
  const before = source.getFullText();
  const [first] = source.getStatements();
  const head = before.slice(0, first?.getStart() ?? 0);
  const body = context.render(source);
  const imports = importLines();
  const text = `${head}${imports.join("\n")}${imports.length > 0 ? "\n\n" : ""}${body.trimStart()}\n`;
  const draft = project.createSourceFile(`${source.getFilePath()}.draft.ts`, text, { overwrite: true });
  draft.formatText({
    indentSize: style.indent === "\t" ? 4 : style.indent.length,
    convertTabsToSpaces: style.indent !== "\t",
  });
  const formatted = draft
    .getFullText()
    .replace(/\n([ \t]*\n){2,}/g, "\n\n")
    .replace(/([{}])\n[ \t]*\n(?=[ \t]*\})/g, "$1\n")
    .replace(/(;|\{)\n[ \t]*\n(?=[ \t]*\})/g, "$1\n")
    .replace(/\{\n[ \t]*\n/g, "{\n")
    .trimEnd();
  return {
    text: `${formatted}\n`,
    notes: [...notes].map(([change, times]) => (times > 1 ? `${change} (${times} times)` : change)),
  };
}

function decisionsIn(text: string): { line: number; message: string }[] {
  return text.split("\n").flatMap((line, index) => {
    const at = line.indexOf(mark);
    return at < 0 ? [] : [{ line: index + 1, message: line.slice(at + mark.length) }];
  });
}

/** The report as text. */
export function describeMigration({ files, skipped, isChecked, untyped }: Migration, folder: string): string {
  const seen = (path: string) => relative(folder, path) || path;
  const lines = files.flatMap(({ from, to, changes, decisions }) => [
    `${seen(from)} → ${seen(to)}`,
    ...changes.map((change) => `  ${change}`),
    ...decisions.map(({ line, message }) => `  decide at line ${line}: ${message}`),
  ]);
  const left = files.reduce((sum, { decisions }) => sum + decisions.length, 0);
  return [
    ...lines,
    ...skipped.map(({ from, to }) => `${seen(from)} was left alone: ${seen(to)} exists`),
    ...(isChecked ? [] : ["types were not checked: install stratum and @types/node in the project first"]),
    ...(untyped === undefined ? [] : [`${seen(untyped)}: add "type": "module", which the new files need`]),
    files.length + skipped.length === 0
      ? "no program uses node-stratum"
      : `${files.length} ${files.length === 1 ? "file" : "files"}, ${left} ${left === 1 ? "decision" : "decisions"} left`,
  ].join("\n");
}
