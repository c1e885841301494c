import type { Part } from "../document/parts.js";
import type { Alternative } from "../values/merge.js";
import type { Gap } from "./gap.js";
import type { Side } from "./side.js";

/** The two documents. */
export interface Sides {
  readonly old: Side;
  readonly new: Side;
}

/**
 * Compares the values that schemas of the two documents accept.
 *
 * @param subject The label of the place: `Block.hash`.
 */
export type Compare = (old: readonly Part[], now: readonly Part[], subject: string) => readonly Gap[];

/** One alternative of each document, and what compares further down. */
export interface Pair {
  readonly sides: Sides;
  readonly old: Alternative;
  readonly new: Alternative;
  readonly subject: string;
  readonly compare: Compare;
}

/** The label as quoted in a message. */
export function named(subject: string): string {
  return `\`${subject}\``;
}
