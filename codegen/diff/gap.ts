import type { Part } from "../document/parts.js";
import type { Severity, Spots } from "./change.js";

/** `narrowed`: the new document may reject values that the old one accepts. `widened`: the reverse. */
export type Way = "narrowed" | "widened";

/** The kind of change, which decides the advice. */
export type Cause = "required" | "removed" | "moved" | "added" | "values" | "overlap" | "order" | "words";

/** Makes values of what holds a value. */
type Lift = (value: unknown) => readonly unknown[];

/** A reason why a value of one document may be invalid in the other. */
export interface Gap {
  readonly way: Way;
  readonly at: Spots;
  readonly message: string;
  readonly cause: Cause;
  /** The severity without a value that proves it. */
  readonly otherwise: Severity;
  /** Searches a value that proves it; undefined when none can. */
  readonly proof?: Proof;
  /** What leads from the place of the gap to a whole value, innermost first. */
  readonly lifts: readonly Lift[];
  /** Of a member that is new where it moved to: where it was in the old document, and what it is called now. */
  readonly moved?: Moved;
  /** Of a link: it stands for the gaps of this place that are like it, in way and in whether they are compatible. */
  readonly leadsTo?: Place;
}

/** A place in both documents, where references end. */
export interface Place {
  readonly key: string;
  readonly was: readonly Part[];
  readonly is: readonly Part[];
  readonly subject: string;
}

/** Stand for the gaps of a place. */
export function linksTo(place: Place): Gap[] {
  return (["narrowed", "widened"] as const).flatMap((way) =>
    (["risky", "compatible"] as const).map((otherwise) => ({
      ...{ way, otherwise, at: {}, message: "", cause: "values", lifts: [], leadsTo: place },
    })),
  );
}

export function isCompatible({ otherwise }: Gap): boolean {
  return otherwise === "compatible";
}

/** A member that moved out of another one. */
export interface Moved {
  readonly from: string;
  readonly to: string;
}

interface Proof {
  /** Values for the place of the gap, of the document that takes them. */
  readonly values: () => Iterable<unknown>;
  /** Whether a value is rejected there because of this gap. */
  readonly refuses: (value: unknown) => boolean;
}

/** Gaps of a part of a value, as gaps of that value. */
export function lifted(gaps: readonly Gap[], lift: Record<Way, Lift>): Gap[] {
  return gaps.map((gap) => ({ ...gap, lifts: [...gap.lifts, lift[gap.way]] }));
}

/** The same gap by other ways to it is told once; it is looked for on this many ways. */
export const waysToEach = 2;

/** A gap that is further down than this isn't proven. */
export const mostLifts = 200;

export function withoutRepeats(gaps: readonly Gap[]): Gap[] {
  const counts = new Map<string, number>();
  return gaps.filter((gap) => {
    const key = gap.leadsTo ? `${gap.way} ${gap.otherwise} ${gap.leadsTo.key}` : gapKey(gap);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count < waysToEach;
  });
}

export function gapKey({ way, at, message }: Gap): string {
  return `${way} ${at.old} ${at.new} ${message}`;
}
