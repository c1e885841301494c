import { Project, type SourceFile, ts } from "ts-morph";
import { InvalidSource } from "../check/problem.js";

/** A project that reads files on demand. */
export function createProject(): Project {
  return new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true, noLib: true },
  });
}

/**
 * Parses a text.
 *
 * @throws InvalidSource when it has a syntax error.
 */
export function parse(project: Project, file: string, text: string): SourceFile {
  const source = project.createSourceFile(file, text, { overwrite: true });
  const [error] = project.getProgram().getSyntacticDiagnostics(source);
  if (!error) return source;
  const { line, column } = source.getLineAndColumnAtPos(error.getStart());
  throw new InvalidSource([
    {
      severity: "error",
      file,
      pointer: "",
      place: { line, column, text: text.split(/\r?\n/)[line - 1] ?? "" },
      message: `syntax error: ${ts.flattenDiagnosticMessageText(error.compilerObject.messageText, " ")}`,
      hint: "fix it first; nothing was changed",
    },
  ]);
}
