import type { Made, Place } from "../check/problem.js";
import { pointer as join, pointerSteps } from "./pointer.js";

/** Where a part of the document came from, to say so when it is wrong. */
interface Origin {
  readonly file: string;
  /** What an author of that file calls the place, from the pointer within the part. */
  readonly pointer: (within: string) => string;
  /** Line and column of a pointer of that file, where the file is text that can be mapped. */
  readonly place?: (pointer: string) => Place | undefined;
  /** What a reader made there, from the pointer within the part. */
  readonly made?: (within: string) => Made;
}

/** The origins of a document's methods, schemas and other parts, by identity of the part. */
export type Origins = WeakMap<object, Origin>;

/**
 * Where a pointer of a document stands in the sources: by the innermost part whose origin is known.
 *
 * @param deepest How many steps below the root a part may be. Default: any number.
 */
export function locate(
  root: object,
  origins: Origins,
  pointer: string,
  deepest = Number.POSITIVE_INFINITY,
  isPlaced = true,
): { file: string; pointer: string; place?: Place; made?: Made } | undefined {
  const steps = pointerSteps(pointer);
  let value: unknown = root;
  let found: { origin: Origin; depth: number } | undefined;
  for (let depth = 0; typeof value === "object" && value !== null && depth <= deepest; depth++) {
    const origin = origins.get(value);
    if (origin) found = { origin, depth };
    const step = steps[depth];
    if (step === undefined) break;
    value = Reflect.get(value, step);
  }
  if (!found) return undefined;
  const { file, pointer: authors, place, made } = found.origin;
  const within = join("", ...steps.slice(found.depth));
  const shown = authors(within);
  const at = isPlaced ? place?.(shown) : undefined;
  return { file, pointer: shown, ...(at && { place: at }), ...(made && { made: made(within) }) };
}
