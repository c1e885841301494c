import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { diff } from "../../../codegen/index.js";
import { stratum } from "../command.js";
import { methodModule, problemsOf, withFolder, write } from "../folder.js";
import { documentOf, request } from "../inline.js";

/** Each command takes most of a second, and much more on a machine that is busy. */
vi.setConfig({ testTimeout: 60_000 });

const api = JSON.stringify(documentOf({ methods: [request("get", [], { $ref: "shapes/id.json#/Id" })] }));
const shapes = (type: string) => JSON.stringify({ Id: { type } });

function git(folder: string, ...args: string[]): void {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@pool.example", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...author, ...args], { cwd: folder, stdio: "pipe" });
}

/** Runs something in a repository with a tag v1 of these files. */
function inRepository(
  files: Record<string, string>,
  run: (folder: string) => Promise<void>,
  parent?: string,
): Promise<void> {
  return withFolder(async (folder) => {
    git(folder, "init", "--quiet");
    await write(folder, files);
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "first");
    git(folder, "tag", "v1");
    await run(folder);
  }, parent);
}

const first = { "rpc/api.json": api, "rpc/shapes/id.json": shapes("string") };

/** What a command leaves behind, of what it writes for the time being. */
async function leftBehind(args: readonly string[], folder: string) {
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  vi.stubEnv("TMPDIR", temporary);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const ended = await stratum(args, folder);
  return { ...ended, left: readdirSync(temporary).filter((name) => name.startsWith("stratum-")) };
}

describe("a side in a git revision", () => {
  it("is read with all that it refers to from that revision, and leaves nothing behind", async () => {
    await inRepository(first, async (folder) => {
      await write(folder, { "rpc/shapes/id.json": shapes("number") });
      const { code, stdout, stderr, left } = await leftBehind(
        ["diff", "v1:rpc/api.json", "rpc/api.json"],
        folder,
      );
      expect({ code, stderr, left }).toEqual({ code: 1, stderr: "", left: [] });
      expect(stdout).toContain("`Id` changed from string to number");
      git(folder, "rm", "--quiet", "--cached", "rpc/shapes/id.json");
      await write(folder, { "rpc/api.json": JSON.stringify(documentOf({ methods: [request("put")] })) });
      const gone = await stratum(["diff", "v1:rpc/api.json", "rpc/api.json"], folder);
      expect(gone.stdout).toMatch(
        /breaking for clients: get: the method was removed[\s\S]*\n {2}v1:rpc\/api\.json:1:\d+ \/methods\/0/,
      );
    });
  });

  it("may be both sides, and a path that begins with ./ is one from this folder", async () => {
    await inRepository(first, async (folder) => {
      await write(folder, { "rpc/shapes/id.json": shapes("number") });
      git(folder, "commit", "--all", "--quiet", "--message", "second");
      await write(folder, { "rpc/shapes/id.json": shapes("string") });
      const { stdout } = await stratum(["diff", "v1:./api.json", "HEAD:./api.json"], join(folder, "rpc"));
      expect(stdout).toMatch(/\n {2}HEAD:rpc\/shapes\/id\.json:1:\d+ \/Id\n/);
    });
  });

  it("may be a folder of schema modules, with what they import and the packages of today", async () => {
    const modules = (type: string) => ({
      "schemas/get.ts": methodModule(
        "get",
        "params: {}, result: shape",
        'import { shape } from "../shapes/shape.ts";',
      ),
      "shapes/shape.ts": `import { type } from "words"; import { Type } from "${methodModule("", "").match(/"([^"]+)"/)?.[1]}"; export const shape = type === "ours" ? Type.${type}() : Type.Null();`,
    });
    await inRepository(modules("String"), async (folder) => {
      await write(folder, {
        ...modules("Number"),
        "node_modules/words/package.json": '{ "name": "words", "type": "module", "exports": "./index.js" }',
        "node_modules/words/index.js": 'export const type = "ours";',
      });
      const { stdout, stderr } = await stratum(["diff", "v1:schemas", "schemas"], folder);
      expect(stderr).toBe("");
      expect(stdout).toContain("breaking for clients: get: `result` changed from string to number");
    });
  });

  it.each([
    ["v2:rpc/api.json", 'unknown git revision "v2", and no such file'],
    ["--all:rpc/api.json", 'unknown git revision "--all", and no such file'],
    ["v1:api.json", 'v1 has no "api.json"'],
  ])("is refused where it is not there: %s", async (side, message) => {
    await inRepository(first, async (folder) => {
      const { code, stderr, left } = await leftBehind(["diff", "--", side, "rpc/api.json"], folder);
      expect({ code, left }).toEqual({ code: 2, left: [] });
      expect(stderr).toContain(`${side}\n  error: ${message}`);
    });
  });

  it("has problems under the names that a user knows", async () => {
    await inRepository({ ...first, "rpc/shapes/id.json": "{}" }, async (folder) => {
      const { stderr } = await stratum(["diff", "v1:rpc/api.json", "rpc/api.json"], folder);
      expect(stderr).toContain("v1:rpc/api.json:1:");
      expect(stderr).not.toContain(tmpdir());
    });
  });

  it("is looked for in a repository only", async () => {
    await withFolder(async (folder) => {
      const { code, stderr } = await stratum(["diff", "v1:api.json", "v1:api.json"], folder);
      expect(code).toBe(2);
      expect(stderr).toContain("a git revision can't be read: fatal: not a git repository");
      const both = await stratum(["diff", "v1:api.json", "absent.json"], folder);
      expect(both.stderr).toContain("a git revision can't be read");
      expect(both.stderr).toContain("absent.json\n  error: no such file or folder");
    });
  });
});

describe("references of both sides", () => {
  it("have a base each: what both bases hold is not taken for the same", async () => {
    await withFolder(async (folder) => {
      await write(folder, {
        "old.json": api,
        "new.json": api,
        "1.0/shapes/id.json": shapes("string"),
        "2.0/shapes/id.json": shapes("number"),
      });
      const [old, now] = [join(folder, "old.json"), join(folder, "new.json")];
      const bases = { oldBase: join(folder, "1.0"), newBase: join(folder, "2.0") };
      expect(await diff(old, now, bases)).toMatchObject([
        { severity: "breaking", message: "`Id` changed from string to number" },
      ]);
      const problems = await problemsOf(diff(old, now, { oldBase: bases.oldBase }));
      expect(problems.map(({ file }) => file.replace(/^.*\//, ""))).toEqual(["new.json"]);
      const { code, stderr } = await stratum(["diff", "old.json", "new.json", "--base", "1.0"], folder);
      expect(code).toBe(2);
      expect(stderr).toContain("--base");
    });
  });

  it("in a revision have a base in that revision", async () => {
    const files = { "old.json": api, "1.0/shapes/id.json": shapes("string") };
    await inRepository(files, async (folder) => {
      await write(folder, { "1.0/shapes/id.json": shapes("number") });
      const bases = ["--old-base", "1.0", "--new-base", "1.0"];
      const { stdout } = await stratum(["diff", "v1:old.json", "old.json", ...bases], folder);
      expect(stdout).toContain("`Id` changed from string to number");
    });
  });
});
