import { pointer } from "./pointer.js";

/** A value within a document, with its holder and key. */
export interface Held {
  readonly holder: object;
  readonly key: string;
  readonly value: unknown;
  readonly pointer: string;
}

/**
 * The values at a path: a JSON pointer in which `*` matches every member or item, and `**` the value itself and
 * everything below it, at any depth.
 */
export function placesAt(held: Held, steps: readonly string[]): Held[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [held];
  if (step === "**")
    return [...placesAt(held, rest), ...members(held).flatMap((below) => placesAt(below, steps))];
  return members(held)
    .filter(({ key }) => step === "*" || key === step)
    .flatMap((below) => placesAt(below, rest));
}

function members({ value: holder, pointer: at }: Held): Held[] {
  if (typeof holder !== "object" || holder === null) return [];
  return Object.entries(holder).map(([key, value]) => ({ holder, key, value, pointer: pointer(at, key) }));
}
