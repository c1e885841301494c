import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createProject } from "../../cli/create-stratum/src/create.js";
import { kinds } from "../../cli/create-stratum/src/kinds.js";
import { main } from "../../cli/create-stratum/src/main.js";
import { packageName } from "../../cli/create-stratum/src/package-name.js";
import { withFolder, write } from "../codegen/folder.js";

const [pool] = kinds;

/** Runs the program with what is typed at its prompts; without a text there is no terminal. */
async function run(args: readonly string[], typed?: string) {
  const input = new PassThrough();
  const output = new PassThrough().setEncoding("utf8");
  if (typed !== undefined) input.end(typed);
  const isTerminal = typed !== undefined;
  const printed = await main(args, { input, output, isTerminal }).catch(({ message, exitCode }) => ({
    message,
    exitCode,
  }));
  return { printed, asked: String(output.read() ?? "") };
}

describe("the command line", () => {
  it.each([
    {
      args: ["--kind", "pol"],
      says: 'unknown kind "pol": expected one of pool, proxy, service (did you mean "pool"?)',
    },
    {
      args: ["-k", "Proxy"],
      says: 'unknown kind "Proxy": expected one of pool, proxy, service (did you mean "proxy"?)',
    },
    { args: ["-k", "website"], says: 'unknown kind "website": expected one of pool, proxy, service' },
    { args: ["--knd", "pool"], says: "unknown option '--knd': see create-stratum --help" },
    { args: ["--kind"], says: "option '-k, --kind <value>' argument missing: see create-stratum --help" },
    {
      args: ["my-pool", "pool"],
      says: 'unexpected argument "pool": expected one folder; npm passes flags on behind "--" only',
    },
    {
      args: [],
      says: 'the kind is missing: pass --kind with one of pool, proxy, service, as in "npm create stratum my-pool -- --kind pool"',
    },
    {
      args: ["--kind", "service"],
      says: 'the folder is missing: name one, as in "npm create stratum my-service -- --kind service"',
    },
  ])("$args is refused without a terminal", async ({ args, says }) => {
    expect(await run(args)).toEqual({ printed: { message: says, exitCode: 2 }, asked: "" });
  });

  it("prints help with every kind and an example that it accepts", async () => {
    const { printed } = await run(["--help"]);
    for (const { name, summary } of kinds)
      expect(printed).toMatch(new RegExp(`^ +${name} +${summary}$`, "m"));
    expect(printed).toContain("\nExample\n  npm create stratum my-pool -- --kind pool\n");
  });

  it("prints its version", async () => {
    const { version } = JSON.parse(await readFile("cli/create-stratum/package.json", "utf8"));
    expect(await run(["--version"])).toEqual({ printed: `${version}\n`, asked: "" });
  });

  it("says what to do next", async () => {
    await withFolder(async (folder) => {
      const project = join(folder, "my pool");
      const { printed } = await run([project, "--kind", "pool"]);
      expect(printed).toMatch(
        `Created a pool of ${(await readFiles(project)).length} files in ${project}. Next:\n\n` +
          `  cd ${JSON.stringify(project)}\n  npm install\n  npm test\n  npm start\n`,
      );
    });
  });
});

describe("on a terminal", () => {
  it("asks for the kind, again after an unknown one, and for the folder", async () => {
    await withFolder(async (folder) => {
      const project = join(folder, "farm");
      const { printed, asked } = await run([], `prxy\n2\n${project}\n`);
      expect(printed).toContain(`Created a proxy of `);
      expect(asked).toBe(
        [
          "What would you like to create?",
          ...kinds.map(({ name, summary }, index) => `  ${index + 1}  ${name.padEnd(8)} ${summary}`),
          'Kind [pool]: unknown kind "prxy": expected one of pool, proxy, service (did you mean "proxy"?)',
          "Kind [pool]: Folder [my-proxy]: ",
        ].join("\n"),
      );
      expect(JSON.parse(await readFile(join(project, "package.json"), "utf8")).name).toBe("farm");
    });
  });

  it("does not ask for what is given", async () => {
    await withFolder(async (folder) => {
      expect((await run([join(folder, "a"), "--kind", "service"], "")).asked).toBe("");
      expect((await run([join(folder, "b"), "--yes"], "")).asked).toBe("");
      expect((await run([join(folder, "c")], "\n")).printed).toContain("Created a pool of ");
    });
  });

  it.each(["", "pool\n"])("ends without a project when the input ends after %j", async (typed) => {
    const { printed } = await run([], typed);
    expect(printed).toEqual({ message: "canceled, nothing was created", exitCode: 130 });
  });
});

describe("the folder", () => {
  it("must be new or empty, and is left as it is otherwise", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "README.md": "mine", "b/c": "", d: "", e: "" });
      const { printed } = await run([folder, "--kind", "pool"]);
      expect(printed).toEqual({
        message: `${folder} is not empty (README.md, b, d, …): choose a new or empty folder`,
        exitCode: 1,
      });
      expect(await readdir(folder)).toEqual(["README.md", "b", "d", "e"]);
      expect(await readFile(join(folder, "README.md"), "utf8")).toBe("mine");
    });
  });

  it("may have a repository in it", async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, ".git"));
      expect(await createProject(pool, folder, "1.0.0")).toContain("package.json");
    });
  });

  it("is not a file", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "file");
      await writeFile(file, "");
      const under = join(file, "project");
      expect((await run([file, "-y"])).printed).toEqual({
        message: `${file} is a file: choose a new or empty folder`,
        exitCode: 1,
      });
      expect((await run([under, "-y"])).printed).toEqual({
        message: expect.stringContaining(`can't create a project in ${under}: ENOTDIR`),
        exitCode: 1,
      });
    });
  });

  it.each([
    ["my-pool", "my-pool"],
    ["/srv/My Pool!", "my-pool"],
    ["_Grube~7.", "grube-7"],
    ["鉱山", "my-pool"],
    ["stratum", "stratum-pool"],
    ["a".repeat(300), "a".repeat(214)],
  ])("%s names the package %s", (folder, name) => {
    expect(packageName(folder, pool)).toBe(name);
  });
});

async function readFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
