import {
  ModuleKind,
  ModuleResolutionKind,
  Node,
  Project,
  ScriptTarget,
  type SourceFile,
  SyntaxKind,
  ts,
} from "ts-morph";
import { mark } from "./context.js";

/** A migrated file: its path and text. */
export type Written = Map<string, string>;

/**
 * Gives parameters the types that their uses show, and adds a comment for each remaining compiler error.
 *
 * @returns Whether the types of `stratum` were available for the check.
 */
export function complete(files: Written): boolean {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      strict: true,
      target: ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
      module: ModuleKind.ESNext,
      moduleResolution: ModuleResolutionKind.Bundler,
      esModuleInterop: true,
      resolveJsonModule: true,
      types: ["node"],
      skipLibCheck: true,
      noEmit: true,
    },
  });
  const sources = [...files].map(([path, text]) => project.createSourceFile(path, text, { overwrite: true }));
  for (const source of sources) {
    applyFix(project, source, "fixMissingMember");
    nameFields(source);
    applyFix(project, source, "inferFromUsage");
  }
  const isChecked = !sources.some((source) => missesStratum(project, source));
  for (const source of sources) {
    if (isChecked) explain(project, source);
    files.set(source.getFilePath(), source.getFullText());
  }
  return isChecked;
}

/** Applies the compiler's own fixes to one file: missing class fields and parameter types. */
function applyFix(project: Project, source: SourceFile, fix: string): void {
  const { compilerObject } = project.getLanguageService().getCombinedCodeFix(source, fix);
  const own = compilerObject.changes.filter(({ fileName }) => fileName === source.getFilePath());
  source.applyTextChanges(own.flatMap(({ textChanges }) => textChanges));
}

/** A field that is only assigned objects of one class gets that class as its type. */
function nameFields(source: SourceFile): void {
  for (const field of source.getClasses().flatMap((one) => one.getProperties())) {
    if (field.getTypeNode()?.getText() !== "any" || field.hasInitializer()) continue;
    const values = source
      .getDescendantsOfKind(SyntaxKind.BinaryExpression)
      .filter(
        (one) =>
          one.getLeft().getText() === `this.${field.getName()}` && one.getOperatorToken().getText() === "=",
      )
      .map((one) => one.getRight());
    const [made] = values;
    // The type of a server with `data` has more parameters than can be written here.
    if (values.length !== 1 || !Node.isNewExpression(made) || /\bdata: \(/.test(made.getText())) continue;
    field.setType(made.getExpression().getText());
  }
}

function missesStratum(project: Project, source: SourceFile): boolean {
  return project
    .getProgram()
    .getSemanticDiagnostics(source)
    .some((one) => one.getCode() === 2307 && /'stratum/.test(textOf(one.compilerObject)));
}

/** A comment above every line that does not compile. */
function explain(project: Project, source: SourceFile): void {
  const complaints = new Map<number, string>();
  const program = project.getProgram();
  for (const one of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
    const line = lineOf(source, one.getStart() ?? 0);
    if (!complaints.has(line)) complaints.set(line, textOf(one.compilerObject));
  }
  const lines = source.getFullText().split("\n");
  const output = lines.flatMap((line, index) => {
    const complaint = complaints.get(index + 1);
    if (complaint === undefined || lines[index - 1]?.trim().startsWith(mark.trim())) return [line];
    return [`${line.match(/^\s*/)?.[0] ?? ""}${mark}${complaint}`, line];
  });
  source.replaceWithText(output.join("\n"));
}

/** The line of a position; within a template literal, which a comment would change, the line of its statement. */
function lineOf(source: SourceFile, at: number): number {
  const { line, column } = source.getLineAndColumnAtPos(at);
  const start = at - column + 1;
  const template = source
    .getDescendants()
    .find((one) => isTemplate(one) && one.getStart() < start && one.getEnd() > start);
  const statement = template?.getFirstAncestor((one) => Node.isStatement(one) && !Node.isBlock(one));
  return statement ? statement.getStartLineNumber() : line;
}

function isTemplate(node: Node): boolean {
  return Node.isTemplateExpression(node) || Node.isNoSubstitutionTemplateLiteral(node);
}

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, " ").replace(/\s+/g, " ").slice(0, 160);
}
