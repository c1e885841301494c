import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { InvalidSource, type Problem } from "../check/problem.js";
import { parseSource, readSource, type SourceText } from "./document.js";
import type { Loaded } from "./loaded.js";
import { loadModules } from "./modules.js";
import { loadOpenRpc } from "./openrpc.js";

/**
 * Loads what a user names as input: one folder of schema modules, or OpenRPC documents
 * (JSON or YAML files, `-` for standard input) that are merged into one.
 *
 * @throws InvalidSource when an input is missing or of neither kind.
 */
export async function load(inputs: readonly string[], base?: string): Promise<Loaded> {
  const kinds = await Promise.all(inputs.map(kindOf));
  const missing = inputs.filter((_, index) => kinds[index] === "missing");
  if (missing.length > 0) throw new InvalidSource(missing.map(missingProblem));
  const [first] = inputs;
  if (first !== undefined && inputs.length === 1 && kinds[0] === "folder") return loadModules(first);
  const folders = inputs.filter((_, index) => kinds[index] === "folder");
  if (folders.length > 0) throw new InvalidSource(folders.map(mixedProblem));
  return loadOpenRpc(await Promise.all(inputs.map(readInput)), base);
}

async function kindOf(input: string): Promise<"folder" | "file" | "missing"> {
  if (input === "-") return "file";
  const found = await stat(input).catch(() => undefined);
  if (!found) return "missing";
  return found.isDirectory() ? "folder" : "file";
}

async function readInput(input: string): Promise<SourceText> {
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
    message: "there is no such file or folder",
    expected: "a folder of schema modules, or an OpenRPC document in JSON or YAML",
    hint: "scaffold a first schema: npx stratum method mining.hashrate",
  };
}

function mixedProblem(input: string): Problem {
  return {
    severity: "error",
    file: input,
    pointer: "",
    message: "a folder of schema modules can't be merged with other inputs",
    expected: "one folder, or any number of OpenRPC documents",
    hint: "generate each into a folder of its own",
  };
}
