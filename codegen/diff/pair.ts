import type { Part } from "../document/parts.js";
import type { Alternative } from "../values/merge.js";
import type { Gap, Place } from "./gap.js";
import { followed, type Side } from "./side.js";

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

/** The place that schemas lead to. A shape goes by its own name. */
export function placeOf(old: readonly Part[], now: readonly Part[], subject: string, sides: Sides): Place {
  const was = old.map((part) => followed(sides.old, part));
  const is = now.map((part) => followed(sides.new, part));
  const key = [was, is].map((parts) => parts.map(({ pointer }) => pointer).join(" ")).join(" | ");
  const name = is.length === 1 ? is[0]?.name : undefined;
  return { key, was, is, subject: name ?? subject };
}

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
