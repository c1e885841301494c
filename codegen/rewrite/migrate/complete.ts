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

/** What becomes of a file of a migration: its path, and its text. */
export type Written = Map<string, string>;

/**
 * Gives parameters the types that their uses show, and says in a comment what the compiler still does not take.
 *
 * @returns Whether the types of `stratum` were there to check with.
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

/** Lets the compiler's own corrections change one file: the fields of its classes, and what its functions take. */
function applyFix(project: Project, source: SourceFile, fix: string): void {
  const { compilerObject } = project.getLanguageService().getCombinedCodeFix(source, fix);
  const own = compilerObject.changes.filter(({ fileName }) => fileName === source.getFilePath());
  source.applyTextChanges(own.flatMap(({ textChanges }) => textChanges));
}

/** A field that is only ever an object of a class has that class for its type. */
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
    // A server with data of its own has more parameters of type than can be written here.
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

/** The line of a place; where that begins within a text, which a comment would change, the line of its statement. */
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
