import { InvalidSource, type Problem } from "../check/problem.js";
import type { LoadOptions } from "../load/load.js";

/** Lints documents or schemas. Problems that keep an input from being loaded are in the result, too. */
export async function lintInputs(
  inputs: readonly string[],
  options: LoadOptions = {},
  ignored: readonly string[] = [],
): Promise<readonly Problem[]> {
  const [{ lint }, { load }] = await Promise.all([import("./lint.js"), import("../load/load.js")]);
  try {
    return lint(await load(inputs, options), ignored);
  } catch (error) {
    if (error instanceof InvalidSource) return error.problems;
    throw error;
  }
}
