import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of a program in PATH, or of one of the given files; undefined if none of them is installed. */
export function installed(name: string, files: readonly string[] = []): string | undefined {
  const found = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return [...files, ...found].find(isExecutable);
}

/** Whether tests that need a program are skipped. They never are in CI, where they fail without it. */
export function isSkippedWithout(program: string | undefined): boolean {
  return program === undefined && process.env.CI !== "true";
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
