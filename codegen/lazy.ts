import type { Problem } from "./check/problem.js";
import type { Change } from "./diff/change.js";
import type { Generated, GenerateOptions, Stage } from "./generate.js";
import type { DiffOptions } from "./diff/diff.js";
import type { LoadOptions } from "./load/load.js";

/**
 * Generates a protocol: load, check, model, emit. Nothing is written; `writeOutput` does that.
 *
 * @param begins Called with each stage when it begins.
 * @throws InvalidSource with every problem of the inputs.
 */
export async function generate(
  options: GenerateOptions,
  begins?: (stage: Stage) => void,
): Promise<Generated> {
  const generator = await import("./generate.js");
  return generator.generate(options, begins);
}

/**
 * Compares two documents: what changes for clients and servers that were written for the old one, the worst first.
 *
 * @param before A document, a folder of schema modules, or a URL of either kind that `load` takes.
 * @throws InvalidSource with every problem of both.
 */
export async function diff(before: string, after: string, options?: DiffOptions): Promise<Change[]> {
  const comparison = await import("./diff/diff.js");
  return comparison.diff(before, after, options);
}

/** Lints documents or schemas. Problems that keep an input from being loaded are in the result, too. */
export async function lintInputs(
  inputs: readonly string[],
  options?: LoadOptions,
  ignored?: readonly string[],
): Promise<readonly Problem[]> {
  const linter = await import("./lint/lint.js");
  return linter.lintInputs(inputs, options, ignored);
}
