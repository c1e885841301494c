import { statSync, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { recall, remember } from "../cache.js";
import { formatPlace, formatProblem, InvalidSource } from "../check/problem.js";
import type { Generated, GenerateOptions } from "../generate.js";
import { generate } from "../lazy.js";
import { isUrl } from "../load/url.js";
import { type Changes, compareOutput, writeOutput } from "../output.js";
import { type Clock, createClock } from "./clock.js";
import { unifiedDiff } from "./line-diff.js";
import { flat } from "./problems.js";

/** What to do with the generated files. */
type Mode = "write" | "check" | "dry-run";

export interface RunOptions {
  readonly mode: Mode;
  /** Prints the duration of each stage. */
  readonly verbose: boolean;
  /** Whether the only output is one JSON array, with an entry per target. */
  readonly json?: boolean;
  /** The cache folder, with digests of inputs and outputs. Default: no cache. */
  readonly cache?: string;
  /** The user's handlers file, to which missing handlers are added; for a single target only. */
  readonly scaffold?: string | undefined;
}

/** A target, generated and compared with the output folder; nothing is written yet. */
interface Prepared {
  readonly target: GenerateOptions;
  readonly generated: Generated;
  readonly changes: Changes;
  readonly clock: Clock;
}

/**
 * Generates targets and prints the results. All are generated before the first file is written.
 *
 * @throws InvalidSource with the problems of all targets.
 */
export async function generateTargets(
  targets: readonly GenerateOptions[],
  { mode, verbose, json = false, cache, scaffold }: RunOptions,
): Promise<{ isCurrent: boolean; sources: readonly string[] }> {
  // The cache has no texts, but the handlers are read from them.
  const prepared = await prepareAll(targets, scaffold === undefined ? cache : undefined);
  const handlers = scaffold === undefined ? undefined : await handlersFor(scaffold, prepared);
  for (const { target, generated, changes, clock } of prepared) {
    if (mode === "write") {
      clock.begins("write");
      await writeOutput(target.output, generated.files, changes);
      clock.ends();
    }
    const isWritten = mode === "write" || isCurrent(changes);
    if (cache !== undefined && isWritten && generated.files.size > 0)
      await remember(target, generated, cache);
    if (json) continue;
    for (const warning of generated.warnings) process.stderr.write(`${formatProblem(warning)}\n\n`);
    if (mode !== "write") await showDrift(target.output, generated, changes, mode);
    if (mode !== "check") process.stdout.write(`${summary(target, generated, changes, mode, clock)}\n`);
    if (verbose) for (const line of clock.lines()) process.stdout.write(`${line}\n`);
    process.stdout.write(degradedList(generated.degraded));
  }
  if (json) process.stdout.write(`${JSON.stringify(prepared.map(report), null, 2)}\n`);
  if (mode === "write") await handlers?.write();
  if (!json) for (const line of handlers?.lines(mode) ?? []) process.stdout.write(`${line}\n`);
  return {
    isCurrent: prepared.every(({ changes }) => isCurrent(changes)) && (handlers?.isCurrent ?? true),
    sources: prepared.flatMap(({ generated }) => generated.sources),
  };
}

function isCurrent({ added, changed, stale }: Changes): boolean {
  return added.length + changed.length + stale.length === 0;
}

/** One line for each part that is less strict than its source. */
function degradedList(degraded: Generated["degraded"]): string {
  if (degraded.length === 0) return "";
  const lines = degraded.map(({ rule, message, ...at }) => `  ${formatPlace(at)}: ${message} (${rule})\n`);
  return `less strict than the source, in ${count(degraded.length, "place")} (--strict makes it an error):\n${lines.join("")}`;
}

/** The JSON output for a target. */
function report({ target, generated, changes }: Prepared): object {
  const { methods, warnings, degraded } = generated;
  return { output: target.output, methods, ...changes, warnings: flat(warnings), degraded: flat(degraded) };
}

/** Loads the editor of handlers on demand: it takes long to load and is rarely needed. */
async function handlersFor(file: string, prepared: readonly Prepared[]) {
  const [first] = prepared;
  const text = first?.generated.files.get("handlers.ts");
  if (!first || text === undefined) throw noHandlers(file);
  const { describeHandlers, scaffoldFor, writeHandlers } = await import("./handlers-file.js");
  const handlers = await scaffoldFor(file, first.target, text);
  return {
    isCurrent: handlers.added.length === 0,
    write: () => writeHandlers(handlers),
    lines: (mode: Mode) => describeHandlers(handlers, mode),
  };
}

function noHandlers(file: string): InvalidSource {
  return new InvalidSource([
    {
      severity: "error",
      file,
      pointer: "",
      message: "--scaffold needs the handlers' types, but they are not generated",
      expected: "handlers in --emit",
    },
  ]);
}

async function prepareAll(targets: readonly GenerateOptions[], cache?: string): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  const problems: InvalidSource["problems"][number][] = [];
  for (const target of targets) {
    const clock = createClock(target.output);
    try {
      clock.begins("recall");
      const known = cache === undefined ? undefined : await recall(target, cache);
      if (known) {
        const { paths, ...generated } = known;
        const changes = { added: [], changed: [], stale: [], unchanged: paths };
        prepared.push({ target, generated: { ...generated, files: new Map() }, changes, clock });
        continue;
      }
      const generated = await generate(target, clock.begins);
      clock.begins("compare");
      const changes = await compareOutput(target.output, generated.files);
      prepared.push({ target, generated, changes, clock });
    } catch (error) {
      if (!(error instanceof InvalidSource)) throw error;
      problems.push(...error.problems);
    } finally {
      clock.ends();
    }
  }
  if (problems.length > 0) throw new InvalidSource(problems);
  return prepared;
}

