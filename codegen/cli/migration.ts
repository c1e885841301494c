import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Facts } from "../rewrite/migrate/context.js";
import { type Migration, migrate } from "../rewrite/migrate/migrate.js";

export { describeMigration } from "../rewrite/migrate/migrate.js";

/**
 * Migrates a file, or the programs of a folder. Nothing is written.
 *
 * @throws InvalidSource for a file with a syntax error.
 */
export async function migrateFolder(path: string): Promise<Migration> {
  const files = (await stat(path)).isDirectory() ? await programsIn(resolve(path)) : [resolve(path)];
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")] as const));
  const migration = migrate(new Map(texts), await facts());
  return {
    ...migration,
    untyped: migration.files.length > 0 ? await untypedPackage(resolve(path)) : undefined,
  };
}

/** The nearest package.json, unless its type is "module". */
async function untypedPackage(path: string): Promise<string | undefined> {
  const file = join(path, "package.json");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text !== undefined) return /"type"\s*:\s*"module"/.test(text) ? undefined : file;
  return dirname(path) === path ? undefined : untypedPackage(dirname(path));
}

/** Writes new files; one that exists is never touched. */
export async function writeMigration({ files }: Migration): Promise<void> {
  for (const { to, text } of files) await writeFile(to, text, { flag: "wx" });
}

async function programsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = await Promise.all(
    entries.map(async (entry) => {
      if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return programsIn(path);
      return /\.([cm]?js|ts)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
    }),
  );
  return lists.flat().sort();
}

async function facts(): Promise<Facts> {
  const [stratum, daemon] = await Promise.all([import("stratum/server"), import("stratum/daemon")]);
  return {
    server: stratum.protocol.server,
    client: stratum.protocol.client,
    daemon: daemon.protocol.server,
    presets: Object.keys(daemon.presets),
  };
}
