import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The commands of `stratum-codegen`. */
export const generatorCommands = ["diff", "generate", "lint", "method", "migrate", "mock"];

/**
 * The folder of `stratum-codegen`: in the user's project, else beside this package.
 *
 * @returns Undefined when it is not installed.
 */
export function generatorFolder(cwd = process.cwd()): string | undefined {
  for (const from of [join(cwd, "package.json"), import.meta.url]) {
    try {
      return dirname(createRequire(from).resolve("stratum-codegen/package.json"));
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
