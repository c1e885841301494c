import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidSource, type Problem } from "../../codegen/index.js";

/** What schema modules of a test import, as `stratum-codegen`. */
export const schemaModule = fileURLToPath(new URL("../../codegen/schema/index.ts", import.meta.url));

/** Runs something with a folder of its own, which is gone afterwards. */
export async function withFolder<T>(
  run: (folder: string) => Promise<T>,
  parent: string = tmpdir(),
): Promise<T> {
  const folder = await mkdtemp(join(parent, "stratum-codegen-"));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes texts below a folder. */
export async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** A schema module of one method, written in short: `import` stands above it. */
export function methodModule(name: string, facts: string, more = ""): string {
  return [
    `import { method, optional, param, positions, Type } from "${schemaModule}";`,
    more,
    `export default method("${name}", { summary: "Does it.", ${facts} });`,
    "",
  ].join("\n");
}

/** What is wrong with sources, where generation must fail; folders are left out of messages. */
export async function problemsOf(generation: Promise<unknown>): Promise<readonly Problem[]> {
  const error: unknown = await generation.then(
    () => new Error("nothing was wrong"),
    (error) => error,
  );
  if (!(error instanceof InvalidSource)) throw error;
  return error.problems;
}