/** Milliseconds to wait for further changes: editors write more than once. */
const settling = 50;

/** Generates a target, and again whenever one of its sources changes. Runs until it is stopped. */
export async function watchTarget(target: GenerateOptions, verbose: boolean): Promise<void> {
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
      const { sources } = await generateTargets([target], { mode: "write", verbose });
      for (const source of sources) follow(dirname(source), false);
    } catch (error) {
      process.stderr.write(
        `nothing was written\n\n${error instanceof Error ? error.message : String(error)}\n\n`,
      );
    }
  };
  for (const input of [...target.inputs, ...(target.overlays ?? [])]) {
    if (isUrl(input) || input === "-") continue;
    const isFolder = statSync(input, { throwIfNoEntry: false })?.isDirectory() ?? false;
    follow(isFolder ? input : dirname(input), isFolder);
  }
  last = last.then(run);
  await last;
}

/** The maximum number of diff lines printed per file. */
const shownLines = 30;

async function showDrift(
  folder: string,
  { files }: Generated,
  { added, changed, stale }: Changes,
  mode: Mode,
): Promise<void> {
  for (const path of added) process.stdout.write(`missing   ${folder}/${path}\n`);
  for (const path of changed) {
    process.stdout.write(`differs   ${folder}/${path}\n`);
    if (mode !== "check") continue;
    const there = (await readFile(join(folder, path), "utf8")).replaceAll("\r\n", "\n");
    const lines = unifiedDiff(there, files.get(path) ?? "");
    for (const line of lines.slice(0, shownLines)) process.stdout.write(`  ${line}\n`);
    if (lines.length > shownLines) process.stdout.write(`  … and ${lines.length - shownLines} more lines\n`);
  }
  for (const path of stale) process.stdout.write(`stale     ${folder}/${path}\n`);
}

function summary(
  { output }: GenerateOptions,
  { methods }: Generated,
  changes: Changes,
  mode: Mode,
  clock: Clock,
): string {
  const written = changes.added.length + changes.changed.length;
  const would = mode === "dry-run" ? " would be" : "";
  const parts = [
    count(methods, "method"),
    `${count(written, "file")}${would} written`,
    `${changes.unchanged.length} unchanged`,
  ];
  if (changes.stale.length > 0) parts.push(`${changes.stale.length}${would} removed`);
  return `${output}: ${parts.join(", ")} (${Math.round(clock.total())} ms)`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
