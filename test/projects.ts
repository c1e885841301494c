import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What a test file needs: this process alone, other processes, or a real litecoind. */
export type ProjectName = "unit" | "processes" | "litecoind";

/**
 * Sorts test files into projects by what they import, their helpers included: `litecoind` if they can start
 * the real daemon, `processes` if they start other programs, otherwise `unit`.
 *
 * @param folder The folder with the tests.
 * @returns Absolute paths.
 */
export function testFiles(folder: string): Record<ProjectName, string[]> {
  const files: Record<ProjectName, string[]> = { unit: [], processes: [], litecoind: [] };
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (/\.test\.ts$/.test(name)) files[projectOf(join(folder, name))].push(join(folder, name));
  }
  return files;
}

function projectOf(file: string): ProjectName {
  const imports = importsOf(file);
  if ([...imports].some((path) => path.endsWith("/daemon/litecoind.ts"))) return "litecoind";
  return imports.has("node:child_process") ? "processes" : "unit";
}

/** What a test file imports, and what the test helpers import that it leads to. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(
    /^(?:import|\}|export)[^;]*? from "([^"]+)"/gms,
  )) {
    const path = name.startsWith(".") ? resolve(dirname(file), name.replace(/\.js$/, ".ts")) : name;
    if (found.has(path)) continue;
    found.add(path);
    // Programs that a test writes as text may import what is not here.
    if (existsSync(path) && /\/test\/.*\.ts$/.test(path)) importsOf(path, found);
  }
  return found;
}
