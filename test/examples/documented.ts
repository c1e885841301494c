import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "../codegen/compiler.js";
import { isWithoutLitecoind, litecoindProgram } from "../daemon/litecoind.js";
import { freePort } from "../free-port.js";
import { type Block, printedBy, type Section, sectionsOf } from "./sections.js";

/** What is to be known of a text besides itself. */
export interface DocumentedOptions {
  /** Ports that are written in the text, and may be taken here. */
  readonly taken: readonly string[];
  /** The titles of sections that run a litecoind. */
  readonly litecoind?: readonly string[];
  /** Starts what runs beside the sections. @returns What ends it. */
  readonly beside?: (portOf: (port: string) => string) => Promise<() => Promise<unknown>>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const { NODE_ENV, ...inherited } = process.env;
const env = { ...inherited, PATH: [dirname(litecoindProgram ?? ""), inherited.PATH].join(delimiter) };

let project: string;
const ports = new Map<string, string>();

/** A text of the project, by its path. */
export function readText(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/**
 * Tests that hold a Markdown text to what its code does. The blocks of a section are one program, but
 * for those that begin with the name of a file; commands are run where they stand, and what stands
 * behind `→` must be printed.
 */
export function itIsTrue(markdown: string, { taken, litecoind = [], beside }: DocumentedOptions): void {
  const sections = sectionsOf(markdown).filter(({ blocks }) => blocks.some(isProgram));
  const endings: (() => Promise<unknown>)[] = [];
  for (const port of taken) ports.set(port, port);

  /** A project in which both packages are installed, with a folder a section. */
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "stratum-documented-"));
    await mkdir(join(project, "node_modules/.bin"), { recursive: true });
    await symlink(root, join(project, "node_modules/stratum"));
    await symlink(join(root, "codegen"), join(project, "node_modules/stratum-codegen"));
    await symlink(join(root, "node_modules/@types"), join(project, "node_modules/@types"));
    for (const [name, program] of [
      ["stratum", "run.js"],
      ["stratum-notify", "stratum-notify.js"],
    ]) {
      const command = join(project, `node_modules/.bin/${name}`);
      await writeFile(
        command,
        `#!/bin/sh\nexec "${process.execPath}" "${join(root, "dist/cli", `${program}`)}" "$@"\n`,
      );
      await chmod(command, 0o755);
    }
    await writeFile(join(project, "package.json"), '{"type":"module"}');
    for (const port of ports.keys()) ports.set(port, String(await freePort()));
    for (const section of sections) await writeSection(section);
    const end = await beside?.((port) => ports.get(port) ?? port);
    if (end) endings.push(end);
  }, 60_000);

  afterAll(async () => {
    for (const end of endings) await end();
    await rm(project, { recursive: true, force: true });
  });

  describe.each(sections)("$title", (section) => {
    it.skipIf(litecoind.includes(section.title) && isWithoutLitecoind)(
      "prints what it says",
      async () => {
        const before = section.blocks.findIndex(isProgram);
        for (const block of section.blocks.slice(0, before)) await runCommands(section, block);
        const program = start(section);
        const printed: string[] = [];
        for (const block of section.blocks.slice(before)) {
          if (isProgram(block)) printed.push(...printedBy(block.text));
          if (block.language !== "sh") continue;
          await expect.poll(() => program.lines.length, { timeout: 20_000 }).toBe(printed.length);
          await runCommands(section, block);
        }
        const [code] = await program.closed;
        expect({ lines: program.lines, code }).toEqual({ lines: printed, code: 0 });
      },
      90_000,
    );
  });

  it("is code that the compiler takes", async () => {
    const types = { target: "es2023", lib: ["es2023", "dom"], types: ["node"], module: "nodenext" };
    const compilerOptions = { ...types, strict: true, noEmit: true, skipLibCheck: true };
    expect(await compile(project, { compilerOptions, include: ["**/*.ts"] })).toEqual([]);
  }, 60_000);
}

/** Whether a block is part of its section's program. */
function isProgram({ language, file }: Block): boolean {
  return /^(ts|[cm]?js)$/.test(language) && file === undefined;
}

function folderOf({ title }: Section): string {
  return join(project, title.toLowerCase().replaceAll(" ", "-"));
}

function programOf(section: Section): string {
  const [{ language } = { language: "ts" }] = section.blocks.filter(isProgram);
  return join(folderOf(section), `program.${language}`);
}

async function writeSection(section: Section): Promise<void> {
  await mkdir(folderOf(section), { recursive: true });
  await symlink(join(project, "node_modules"), join(folderOf(section), "node_modules"));
  const program = section.blocks.filter(isProgram).map(({ text }) => text);
  await writeFile(programOf(section), withFreePorts(program.join("\n")));
  for (const { file, text } of section.blocks) {
    if (file === undefined) continue;
    const path = join(folderOf(section), file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

function start(section: Section): { lines: string[]; closed: Promise<unknown[]> } {
  const jiti = join(root, "node_modules/jiti/lib/jiti-cli.mjs");
  const program = programOf(section);
  const args = program.endsWith(".ts") ? [jiti, program] : [program];
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: folderOf(section),
    env,
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 60_000,
  });
  const lines: string[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  return { lines, closed: once(child, "close") };
}

/** Runs a block of commands, where it is one, and holds what they print to what the block says. */
async function runCommands(section: Section, { language, text }: Block): Promise<void> {
  if (language !== "sh") return;
  const { stdout, stderr } = await promisify(execFile)("sh", ["-e", "-c", withFreePorts(text)], {
    cwd: folderOf(section),
    env,
    timeout: 60_000,
  });
  for (const [, line] of text.matchAll(/^# → (.*)$/gm)) expect(stdout + stderr).toContain(line);
}

function withFreePorts(text: string): string {
  return text.replace(/\b\d{4,5}\b/g, (digits) => ports.get(digits) ?? digits);
}
