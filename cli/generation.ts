import { statSync, watch } from "node:fs";
import { dirname } from "node:path";
import {
  type Changes,
  compareOutput,
  formatProblem,
  type Generated,
  type GenerateOptions,
  generate,
  writeOutput,
} from "../codegen/index.js";

/** What is done with what was generated. */
export type Mode = "write" | "check" | "dry-run";

/** Generates a target and says what came of it. */
export async function generateTarget(
  target: GenerateOptions,
  mode: Mode,
): Promise<{ isCurrent: boolean; sources: readonly string[] }> {
  const start = performance.now();
  const generated = await generate(target);
  const changes = await compareOutput(target.output, generated.files);
  if (mode === "write") await writeOutput(target.output, generated.files, changes);
  for (const warning of generated.warnings) process.stderr.write(`${formatProblem(warning)}\n\n`);
  if (mode !== "write")
    for (const line of changeLines(target.output, changes)) process.stdout.write(`${line}\n`);
  if (mode !== "check")
    process.stdout.write(`${summary(target, generated, changes, mode, performance.now() - start)}\n`);
  return {
    isCurrent: changes.added.length + changes.changed.length + changes.stale.length === 0,
    sources: generated.sources,
  };
}

/** Milliseconds in which changes are gathered: editors write more than once. */
const settling = 50;

/** Generates a target, and again whenever one of its sources changes. It never ends by itself. */
export async function watchTarget(target: GenerateOptions): Promise<void> {
  const watched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  const follow = (folder: string, recursive: boolean) => {
    if (watched.has(folder)) return;
    watched.add(folder);
    watch(folder, { recursive }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        last = last.then(run);
      }, settling);
    });
  };
  const run = async () => {
    try {
      const { sources } = await generateTarget(target, "write");
      for (const source of sources) follow(dirname(source), false);
    } catch (error) {
      process.stderr.write(
        `nothing was written\n\n${error instanceof Error ? error.message : String(error)}\n\n`,
      );
    }
  };
  for (const input of target.inputs) {
    const isFolder = statSync(input, { throwIfNoEntry: false })?.isDirectory() ?? false;
    follow(isFolder ? input : dirname(input), isFolder);
  }
  last = last.then(run);
  await last;
}

function changeLines(folder: string, { added, changed, stale }: Changes): string[] {
  return [
    ...added.map((path) => `missing   ${folder}/${path}`),
    ...changed.map((path) => `differs   ${folder}/${path}`),
    ...stale.map((path) => `stale     ${folder}/${path}`),
  ];
}

function summary(
  { output }: GenerateOptions,
  { methods }: Generated,
  changes: Changes,
  mode: Mode,
  milliseconds: number,
): string {
  const written = changes.added.length + changes.changed.length;
  const would = mode === "dry-run" ? " would be" : "";
  const parts = [
    `${methods} methods`,
    `${written} files${would} written`,
    `${changes.unchanged.length} unchanged`,
  ];
  if (changes.stale.length > 0) parts.push(`${changes.stale.length}${would} removed`);
  return `${output}: ${parts.join(", ")} (${Math.round(milliseconds)} ms)`;
}
