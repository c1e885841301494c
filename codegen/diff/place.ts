import { isDeepStrictEqual } from "node:util";
import type { Part } from "../document/parts.js";
import type { Alternative } from "../values/merge.js";
import type { Spots } from "./change.js";
import { compareExclusive } from "./exclusive.js";
import type { Gap, Place, Way } from "./gap.js";
import { compareItems } from "./items.js";
import { compareKeywords } from "./keywords.js";
import { labelOf, textsOf } from "./labels.js";
import { matched } from "./matched.js";
import { compareMembers } from "./members.js";
import { type Compare, named, type Pair, type Sides } from "./pair.js";
import { type Side, wholeOf } from "./side.js";

/** Compares what is further down: in alternatives that belong together, and in those that may. */
interface Below {
  readonly compare: Compare;
  readonly glance: Compare;
}

/** Compares the alternatives of one place. What is further down is left to `below`. */
export function comparePlace({ was, is, subject }: Place, sides: Sides, below: Below): Gap[] {
  const [before, after] = [sides.old.alternativesOf(was), sides.new.alternativesOf(is)];
  const gapsBy = (compare: Compare) => (old: Alternative, now: Alternative) =>
    compareAlternatives({ sides, old, new: now, compare, subject: now.shape ?? subject });
  const { pairs, lost, gained } = matched(before, after, {
    gaps: gapsBy(below.compare),
    glance: gapsBy(below.glance),
  });
  const values = valuesLost(before, after, was, is, sides);
  const at: Spots = { ...spot("old", was), ...spot("new", is) };
  const [from, to] = [labelOf(before), labelOf(after)];
  const isOther =
    from !== to && ((pairs.length === 0 && !values.isShared) || [from, to].includes("anything"));
  const told = (way: Way, what: string) =>
    isOther ? `${named(subject)} changed from ${from} to ${to}` : `${named(subject)} ${words[way]} ${what}`;
  const refuses = {
    narrowed: (value: unknown) => sides.new.accepts(wholeOf(is), value) === false,
    widened: (value: unknown) => sides.old.accepts(wholeOf(was), value) === false,
  };
  const ofAlternative = (way: Way, one: Alternative): Gap => ({
    way,
    at: isOther ? at : { [way === "narrowed" ? "old" : "new"]: one.at },
    message: told(way, labelOf([one])),
    cause: "values",
    otherwise: "risky",
    proof: {
      values: () =>
        way === "narrowed"
          ? sides.old.samples.ofAlternative(one, {
              alternativesOf: sides.new.alternativesOf,
              alternatives: after,
            })
          : sides.new.samples.ofAlternative(one, {
              alternativesOf: sides.old.alternativesOf,
              alternatives: before,
            }),
      refuses: refuses[way],
    },
    lifts: [],
  });
  const ofValues = (way: Way, given: readonly unknown[]): Gap[] =>
    given.length === 0
      ? []
      : [
          {
            ...{
              way,
              at,
              message: told(way, textsOf(given)),
              cause: "values",
              otherwise: "risky",
              lifts: [],
            },
            proof: { values: () => given, refuses: refuses[way] },
          },
        ];
  return [
    ...ofValues("narrowed", values.lost),
    ...ofValues("widened", values.gained),
    ...lost.map((one) => ofAlternative("narrowed", one)),
    ...gained.map((one) => ofAlternative("widened", one)),
    ...pairs.flatMap(({ gaps }) => gaps),
    ...compareExclusive(was, is, subject, sides, below.glance),
  ];
}

const words = { narrowed: "can no longer be", widened: "can now also be" };

/** Listed values are tried one by one. */
function valuesLost(
  before: readonly Alternative[],
  after: readonly Alternative[],
  was: readonly Part[],
  is: readonly Part[],
  { old, new: now }: Sides,
) {
  const listed = (alternatives: readonly Alternative[]) => alternatives.flatMap(({ values }) => values);
  const taken = (side: Side, parts: readonly Part[]) => (value: unknown) =>
    side.accepts(wholeOf(parts), value) !== false;
  const [held, holds] = [listed(before).filter(taken(old, was)), listed(after).filter(taken(now, is))];
  const lost = held.filter((value) => !taken(now, is)(value));
  const gained = holds.filter((value) => !taken(old, was)(value));
  const isShared = held.some((value) => holds.some((other) => isDeepStrictEqual(value, other)));
  return { lost, gained, isShared };
}

function compareAlternatives(pair: Pair): Gap[] {
  return [
    ...compareKeywords(pair),
    ...(pair.old.kind === "object" ? compareMembers(pair) : []),
    ...(pair.old.kind === "array" ? compareItems(pair) : []),
  ];
}

function spot(side: keyof Spots, [first]: readonly Part[]): Spots {
  return first ? { [side]: first.pointer } : {};
}
