import { type Gap, linksTo, type Place, withoutRepeats } from "./gap.js";
import { gathered } from "./gathered.js";
import { createGlance } from "./glance.js";
import { type Compare, placeOf, type Sides } from "./pair.js";
import { comparePlace } from "./place.js";
import { createUnchanged } from "./unchanged.js";

/**
 * Compares two documents' schemas. Each pair of places is compared once, without what is further down: there its
 * gaps have links, which are followed one by one. So shapes may lead back to themselves, and chains may be long.
 */
export function createCompare(sides: Sides): Compare {
  const known = new Map<string, readonly Gap[]>();
  const isUnchanged = createUnchanged(sides);
  const glance = createGlance(sides, isUnchanged);
  const link: Compare = (old, now, subject) => {
    const place = placeOf(old, now, subject, sides);
    return isUnchanged(place.was, place.is) ? [] : linksTo(place);
  };
  const gapsAt = (place: Place): readonly Gap[] => {
    const gaps =
      known.get(place.key) ?? withoutRepeats(comparePlace(place, sides, { compare: link, glance }));
    known.set(place.key, gaps);
    return gaps;
  };
  return (old, now, subject) => withoutRepeats(gathered(link(old, now, subject), gapsAt));
}
