import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { InvalidSource, type Problem } from "../check/problem.js";
import { readUrl } from "./discover.js";
import { parseSource, readSource, type SourceText } from "./document.js";
import type { Loaded } from "./loaded.js";
import { loadOpenRpc } from "./openrpc.js";
import type { Reader } from "./reader.js";
import { readForeign } from "./readers.js";
import { isUrl } from "./url.js";

/** How inputs are read. */
export interface LoadOptions {
  /** Base folder of relative references between documents. Default: the referring file's folder. */
  readonly base?: string;
  /** Overlays: files of patches for the documents, applied in this order. */
  readonly overlays?: readonly string[];
  /**
   * A file with `user:password` for nodes, like a coin daemon's `.cookie`. Default: those in the URL,
   * otherwise the variable `STRATUM_CREDENTIALS`.
   */
  readonly credentials?: string;
  /**
   * Readers of formats other than OpenRPC. The first one that accepts a document reads it; overlays apply
   * to its output. Not used for a folder of schema modules.
   */
  readonly readers?: readonly Reader[];
}

/**
 * Loads inputs: one folder of schema modules, or OpenRPC documents that are merged into one: JSON or YAML
 * files, `-` for standard input, URLs of documents or of nodes that support `rpc.discover`.
 *
 * @throws InvalidSource when an input is missing or invalid.
 */
export async function load(inputs: readonly string[], options: LoadOptions = {}): Promise<Loaded> {
  const { base, overlays = [], credentials, readers = [] } = options;
  const kinds = await Promise.all(inputs.map(kindOf));
  const missing = inputs.filter((_, index) => kinds[index] === "missing");
  if (missing.length > 0) throw new InvalidSource(missing.map(missingProblem));
  const [first] = inputs;
  if (first !== undefined && inputs.length === 1 && kinds[0] === "folder") {
    if (overlays.length > 0) throw new InvalidSource(overlays.map(overModulesProblem));
    const { loadModules } = await import("./modules.js");
    return loadModules(first);
  }
  const folders = inputs.filter((_, index) => kinds[index] === "folder");
  if (folders.length > 0) throw new InvalidSource(folders.map(mixedProblem));
  const texts = await all(
    inputs.map(async (input) => readForeign(await readInput(input, credentials), readers)),
  );
  return loadOpenRpc(texts, await all(overlays.map(readOverlay)), base);
}

async function kindOf(input: string): Promise<"folder" | "file" | "missing"> {
  if (input === "-" || isUrl(input)) return "file";
  const found = await stat(input).catch(() => undefined);
  if (!found) return "missing";
  return found.isDirectory() ? "folder" : "file";
}

/** Waits for all, and throws the problems of all. */
async function all<T>(readings: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(readings);
  const errors = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  const other = errors.find((error) => !(error instanceof InvalidSource));
  if (other !== undefined) throw other;
  if (errors.length > 0) throw new InvalidSource(errors.flatMap(({ problems }) => problems));
  return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

async function readOverlay(file: string): Promise<SourceText> {
  return readSource(relative(process.cwd(), file)).catch(() => {
    throw new InvalidSource([noOverlayProblem(file)]);
  });
}

async function readInput(input: string, credentials: string | undefined): Promise<SourceText> {
  if (isUrl(input)) return readUrl(input, credentials);
  if (input !== "-") return readSource(relative(process.cwd(), input));
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return parseSource("standard input", Buffer.concat(chunks).toString("utf8"));
}

function missingProblem(input: string): Problem {
  return {
    severity: "error",
    file: input,
    pointer: "",
    message: "no such file or folder",
    expected: "a folder of schema modules, an OpenRPC document in JSON or YAML, or a URL",
    hint: "create a schema: npx stratum method mining.hashrate",
  };
}

function noOverlayProblem(file: string): Problem {
  return {
    severity: "error",
    file,
    pointer: "",
    message: "the overlay can't be read",
    expected: "a JSON or YAML file of patches",
  };
}

function overModulesProblem(file: string): Problem {
  return {
    severity: "error",
    file,
    pointer: "",
    message: "an overlay can't be applied to a folder of schema modules",
    expected: "an OpenRPC document",
    hint: "change the modules instead",
  };
}

function mixedProblem(input: string): Problem {
  return {
    severity: "error",
    file: input,
    pointer: "",
    message: "a folder of schema modules can't be merged with other inputs",
    expected: "one folder, or OpenRPC documents only",
    hint: "generate each into a separate folder",
  };
}
