import { join, relative, resolve } from "node:path";
import { check } from "./check/check.js";
import { InvalidSource, type Problem } from "./check/problem.js";
import { type LoadOptions, load } from "./load/load.js";
import { isUrl, shownUrl } from "./load/url.js";
import { buildModel } from "./model/build.js";
import { generatedMark } from "./output.js";
import { version } from "./version.js";

/** What to generate from, and how the result looks. */
export interface GenerateOptions extends LoadOptions {
  /** A folder of schema modules; or OpenRPC documents, as files, URLs or `-` for standard input. */
  readonly inputs: readonly string[];
  /** The folder that will hold the files; headers name the inputs as seen from there. */
  readonly output: string;
  /** The module that generated code imports the runtime from. Default: `stratum/rpc`. */
  readonly runtime?: string;
  /** How generated files import each other: `.js` (default), `.ts`, or nothing. */
  readonly extension?: string;
  /** When validators are loaded. Default: on first use where there are more than 50 methods. */
  readonly validators?: "eager" | "lazy";
}

/** What generation gives; nothing is written yet. */
export interface Generated {
  /** Texts by path below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly Problem[];
  /** The files that were read, for watching. */
  readonly sources: readonly string[];
  readonly methods: number;
}

/** From this many methods on, validators are loaded on first use. */
const manyMethods = 50;

/** The steps of generation, one after the other. */
export type Stage = "load" | "check" | "model" | "emit";

/**
 * Generates a protocol: load, check, model, emit.
 *
 * @param begins Told of each stage when it begins.
 * @throws InvalidSource with every problem of the inputs.
 */
export async function generate(
  options: GenerateOptions,
  begins: (stage: Stage) => void = () => {},
): Promise<Generated> {
  const { inputs, output, runtime = "stratum/rpc", extension = ".js" } = options;
  begins("load");
  const { document, origins, problems: found, files: sources } = await load(inputs, options);
  begins("check");
  const problems = found.some(isError) ? found : [...found, ...check(document, origins)];
  if (problems.some(isError)) throw new InvalidSource(problems);

  begins("model");
  const model = buildModel(document);
  begins("emit");
  const { emit } = await import("./emit/emit.js");
  const files = await emit(model, {
    header: `${generatedMark} ${version} from ${sourcesOf(options)}`,
    runtime,
    extension,
    lazyValidators: options.validators ? options.validators === "lazy" : model.methods.length > manyMethods,
  });
  const overwritten = [...files.keys()].filter((path) => sources.includes(resolve(output, path)));
  if (overwritten.length > 0) throw new InvalidSource(overwritten.map((path) => overSource(output, path)));
  return { files, warnings: problems, sources, methods: model.methods.length };
}

function overSource(output: string, path: string): Problem {
  return {
    severity: "error",
    file: join(output, path),
    pointer: "",
    message: "it is a source, and a generated file of that name would take its place",
    expected: "a folder for the files that holds no sources",
  };
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}

/** What the files were made from, as a header says it. */
function sourcesOf({ inputs, overlays = [], output }: GenerateOptions): string {
  const list = (paths: readonly string[]) => paths.map((path) => seenFrom(output, path)).join(", ");
  return list(inputs) + (overlays.length > 0 ? ` with ${list(overlays)}` : "");
}

function seenFrom(output: string, input: string): string {
  if (isUrl(input)) return shownUrl(input);
  return input === "-" ? "standard input" : relative(output, input).replaceAll("\\", "/");
}
