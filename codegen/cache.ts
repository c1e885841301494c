import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Generated, GenerateOptions } from "./generate.js";
import { isUrl } from "./load/url.js";

/** The cached result of a generation. */
interface Remembered extends Pick<Generated, "warnings" | "degraded" | "sources" | "methods"> {
  /** Digests of the written files, by path below the output folder. */
  readonly files: Readonly<Record<string, string>>;
  /** A digest of everything else that affects the output. */
  readonly state: string;
}

/** The cached result, if it is still valid. */
export interface Unchanged extends Omit<Remembered, "files" | "state"> {
  readonly paths: readonly string[];
}

/**
 * Returns the cached result if a target's sources, options, output files and the generator are unchanged.
 * Doesn't load the printing modules.
 *
 * @param cache The cache folder.
 */
export async function recall(target: GenerateOptions, cache: string): Promise<Unchanged | undefined> {
  if (!isRememberable(target)) return undefined;
  const text = await readFile(entryOf(target, cache), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { files, state, ...known }: Remembered = JSON.parse(text);
  if (state !== (await stateOf(target, known.sources))) return undefined;
  const paths = Object.keys(files);
  const digests = await Promise.all(paths.map((path) => digestOf(join(target.output, path))));
  return digests.every((digest, index) => digest === files[paths[index] ?? ""])
    ? { ...known, paths }
    : undefined;
}

/** Caches a generation after its files are written. Ignores failures: the next generation only takes longer. */
export async function remember(target: GenerateOptions, generated: Generated, cache: string): Promise<void> {
  if (!isRememberable(target)) return;
  const { warnings, degraded, sources, methods } = generated;
  const entries = [...generated.files].map(([path, text]) => [path, digest(text)] as const);
  const remembered: Remembered = {
    ...{ warnings, degraded, sources, methods },
    files: Object.fromEntries(entries),
    state: await stateOf(target, sources),
  };
  await mkdir(cache, { recursive: true })
    .then(() => writeFile(entryOf(target, cache), JSON.stringify(remembered)))
    .catch(() => {});
}

/** Whether a target can be cached: inputs from the network and custom emitters may differ each time. */
function isRememberable({ inputs, plugins = [] }: GenerateOptions): boolean {
  return plugins.length === 0 && inputs.every((input) => input !== "-" && !isUrl(input));
}

function entryOf(target: GenerateOptions, cache: string): string {
  return join(cache, `${digest(JSON.stringify([process.cwd(), resolve(target.output)])).slice(0, 32)}.json`);
}

/** A digest of the options, the generator, all sources, and the file names in the source and output folders. */
async function stateOf(target: GenerateOptions, sources: readonly string[]): Promise<string> {
  const listed = [...target.inputs, target.output].map(namesIn);
  const parts = [generator(), ...listed, ...sources.map(digestOf)];
  return digest(JSON.stringify([target, sources, ...(await Promise.all(parts))]));
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => !name.includes("node_modules")).sort();
}

/** A digest of the generator itself: during development it changes without a new version. */
async function generator(): Promise<string> {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const names = (await namesIn(folder)).filter((name) => /\.[jt]s$/.test(name));
  const stats = await Promise.all(names.map((name) => stat(join(folder, name))));
  return digest(JSON.stringify(stats.map(({ size, mtimeMs }, index) => [names[index], size, mtimeMs])));
}

async function digestOf(file: string): Promise<string> {
  return readFile(file).then(digest, () => "");
}

function digest(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
