import { join, relative, resolve } from "node:path";
import { InvalidSource, type Problem } from "./check/problem.js";
import type { DocsOptions } from "./emit/options.js";
import { type EmitPart, isPart, parts, usualParts, withNeeds } from "./emit/parts.js";
import type { Plugin } from "./emit/plugin.js";
import { type Choice, chosenMethods } from "./load/chosen.js";
import type { LoadOptions } from "./load/load.js";
import { isUrl, shownUrl } from "./load/url.js";
import { generatedMark } from "./output.js";
import { version } from "./version.js";

/** The inputs, output and options of a generation. */
export interface GenerateOptions extends LoadOptions, Choice {
  /**
   * A folder of schema modules, or documents (OpenRPC or a reader's format) as files, URLs or `-` for standard
   * input.
   */
  readonly inputs: readonly string[];
  /** The output folder. File headers have the inputs' paths relative to it. */
  readonly output: string;
  /** The module that generated code imports the runtime from. Default: `stratum/runtime`. */
  readonly runtime?: string;
  /** The extension in imports between generated files: `.js` (default), `.ts`, or empty. */
  readonly extension?: string;
  /** When validators are loaded. Default: `lazy` if they are large. */
  readonly validators?: "eager" | "lazy";
  /** Parts and plugins to generate, by name. Default: all plugins, and all parts except `docs`. */
  readonly emit?: readonly string[];
  /** Whether to write a reference in Markdown. Default: if `emit` includes it. */
  readonly docs?: boolean | DocsOptions;
  /** Names of stubs and parameters: camelCase (`camel`, default) or as on the wire (`wire`). */
  readonly names?: "camel" | "wire";
  /** Whether parts that are less strict than their source are errors. Default: they are listed in `degraded`. */
  readonly strict?: boolean;
  /** Custom emitters. */
  readonly plugins?: readonly Plugin[];
}

/** The result of a generation; nothing is written yet. */
export interface Generated {
  /** Texts by path below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly Problem[];
  /** Parts that are less strict than their source: typed `unknown`, or with an unchecked keyword. */
  readonly degraded: readonly Problem[];
  /** The files that were read, for watching. */
  readonly sources: readonly string[];
  readonly methods: number;
}

/** The steps of generation, one after the other. */
export type Stage = "load" | "check" | "model" | "emit";

/**
 * Generates a protocol: load, check, model, emit.
 *
 * @param begins Called with each stage when it begins.
 * @throws InvalidSource with every problem of the inputs.
 */
export async function generate(
  options: GenerateOptions,
  begins: (stage: Stage) => void = () => {},
): Promise<Generated> {
  const { inputs, output, runtime = "stratum/runtime", extension = ".js" } = options;
  const chosen = chosenEmitters(options);
  begins("load");
  const { load } = await import("./load/load.js");
  const loaded = chosenMethods(await load(inputs, options), options);
  const { document, origins, problems: found, files: sources, notes } = loaded;
  // The printing modules take long to load: their files are read while the document is checked.
  const emitters = Promise.all([import("./emit/emit.js"), import("./emit/plugins.js")]);
  begins("check");
  const [{ check }, { degradations }, { problemsFrom }] = await Promise.all([
    import("./check/check.js"),
    import("./lint/degradations.js"),
    import("./check/finding.js"),
  ]);
  const problems = found.some(isError) ? found : [...found, ...check(document, origins)];
  if (problems.some(isError)) throw new InvalidSource(problems);
  const degraded = [...notes(false), ...problemsFrom(degradations(document), document, origins, false)];
  if (options.strict && degraded.length > 0)
    throw new InvalidSource(degraded.map((problem) => ({ ...problem, severity: "error" })));

  begins("model");
  const { buildModel } = await import("./model/build.js");
  const model = buildModel(document, options.names);
  begins("emit");
  const header = `${generatedMark} ${version} from ${sourcesOf(options)}`;
  const [{ emit }, { emitPlugins }] = await emitters;
  const files = await emit(model, {
    parts: withNeeds(chosen.parts),
    header: `// ${header}`,
    runtime,
    extension,
    validators: options.validators,
    docs: typeof options.docs === "object" ? options.docs : {},
  });
  await emitPlugins(chosen.plugins, model, { header }, files);
  const overwritten = [...files.keys()].filter((path) => sources.includes(resolve(output, path)));
  if (overwritten.length > 0) throw new InvalidSource(overwritten.map((path) => overSource(output, path)));
  return { files, warnings: problems, degraded, sources, methods: model.methods.length };
}

/** @throws InvalidSource for an unknown emitter. */
function chosenEmitters({ emit, docs = false, plugins = [] }: GenerateOptions): {
  parts: readonly EmitPart[];
  plugins: readonly Plugin[];
} {
  const names = [...(emit ?? [...usualParts, ...plugins.map(({ name }) => name)]), ...(docs ? ["docs"] : [])];
  const known = [...parts, ...plugins.map(({ name }) => name)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new InvalidSource(unknown.map((name) => noEmitter(name, known)));
  return {
    parts: names.filter(isPart),
    plugins: plugins.filter(({ name }) => names.includes(name) && !isPart(name)),
  };
}

function noEmitter(name: string, known: readonly string[]): Problem {
  return {
    severity: "error",
    file: "emit",
    pointer: "",
    message: `unknown emitter ${JSON.stringify(name)}`,
    expected: known.join(", "),
    hint: "list custom emitters under plugins in stratum.config.ts",
  };
}

function overSource(output: string, path: string): Problem {
  return {
    severity: "error",
    file: join(output, path),
    pointer: "",
    message: "it is a source that a generated file would overwrite",
    expected: "an output folder without sources",
  };
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}

/** The inputs, as shown in a file header. */
function sourcesOf({ inputs, overlays = [], output }: GenerateOptions): string {
  const list = (paths: readonly string[]) => paths.map((path) => seenFrom(output, path)).join(", ");
  return list(inputs) + (overlays.length > 0 ? ` with ${list(overlays)}` : "");
}

function seenFrom(output: string, input: string): string {
  if (isUrl(input)) return shownUrl(input);
  return input === "-" ? "standard input" : relative(output, input).replaceAll("\\", "/");
}
