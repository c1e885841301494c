import { pointer } from "./pointer.js";

/** A value within a document, and where it hangs. */
export interface Held {
  readonly holder: object;
  readonly key: string;
  readonly value: unknown;
  readonly pointer: string;
}

/**
 * The values that a path leads to. It is a JSON pointer in which `*` stands for every member or item,
 * and `**` for whatever stands below, at any depth, the value itself included.
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
