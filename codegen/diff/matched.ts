import { isDeepStrictEqual } from "node:util";
import type { Alternative } from "../values/merge.js";
import { constantsOf, isOther } from "./choices.js";
import type { Gap } from "./gap.js";
import { wordsOf } from "./words.js";

/** Alternatives that belong together, with what differs in them; and those that the other side has nothing like. */
export interface Matched {
  readonly pairs: readonly { readonly gaps: readonly Gap[] }[];
  readonly lost: readonly Alternative[];
  readonly gained: readonly Alternative[];
}

type GapsOf = (old: Alternative, now: Alternative) => readonly Gap[];

/** Compares alternatives that belong together, and glances at those that may. */
interface Comparing {
  readonly gaps: GapsOf;
  readonly glance: GapsOf;
}

/**
 * Matches alternatives: those of the same words belong together, then those that are alike at a glance, of one name,
 * of the same constants, of the same members. What one alternative takes may be taken by another one, too: then nothing is lost.
 */
export function matched(
  before: readonly Alternative[],
  after: readonly Alternative[],
  compare: Comparing,
): Matched {
  const [old, now] = [before, after].map((all) => all.filter(({ kind }) => kind !== "value"));
  const [was, is] = [[...(old ?? [])], [...(now ?? [])]];
  const glance = remembered(compare.glance);
  const found: [Alternative, Alternative][] = [];
  const match = (fits: (one: Alternative, other: Alternative) => boolean) => {
    for (const one of [...was]) {
      const index = is.findIndex((other) => one.kind === other.kind && fits(one, other));
      const [other] = index < 0 ? [] : is.splice(index, 1);
      if (other) found.push([was.splice(was.indexOf(one), 1)[0] ?? one, other]);
    }
  };
  const isSame = (one: Alternative, other: Alternative) =>
    haveSameParts(one, other) && glance(one, other).length === 0;
  match((one, other) => one.name === other.name && wordsOf(one) === wordsOf(other));
  match((one, other) => one.name !== undefined && one.name === other.name && isSame(one, other));
  match((one, other) => !isOther(one, other) && isSame(one, other));
  match((one, other) => one.name !== undefined && one.name === other.name);
  match((one, other) => constantsOf(one).length > 0 && isDeepStrictEqual(sorted(one), sorted(other)));
  match((one, other) => isDeepStrictEqual(sorted(one), sorted(other)) && likeness(one, other) >= 0.5);
  const isAlone = (one: Alternative, all: readonly Alternative[]) =>
    all.filter(({ kind }) => kind === one.kind).length === 1;
  match((one, other) => isAlone(one, was) && isAlone(other, is) && isLike(one, other));
  const takes = (one: Alternative, other: Alternative, way: Gap["way"]) =>
    one.kind === other.kind &&
    !isOther(one, other) &&
    !lacks(one, other, way) &&
    glance(one, other).every((gap) => gap.way !== way);
  const isLost = (one: Alternative) => !after.some((other) => takes(one, other, "narrowed"));
  const isGained = (other: Alternative) => !before.some((one) => takes(one, other, "widened"));
  return {
    pairs: found.map(([one, other]) => {
      const gaps = compare.gaps(one, other);
      const [lost, gained] = [has(gaps, "narrowed") && isLost(one), has(gaps, "widened") && isGained(other)];
      return {
        gaps: gaps.filter(({ way, otherwise }) => keeps(otherwise, way === "narrowed" ? lost : gained)),
      };
    }),
    lost: was.filter(isLost),
    gained: is.filter(isGained),
  };
}

/** Reports changes that break nobody as well. */
function keeps(otherwise: Gap["otherwise"], isOpen: boolean): boolean {
  return isOpen || otherwise === "compatible";
}

function has(gaps: readonly Gap[], way: Gap["way"]): boolean {
  return gaps.some((gap) => gap.way === way);
}

/** Whether a member that the receiver requires is optional for the sender: that alone is a gap. */
function lacks(old: Alternative, now: Alternative, way: Gap["way"]): boolean {
  const [sender, receiver] = way === "narrowed" ? [old, now] : [now, old];
  return [...receiver.required].some((name) => !sender.required.has(name));
}

/** Whether the same is said of both, whatever it is: else there is a gap. */
function haveSameParts(one: Alternative, other: Alternative): boolean {
  const [parts, others] = [partsOf(one), partsOf(other)];
  return parts.length === others.length && parts.every((part, index) => part === others[index]);
}

function partsOf({ members, required, keywords }: Alternative): string[] {
  return [
    ...[...members.keys()].map((name) => `member ${name}`).sort(),
    ...[...required].map((name) => `required ${name}`).sort(),
    ...[...keywords.keys()].sort(),
  ];
}

function remembered(compare: GapsOf): GapsOf {
  const known = new Map<Alternative, Map<Alternative, readonly Gap[]>>();
  return (one, other) => {
    const row = known.get(one) ?? new Map<Alternative, readonly Gap[]>();
    known.set(one, row);
    const gaps = row.get(other) ?? compare(one, other);
    row.set(other, gaps);
    return gaps;
  };
}

function sorted(one: Alternative): readonly unknown[] {
  return constantsOf(one).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Two objects that have a name each and no member in common are two things. */
function isLike(one: Alternative, other: Alternative): boolean {
  return one.name === undefined || other.name === undefined || likeness(one, other) > 0;
}

/** How many of their members two objects share, from 0 to 1; other types are alike. */
function likeness(one: Alternative, other: Alternative): number {
  const all = new Set([...one.members.keys(), ...other.members.keys()]);
  if (one.kind !== "object" || all.size === 0) return 1;
  return [...all].filter((name) => one.members.has(name) && other.members.has(name)).length / all.size;
}
