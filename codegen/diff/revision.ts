import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { InvalidSource, type Problem } from "../check/problem.js";
import { isUrl } from "../load/url.js";

/** A loadable input, until it is removed. */
export interface Revision {
  readonly input: string;
  readonly base?: string;
  /** Restores the user's file names: `v1.2.0:api.json`. */
  readonly shown: <T extends Shown>(told: T) => T;
  readonly remove: () => Promise<void>;
}

interface Shown {
  readonly file: string;
  readonly message?: string;
}

/**
 * If an input is `<revision>:<path>` and not a file or URL, extracts the whole revision to a temporary folder, so that
 * references and imports are of the same revision. Packages are those of the working tree.
 *
 * @throws InvalidSource when git, the revision or the path is missing.
 */
export async function checkedOut(input: string, base?: string): Promise<Revision> {
  const [, revision, path] = /^([^:]{2,}|[^:\\/]):(.*)$/s.exec(input) ?? [];
  if (revision === undefined || path === undefined || isUrl(input) || (await exists(input)))
    return { input, ...(base !== undefined && { base }), shown: (told) => told, remove: async () => {} };
  const top = await git(input, ["rev-parse", "--show-toplevel"], gitHint);
  const tree = await git(
    input,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{tree}`],
    {
      message: `unknown git revision ${JSON.stringify(revision)}, and no such file`,
      expected: "a branch, a tag or a commit before the colon",
      hint: "list tags: git tag; fetch them: git fetch --tags",
    },
  );
  const folder = await realpath(await mkdtemp(join(tmpdir(), "stratum-revision-")));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const files = join(folder, "files");
    const env = { GIT_INDEX_FILE: join(folder, "index") };
    await git(input, ["read-tree", tree], gitHint, env);
    await git(input, ["-C", top, "checkout-index", "--all", `--prefix=${files}/`], gitHint, env);
    const inside = (below: string) =>
      join(files, /^\.\.?(\/|$)/.test(below) ? relative(top, resolve(below)) : below);
    const target = inside(path);
    if (!(await exists(target))) throw new InvalidSource([notInRevision(input, revision, path)]);
    await linkPackages(top, files, relative(files, target));
    return {
      input: target,
      ...(base !== undefined && { base: inside(base) }),
      shown: (told) => named(told, files, revision),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const gitHint: Omit<Problem, "severity" | "file" | "pointer"> = {
  message: "a git revision can't be read",
  expected: "a file, a folder, a URL, or <revision>:<path> within a git repository",
};

const run = promisify(execFile);

async function git(
  input: string,
  args: readonly string[],
  problem: Omit<Problem, "severity" | "file" | "pointer">,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  try {
    const { stdout } = await run("git", args, { env: { ...process.env, ...env } });
    return stdout.trim();
  } catch (error) {
    const said =
      error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n")[0] : "";
    const message = said ? `${problem.message}: ${said}` : problem.message;
    throw new InvalidSource([{ severity: "error", file: input, pointer: "", ...problem, message }]);
  }
}

function notInRevision(input: string, revision: string, path: string): Problem {
  return {
    severity: "error",
    file: input,
    pointer: "",
    message: `${revision} has no ${JSON.stringify(path)}`,
    expected: "a path from the repository's root, or from this folder if it starts with ./",
  };
}

/** Modules of a revision import the packages that the working tree has installed, from any folder on the way. */
async function linkPackages(top: string, files: string, path: string): Promise<void> {
  const steps = path.split("/").map((_, index, all) => all.slice(0, index).join("/"));
  for (const step of new Set(["", ...steps])) {
    const [from, to] = [join(top, step, "node_modules"), join(files, step, "node_modules")];
    if ((await exists(from)) && !(await exists(to)) && (await exists(dirname(to))))
      await symlink(from, to, "junction");
  }
  const outer = await outerPackages(dirname(top));
  const link = join(dirname(files), "node_modules");
  if (outer !== undefined) await symlink(outer, link, "junction");
}

async function outerPackages(folder: string): Promise<string | undefined> {
  const found = join(folder, "node_modules");
  if (await exists(found)) return found;
  return dirname(folder) === folder ? undefined : outerPackages(dirname(folder));
}

function named<T extends Shown>(told: T, files: string, revision: string): T {
  const path = relative(files, resolve(told.file));
  return {
    ...told,
    ...(!path.startsWith("..") && { file: `${revision}:${path}` }),
    ...(told.message !== undefined && { message: told.message.replaceAll(`${files}/`, `${revision}:`) }),
  };
}

async function exists(path: string): Promise<boolean> {
  return Boolean(await stat(path).catch(() => undefined));
}
