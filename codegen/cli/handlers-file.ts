import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { GenerateOptions } from "../index.js";
import { pascalCase } from "../model/names.js";
import { contractsIn } from "../rewrite/contracts.js";
import { type Scaffolded, scaffoldHandlers } from "../rewrite/scaffold.js";
import { unifiedDiff } from "./line-diff.js";

/** A user's handlers file with its missing handlers added; nothing is written yet. */
export interface HandlersFile extends Scaffolded {
  readonly file: string;
  /** The previous text; undefined for a new file. */
  readonly before: string | undefined;
}

/**
 * Adds the handlers that the generated code requires to a file.
 *
 * @param handlers The text of the generated `handlers.ts`.
 * @throws InvalidSource when the file can't be changed.
 */
export async function scaffoldFor(
  file: string,
  { output, extension }: Pick<GenerateOptions, "output" | "extension">,
  handlers: string,
): Promise<HandlersFile> {
  const before = await textOf(file);
  const contracts = contractsIn(handlers);
  const elsewhere = await coreMethods();
  const options = { file, text: before, contracts, generated: output, extension, elsewhere };
  return { file, before, ...scaffoldHandlers(options) };
}

/** Adds the handler of a method whose code is not generated yet. */
export async function scaffoldMethod(file: string, name: string, output: string): Promise<HandlersFile> {
  const before = await textOf(file);
  const contracts = [{ name, params: `${pascalCase(name)}Params`, optional: false }];
  const scaffolded = scaffoldHandlers({ file, text: before, contracts, generated: output });
  return { file, before, ...scaffolded, obsolete: [] };
}

export async function writeHandlers({ file, before, text }: HandlersFile): Promise<void> {
  if (text === before) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** One line for the added handlers, and one per obsolete handler. */
export function describeHandlers(
  { file, before, text, added, obsolete }: HandlersFile,
  mode: "write" | "check" | "dry-run",
): string[] {
  const would = mode === "write" ? "" : " would be";
  const count = `${added.length} ${added.length === 1 ? "handler" : "handlers"}`;
  const diff = mode === "check" && text !== before ? unifiedDiff(before ?? "", text) : [];
  return [
    added.length === 0
      ? `${file}: no handlers missing`
      : `${file}: ${count}${would} added: ${added.join(", ")}`,
    ...diff.map((line) => `  ${line}`),
    ...obsolete.map(
      ({ name, line }) => `obsolete  ${file}:${line} ${name}: unknown method; remove its handler`,
    ),
  ];
}

/** The methods that this package's servers add: handlers for them are not obsolete. */
async function coreMethods(): Promise<ReadonlySet<string>> {
  const protocols = await Promise.all([import("stratum/server"), import("stratum/notify")]);
  return new Set(protocols.flatMap(({ protocol }) => Object.keys(protocol.server)));
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
