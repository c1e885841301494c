import { isDeepStrictEqual } from "node:util";
import type { Part } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Gap, Way } from "./gap.js";
import type { Compare, Sides } from "./pair.js";
import type { Placed } from "./params.js";
import { partOf, wholeOf } from "./side.js";
import type { Takes } from "./witness.js";

/** Schemas of results that belong together, with what takes a whole result. */
interface Results {
  readonly gaps: readonly Gap[];
  readonly takes: Takes;
}

/** Where the same values of an argument decide what a result is, each case has a validator of its own. */
export function compareResults(old: Placed, now: Placed, sides: Sides, compare: Compare): Results[] {
  const [was, is] = [resultOf(old), resultOf(now)];
  if (!was || !is) return [];
  const of = (before: Part, after: Part, name: string): Results => ({
    gaps: compare([before], [after], name),
    takes: {
      old: (value) => sides.old.accepts(wholeOf([before]), value),
      new: (value) => sides.new.accepts(wholeOf([after]), value),
    },
  });
  const [from, to] = [was.schema["x-by-argument"], is.schema["x-by-argument"]];
  const [cases, others] = [casesOf(was), casesOf(is)];
  if (from && isDeepStrictEqual(from, to) && cases.length === others.length)
    return cases.map((one, index) => of(one, others[index] ?? one, "result"));
  const whole = of(was, is, "result");
  if (isDeepStrictEqual(from, to)) return [whole];
  const message = "other values of the argument decide what the result is";
  const told = (way: Way): Gap => ({
    ...{ way, message, at: { old: was.pointer, new: is.pointer } },
    ...{ cause: "values", otherwise: "risky", lifts: [] },
  });
  return [{ ...whole, gaps: [told("narrowed"), told("widened"), ...whole.gaps] }];
}

function resultOf({ method: { result }, at }: Placed): Part | undefined {
  if (!result) return undefined;
  const part = partOf(result.schema, pointer(at, "result", "schema"));
  const byArgument = result.schema["x-by-argument"];
  return byArgument ? { ...part, schema: { ...part.schema, "x-by-argument": byArgument } } : part;
}

function casesOf({ schema, pointer: at }: Part): Part[] {
  return (schema.anyOf ?? []).map((branch, index) => ({
    schema: branch,
    pointer: pointer(at, "anyOf", index),
  }));
}
