import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stratum } from "../codegen/command.js";
import { type Complaint, compile } from "../codegen/compiler.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const example = join(root, "examples/tasks");

/** The example as a project of its own, generated and compiled. */
export interface TasksProject {
  readonly folder: string;
  /** What the compiler said, of the programs and of the page. */
  readonly complaints: readonly Complaint[];
  remove(): Promise<void>;
}

/** Options beyond `strict` that hold here as well. */
const stricter = {
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
};

/** Copies the example, and links both packages into it. */
export async function createTasksProject(): Promise<TasksProject> {
  const folder = await mkdtemp(join(tmpdir(), "stratum-tasks-"));
  await cp(example, folder, {
    recursive: true,
    filter: (path) => !/\/(node_modules|generated|dist)$/.test(path),
  });
  await mkdir(join(folder, "node_modules"));
  await symlink(root, join(folder, "node_modules/stratum"));
  await symlink(join(root, "codegen"), join(folder, "node_modules/stratum-codegen"));
  await symlink(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
  const { code, stderr } = await stratum(["generate", "schemas", "--out", "generated"], folder);
  if (code !== 0) throw new Error(stderr);
  const complaints = [...(await compiled(folder, "")), ...(await compiled(folder, "page"))];
  return { folder, complaints, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function compiled(folder: string, part: string): Promise<Complaint[]> {
  const config = JSON.parse(await readFile(join(example, part, "tsconfig.json"), "utf8"));
  const compilerOptions = { ...config.compilerOptions, ...stricter };
  return compile(join(folder, part), { ...config, compilerOptions });
}
