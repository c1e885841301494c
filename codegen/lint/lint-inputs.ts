import { InvalidSource, type Problem } from "../check/problem.js";
import type { LoadOptions } from "../load/load.js";

/** Lints documents or schemas. The result includes problems of inputs that can't be loaded. */
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
