import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Builds both packages: what has changed is compiled, and the list of commands is written where one of them
 * has changed. With `--clean` everything is built anew. It runs before anything is compiled, so it is JavaScript.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const packages = [
  { folder: root, commands: `${root}dist/cli/commands` },
  { folder: `${root}codegen/`, commands: `${root}codegen/dist/codegen/commands` },
];

if (process.argv.includes("--clean"))
  for (const { folder } of packages) rmSync(`${folder}dist`, { recursive: true, force: true });
if (packages.some(({ commands }) => !existsSync(commands)))
  process.stderr.write("Building stratum and stratum-codegen; this takes a few seconds the first time …\n");

const compiler = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
const { status } = spawnSync(process.execPath, [compiler, "-b", "codegen"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
const stale = packages.filter(({ folder, commands }) => isStale(folder, commands));
if (stale.length > 0) {
  const { writeManifest } = await import("./write-manifest.js");
  for (const { folder } of stale) await writeManifest(folder);
}

/**
 * @param {string} folder
 * @param {string} commands
 */
function isStale(folder, commands) {
  const manifest = statSync(`${folder}oclif.manifest.json`, { throwIfNoEntry: false });
  const files = readdirSync(commands, { recursive: true, encoding: "utf8" });
  const times = [`${folder}package.json`, ...files.map((file) => `${commands}/${file}`)];
  return !manifest || times.some((path) => statSync(path).mtimeMs > manifest.mtimeMs);
}
