import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Builds all packages: compiles what has changed, removes commands without a source, and writes the list of
 * commands if one has changed. `--clean` rebuilds everything. It runs before anything is compiled, so it is JavaScript.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const packages = [
  { folder: root, sources: `${root}cli/commands`, commands: `${root}dist/cli/commands` },
  {
    folder: `${root}codegen/`,
    sources: `${root}codegen/commands`,
    commands: `${root}codegen/dist/codegen/commands`,
  },
];

if (process.argv.includes("--clean"))
  for (const folder of [...packages.map(({ folder }) => folder), `${root}cli/create-stratum/`])
    rmSync(`${folder}dist`, { recursive: true, force: true });
if (packages.some(({ commands }) => !existsSync(commands)))
  process.stderr.write("Building stratum and stratum-codegen; this takes a few seconds the first time …\n");

const compiler = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
const { status } = spawnSync(process.execPath, [compiler, "-b", "codegen", "cli/create-stratum"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
for (const program of ["dist/cli/run", "dist/cli/stratum-notify", "cli/create-stratum/dist/run"])
  chmodSync(`${root}${program}.js`, 0o755);

const bundled = `${root}dist/cli/packages`;
if (isNewer(bundled, `${bundled}/LICENSES.txt`)) {
  const { bundle } = await import("./bundle.js");
  await bundle(bundled);
}
for (const { folder, sources, commands } of packages) {
  for (const file of readdirSync(commands, { recursive: true, encoding: "utf8" }))
    if (file.includes(".") && !existsSync(`${sources}/${file.replace(/\..*$/, ".ts")}`))
      rmSync(`${commands}/${file}`);
  const manifest = `${folder}oclif.manifest.json`;
  if (!isNewer(commands, manifest) && !isNewer(`${folder}package.json`, manifest)) continue;
  const { writeManifest } = await import("./write-manifest.js");
  await writeManifest(folder);
}

/**
 * Whether a file, or any file in a folder, is newer than another.
 *
 * @param {string} path
 * @param {string} than
 */
function isNewer(path, than) {
  const time = statSync(than, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const inside = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: "utf8" }) : [];
  return [path, ...inside.map((name) => `${path}/${name}`)].some((file) => statSync(file).mtimeMs > time);
}
