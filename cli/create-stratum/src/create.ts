import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Kind } from "./kinds.js";
import { packageName } from "./package-name.js";
import { Refusal } from "./refusal.js";
import { projectFiles } from "./templates.js";

/** What git and operating systems leave in a folder that is empty otherwise. */
const ignored = new Set([".git", ".DS_Store"]);

/**
 * Writes a project into a folder that is new or empty.
 *
 * @param version Of both packages that the project depends on.
 * @returns The files, as paths below the folder.
 * @throws Refusal if the folder is not empty, not a folder, or can't be written.
 */
export async function createProject(kind: Kind, folder: string, version: string): Promise<string[]> {
  const files = await projectFiles(kind, packageName(folder, kind), version);
  try {
    await requireEmpty(folder);
    for (const [path, text] of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: "wx" });
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new Refusal(`can't create a project in ${folder}: ${error.message}`, 1);
  }
  return [...files.keys()];
}

async function requireEmpty(folder: string): Promise<void> {
  const existing = await stat(folder).catch(() => undefined);
  if (!existing) return;
  if (!existing.isDirectory()) throw new Refusal(`${folder} is a file: choose a new or empty folder`, 1);
  const found = (await readdir(folder)).filter((name) => !ignored.has(name));
  if (found.length === 0) return;
  const shown = found.length > 3 ? [...found.slice(0, 3), "…"] : found;
  throw new Refusal(`${folder} is not empty (${shown.join(", ")}): choose a new or empty folder`, 1);
}
