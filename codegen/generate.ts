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

/** What to generate from, and how the result looks. */
export interface GenerateOptions extends LoadOptions, Choice {
  /**
   * A folder of schema modules; or documents in OpenRPC or in the format of a reader, as files, URLs or `-`
   * for standard input.
   */
  readonly inputs: readonly string[];
  /** The folder that will hold the files; headers name the inputs as seen from there. */
  readonly output: string;
  /** The module that generated code imports the runtime from. Default: `stratum/runtime`. */
  readonly runtime?: string;
  /** How generated files import each other: `.js` (default), `.ts`, or nothing. */
  readonly extension?: string;
  /** When validators are loaded. Default: on first use where they are long. */
  readonly validators?: "eager" | "lazy";
  /** What is generated: names of parts and of plugins. Default: every plugin, and every part but `docs`. */
  readonly emit?: readonly string[];
  /** A reference in Markdown, too. Default: where `emit` names it. */
  readonly docs?: boolean | DocsOptions;
  /** What stubs and parameters are called: `camel` (default), or as on the `wire`. */
  readonly names?: "camel" | "wire";
  /** Whether what comes out weaker than its document reads is an error. Default: it is told, in `degraded`. */
  readonly strict?: boolean;
  /** Emitters of one's own. */
  readonly plugins?: readonly Plugin[];
}

/** What generation gives; nothing is written yet. */
export interface Generated {
  /** Texts by path below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly Problem[];
  /** What is weaker than a reader of the document would think: `unknown`, a keyword that nothing checks. */
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
 * @param begins Told of each stage when it begins.
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
  // What prints takes long to load; its files are read while the document is checked.
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

/** @throws InvalidSource where a name is that of no emitter. */
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
    message: `there is no emitter called ${JSON.stringify(name)}`,
    expected: known.join(", "),
    hint: "emitters of one's own are named under plugins in stratum.config.ts",
  };
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
