import type { Change } from "./diff/change.js";
import type { DiffOptions } from "./diff/diff.js";
import type { Generated, GenerateOptions, Stage } from "./generate.js";

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
 * Compares two documents: the changes for clients and servers written for the old one, worst first.
 *
 * @param before A document, a folder of schema modules, or a URL that `load` accepts.
 * @throws InvalidSource with every problem of both.
 */
export async function diff(before: string, after: string, options?: DiffOptions): Promise<Change[]> {
  const comparison = await import("./diff/diff.js");
  return comparison.diff(before, after, options);
}
