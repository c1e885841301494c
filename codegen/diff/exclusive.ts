import type { Part } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Alternative } from "../values/merge.js";
import { isOther } from "./choices.js";
import type { Gap, Way } from "./gap.js";
import { type Compare, named, type Sides } from "./pair.js";
import { followed, type Side, wholeOf } from "./side.js";

/**
 * `oneOf` refuses what fits two of its alternatives: where one more is added, values that the others took may
 * be refused.
 */
export function compareExclusive(
  was: readonly Part[],
  is: readonly Part[],
  subject: string,
  sides: Sides,
  compare: Compare,
): Gap[] {
  const [old, now] = [exclusiveIn(was, sides.old), exclusiveIn(is, sides.new)];
  /** Whether each branch takes no more than one of the other document's, and each of these stands for one. */
  const isGrown = (way: Way, branches: readonly Part[], others: readonly Part[]) => {
    const left = [...others];
    const grows = way === "narrowed" ? "widened" : "narrowed";
    const { alternativesOf } = way === "narrowed" ? sides.new : sides.old;
    return branches.some((branch) => {
      if (alternativesOf([branch]).length === 0) return false;
      const index = left.findIndex((other) => {
        if (isApart(other, branch, way === "narrowed" ? sides : { old: sides.new, new: sides.old }))
          return false;
        const gaps =
          way === "narrowed" ? compare([other], [branch], subject) : compare([branch], [other], subject);
        return gaps.every((gap) => gap.way !== grows || gap.otherwise === "compatible");
      });
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  };
  const of = (way: Way, branches: readonly Part[], others: readonly Part[][]): Gap[] => {
    const [sender, receiver, parts] =
      way === "narrowed" ? ([sides.old, sides.new, was] as const) : ([sides.new, sides.old, is] as const);
    const fitting = (value: unknown) =>
      branches.filter((branch) => receiver.accepts(wholeOf([branch]), value) === true).length;
    if (sender.alternativesOf(parts).every((one) => !mayFitTwo(one, branches, receiver, fitting))) return [];
    if (!others.every((other) => isGrown(way, branches, other))) return [];
    const hint = {
      alternativesOf: receiver.alternativesOf,
      alternatives: branches.flatMap((branch) => receiver.alternativesOf([branch])),
    };
    return [
      {
        way,
        at: {
          [way === "narrowed" ? "new" : "old"]: pointer(branches[0]?.pointer.replace(/\/\d+$/, "") ?? ""),
        },
        message: `${named(subject)}: a value may fit two alternatives of oneOf, which ${way === "narrowed" ? "now refuses" : "refused"} it`,
        cause: "overlap",
        otherwise: "risky",
        proof: { values: () => sender.samples.of(parts, hint), refuses: (value) => fitting(value) > 1 },
        lifts: [],
      },
    ];
  };
  return [
    ...now.flatMap((branches) => of("narrowed", branches, old)),
    ...old.flatMap((branches) => of("widened", branches, now)),
  ];
}

/** The lists of `oneOf` that a value must fit, without those further down. */
function exclusiveIn(parts: readonly Part[], side: Side): Part[][] {
  const seen = new Set<string>();
  const lists = (part: Part): Part[][] => {
    const { schema, pointer: at } = followed(side, part);
    if (seen.has(at)) return [];
    seen.add(at);
    const below = (keyword: "allOf" | "anyOf" | "oneOf") =>
      (schema[keyword] ?? []).map((branch, index) => ({
        schema: branch,
        pointer: pointer(at, keyword, index),
      }));
    const own = below("oneOf");
    return [
      ...(own.length > 1 ? [own] : []),
      ...[...below("allOf"), ...below("anyOf"), ...own].flatMap(lists),
    ];
  };
  return parts.flatMap(lists);
}

/** Whether constants tell apart what fits one branch and what fits the other, so that they need not be compared. */
function isApart(old: Part, now: Part, sides: Sides): boolean {
  const [before, after] = [sides.old.alternativesOf([old]), sides.new.alternativesOf([now])];
  return after.every((one) => before.every((other) => one.kind !== other.kind || isOther(one, other)));
}

/** Whether values of an alternative may fit two branches, as far as types, required members and constants tell. */
function mayFitTwo(
  one: Alternative,
  branches: readonly Part[],
  receiver: Side,
  fitting: (value: unknown) => number,
): boolean {
  if (one.kind === "value") return one.values.some((value) => fitting(value) > 1);
  const possible = branches.filter((branch) =>
    receiver.alternativesOf([branch]).some((other) => mayFit(one, other)),
  );
  return possible.length > 1;
}

function mayFit(one: Alternative, other: Alternative): boolean {
  if (other.kind === "value") return other.values.some((value) => kindOf(value) === one.kind);
  if (one.kind !== other.kind) return false;
  return (
    [...other.required].every((name) => one.members.has(name) || one.others !== undefined) &&
    !isOther(one, other)
  );
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}
