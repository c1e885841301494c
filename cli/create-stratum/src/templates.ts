import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Kind } from "./kinds.js";

const templates = fileURLToPath(new URL("../templates", import.meta.url));

/**
 * The files of a new project: those of `templates/base`, which all kinds share, and those of its kind.
 *
 * @param name The project's name; it takes the place of `{{name}}` in texts, and of `name` in `name.service`.
 * @param version Takes the place of `{{version}}`.
 * @returns Texts by path.
 */
export async function projectFiles(kind: Kind, name: string, version: string): Promise<Map<string, string>> {
  const facts = { name, version, summary: kind.summary, port: String(kind.port) };
  const paths = new Map([
    // npm packs no file of this name.
    ["gitignore", ".gitignore"],
    ["name.service", `${name}.service`],
  ]);
  const files = new Map<string, string>();
  for (const folder of [join(templates, "base"), join(templates, kind.name)])
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(folder.length + 1);
      files.set(paths.get(path) ?? path, fill(await readFile(file, "utf8"), facts));
    }
  return files;
}

function fill(text: string, facts: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (token, fact) => facts[fact] ?? token);
}
