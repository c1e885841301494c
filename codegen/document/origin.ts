import type { Made, Place } from "../check/problem.js";
import { pointer as join, pointerSteps } from "./pointer.js";

/** The source of a part of the document, for problems. */
interface Origin {
  readonly file: string;
  /** Converts a pointer within the part to a pointer in that file. */
  readonly pointer: (within: string) => string;
  /** Line and column of a pointer in that file; undefined when the file can't be mapped. */
  readonly place?: (pointer: string) => Place | undefined;
  /** The part of a reader's output, from a pointer within the part. */
  readonly made?: (within: string) => Made;
}

/** The origins of a document's methods, schemas and other parts, by identity of the part. */
export type Origins = WeakMap<object, Origin>;

/**
 * The source position of a document's pointer: from the innermost part with a known origin.
 *
 * @param deepest The maximum depth of that part. Default: no limit.
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
