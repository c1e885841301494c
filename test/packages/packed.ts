import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The environment that users have. */
const { NODE_ENV, ...env } = process.env;

/** What a program printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in a folder. @throws where it fails, with its `code`, `stdout` and `stderr`. */
export function runIn(folder: string, program: string, ...args: readonly string[]): Promise<Printed> {
  return promisify(execFile)(program, args, { cwd: folder, env, timeout: 120_000 });
}

/** The tarballs of all packages, as they are built now, in a folder. */
export async function packAll(folder: string): Promise<{ stratum: string; codegen: string; create: string }> {
  await runIn(root, "npm", "pack", "--workspaces", "--ignore-scripts", "--pack-destination", folder);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return {
    stratum: join(folder, `stratum-${version}.tgz`),
    codegen: join(folder, `stratum-codegen-${version}.tgz`),
    create: join(folder, `create-stratum-${version}.tgz`),
  };
}

/** Installs tarballs into a project; other packages come from the cache where they can. */
export async function install(project: string, ...args: readonly string[]): Promise<void> {
  await runIn(project, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", ...args);
}
