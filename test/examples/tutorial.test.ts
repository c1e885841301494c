import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWithoutChromium, startChromium } from "../chromium.js";
import { freePort } from "../free-port.js";
import { packAll, runIn } from "../packages/packed.js";
import { type Block, sectionsOf } from "./sections.js";
import { type ServiceProcess, startService } from "./service-process.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const example = join(root, "examples/tasks");
const tutorial = readFileSync(join(root, "docs/tutorial.md"), "utf8");
const minutes = 60_000;

/** An empty folder with both tarballs, in which a reader does what the tutorial says. */
let project: string;
let server: ServiceProcess | undefined;
/** The ports of the tutorial, which may be taken here. */
const ports = new Map(["4000", "4001", "4002"].map((port) => [port, port]));

const here = (text: string) => text.replace(/\b400\d\b/g, (port) => ports.get(port) ?? port);

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "stratum-tutorial-"));
  await packAll(project);
  for (const port of ports.keys()) ports.set(port, String(await freePort()));
}, 2 * minutes);

afterAll(async () => {
  await server?.stop();
  await rm(project, { recursive: true, force: true });
});

describe("the tutorial", () => {
  it.each(sectionsOf(tutorial))(
    "does what it says: $title",
    async ({ blocks }) => {
      for (const block of blocks) await follow(block);
    },
    3 * minutes,
  );

  it("ends with the example", async () => {
    const files = await readdir(example, { recursive: true });
    const sources = files.filter((file) =>
      /^(?!node_modules|generated|dist)\S*\.(ts|js|css|html)$/.test(file),
    );
    expect(sources.length).toBeGreaterThan(12);
    for (const file of [...sources, "tsconfig.json"])
      expect(here(await readFile(join(project, file), "utf8")), file).toBe(
        here(await readFile(join(example, file), "utf8")),
      );
  });

  it(
    "ends with a project that builds by one command",
    async () => {
      const copy = join(project, "copy");
      await cp(example, copy, {
        recursive: true,
        filter: (path) => !/\/(node_modules|generated|dist)$/.test(path),
      });
      await symlink(join(project, "node_modules"), join(copy, "node_modules"));
      await runIn(copy, "npm", "run", "build");
      expect(await readdir(join(copy, "dist"))).toEqual(expect.arrayContaining(["client.js", "server.js"]));
      const { dependencies, devDependencies } = JSON.parse(
        await readFile(join(copy, "package.json"), "utf8"),
      );
      const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      expect([dependencies.stratum, devDependencies["stratum-codegen"]]).toEqual(
        Array(2).fill(`^${version}`),
      );
    },
    minutes,
  );

  it.skipIf(isWithoutChromium)(
    "ends with a page that works",
    async () => {
      const chromium = await startChromium();
      try {
        const page = await chromium.newPage();
        await page.open(here("http://127.0.0.1:4002/"));
        await page.click("#token");
        await page.type("alice-token");
        await page.press("Enter");
        await expect
          .poll(() => page.evaluate("list.innerText"), { timeout: 20_000 })
          .toContain("Look at the page");
        await page.click("#title");
        await page.type("Finish the tutorial");
        await page.press("Enter");
        await expect.poll(() => page.evaluate("list.innerText")).toContain("Finish the tutorial");
        expect(page.reports).toEqual([]);
      } finally {
        await chromium.close();
      }
    },
    minutes,
  );
});

/** Does what a block is for: writes or changes a file, runs commands, or finds an excerpt in its file. */
async function follow({ language, file, text }: Block): Promise<void> {
  if (language === "sh") for (const step of stepsOf(text)) await run(step);
  else if (language === "diff") await change(text);
  else if (file !== undefined) await write(file, here(text.slice(text.indexOf("\n") + 1)));
  else expect(await readFile(join(project, "page/tasks.js"), "utf8")).toContain(text);
}

interface Step {
  readonly command: string;
  readonly prints: readonly string[];
}

/** The commands of a block, with what stands behind `# →` below each. */
function stepsOf(text: string): Step[] {
  const steps: { command: string; prints: string[] }[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const [, printed] = line.match(/^# → (.*)$/) ?? [];
    if (printed === undefined) steps.push({ command: here(line), prints: [] });
    else steps.at(-1)?.prints.push(here(printed));
  }
  return steps;
}

const quietly = "export npm_config_prefer_offline=true npm_config_audit=false npm_config_fund=false;";

async function run({ command, prints }: Step): Promise<void> {
  if (command === "node dist/server.js") {
    await server?.stop();
    server = startService(project, ["dist/server.js"], { PAGE_PORT: here("4002") });
    for (const text of prints) await server.printed(text);
    return;
  }
  const { stdout, stderr } = await runIn(project, "sh", "-e", "-c", `${quietly} ${command}`);
  for (const text of prints) expect(`${stdout}${stderr}`, command).toContain(text);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, file)), { recursive: true });
  await writeFile(join(project, file), text);
}

/** Changes a file by the hunks of a `diff` block, whose first line names it. Each fits in one place. */
async function change(diff: string): Promise<void> {
  const [, file = "", hunks = ""] = diff.match(/^--- (\S+)\n([\s\S]*)$/) ?? [];
  let text = await readFile(join(project, file), "utf8");
  for (const hunk of hunks.split("@@\n")) {
    const lines = here(hunk).split("\n").slice(0, -1);
    const without = (sign: string) =>
      lines
        .filter((line) => !line.startsWith(sign))
        .map((line) => `${line.slice(1)}\n`)
        .join("");
    expect(text.split(without("+")).length, hunk).toBe(2);
    text = text.replace(without("+"), () => without("-"));
  }
  await write(file, text);
}
