import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compile } from "../codegen/compiler.js";
import { write } from "../codegen/folder.js";
import { printedBy, sectionsOf } from "../examples/sections.js";
import { install, packAll, runIn } from "./packed.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
vi.setConfig({ testTimeout: 60_000 });

let temporary: string;
let tarballs: { stratum: string; codegen: string };
/** An empty project, into which the packages are installed one after the other. */
let project: string;

const stratum = (...args: readonly string[]) => runIn(project, "npx", "--no-install", "stratum", ...args);

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "stratum-install-"));
  project = join(temporary, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "type": "module", "private": true }');
  tarballs = await packAll(temporary);
  await install(project, tarballs.stratum);
}, 120_000);

afterAll(async () => {
  await rm(temporary, { recursive: true, force: true });
});

/** Every file below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe("stratum alone", () => {
  it("installs at most 25 packages and 10 MB", async () => {
    const { packages } = JSON.parse(await readFile(join(project, "node_modules/.package-lock.json"), "utf8"));
    const bytes = filesIn(join(project, "node_modules")).reduce((sum, path) => sum + statSync(path).size, 0);
    expect(Object.keys(packages).length).toBeLessThanOrEqual(25);
    const readme = await readFile(join(root, "README.md"), "utf8");
    expect(readme).toContain(`(${Object.keys(packages).length} packages installed, less than 10 MB)`);
    expect(bytes / 1_000_000).toBeLessThanOrEqual(10);
  });

  it("says what to install for the commands of the generator, and lists its own", async () => {
    await expect(stratum("generate", "schemas", "--out", "generated")).rejects.toMatchObject({
      code: 2,
      stdout: "",
      stderr: 'stratum: "generate" needs stratum-codegen: npm install --save-dev stratum-codegen\n',
    });
    const { stdout } = await stratum("--help");
    expect(stdout).toMatch(/^ {2}serve /m);
    expect(stdout).not.toMatch(/^ {2}generate /m);
  });

  it("has what its documents link to", () => {
    const documents = filesIn(join(project, "node_modules/stratum")).filter((path) => path.endsWith(".md"));
    const links = documents.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = ""]) =>
        join(dirname(file), link),
      ),
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe("both packages", () => {
  beforeAll(async () => {
    await install(project, "--save-dev", tarballs.codegen);
    // The compiler and the types of Node.js are those of this project.
    await symlink(join(root, "node_modules/@types/node"), join(project, "node_modules/@types/node"));
  }, 120_000);

  it("list all commands", async () => {
    expect((await stratum("--help")).stdout).toMatch(/^ {2}generate [\s\S]*^ {2}serve /m);
  });

  it("generate from a first schema", async () => {
    await stratum("method", "mining.ping", "--schemas", "first");
    const { stdout } = await stratum("generate", "first", "--out", "first/generated");
    expect(stdout).toMatch(/^first\/generated: 1 method, 7 files written/);
  });

  it("compile and run the README's method, for a runtime of their version", async () => {
    const section = sectionsOf(readFileSync(join(root, "README.md"), "utf8")).find(
      ({ title }) => title === "Add a method",
    );
    const blocks = section?.blocks ?? [];
    const files = blocks.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text]]));
    const program = blocks.filter(({ language, file }) => language === "ts" && file === undefined);
    await write(project, {
      ...Object.fromEntries(files),
      "index.ts": program.map(({ text }) => text).join("\n"),
    });
    await stratum("generate", "schemas", "--out", "generated");
    const options = { target: "es2023", lib: ["es2023"], types: ["node"], module: "nodenext", strict: true };
    expect(await compile(project, { compilerOptions: options, files: ["index.ts"] })).toEqual([]);
    const { stdout } = await runIn(project, process.execPath, "index.js");
    expect(stdout.trimEnd().split("\n")).toEqual(program.flatMap(({ text }) => printedBy(text)));

    const index = join(project, "generated/index.js");
    await writeFile(
      index,
      (await readFile(index, "utf8")).replace(/requireRuntime\("[^"]+"\)/, 'requireRuntime("9.9")'),
    );
    await expect(runIn(project, process.execPath, "index.js")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("the generated code needs stratum 9.9: found "),
    });
  });
});
