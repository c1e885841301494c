import type { Part } from "../document/parts.js";
import { type Gap, isCompatible, linksTo, type Place } from "./gap.js";
import { type Compare, placeOf, type Sides } from "./pair.js";
import { comparePlace } from "./place.js";

/** How many places deep a glance goes, and how many pairs of alternatives all of them may compare. */
const deepest = 3;
const mostPairs = 60_000;

/**
 * Compares schemas that may belong together, as far as a glance goes: whether there are gaps, and of which kind. What
 * is beyond counts as different.
 */
export function createGlance(
  sides: Sides,
  isUnchanged: (was: readonly Part[], is: readonly Part[]) => boolean,
): Compare {
  const known = new Map<string, readonly Gap[]>();
  let pairs = 0;
  const look = (place: Place, depth: number): readonly Gap[] => {
    if (isUnchanged(place.was, place.is)) return [];
    const key = `${depth} ${place.key}`;
    const found = known.get(key);
    if (found) return found;
    if (depth === 0 || pairs >= mostPairs) return linksTo(place);
    pairs += sides.old.alternativesOf(place.was).length * sides.new.alternativesOf(place.is).length;
    const compare: Compare = (old, now, subject) => look(placeOf(old, now, subject, sides), depth - 1);
    const gaps = oneOfEach(comparePlace(place, sides, { compare, glance: compare }));
    known.set(key, gaps);
    return gaps;
  };
  return (old, now, subject) => look(placeOf(old, now, subject, sides), deepest);
}

/** Which gaps they are doesn't matter. */
function oneOfEach(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.way} ${isCompatible(gap)}`, gap])).values()];
}
