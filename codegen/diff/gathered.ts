import { type Gap, isCompatible, mostLifts, type Place, waysToEach } from "./gap.js";

/** Replaces links by the gaps that they lead to, nearest first. A place is visited by its shortest ways. */
export function gathered(links: readonly Gap[], gapsAt: (place: Place) => readonly Gap[]): Gap[] {
  const visits = new Map<string, number>();
  const open = [...links];
  const found: Gap[] = [];
  for (const gap of open) {
    if (!gap.leadsTo) {
      found.push(gap);
      continue;
    }
    const key = `${gap.way} ${isCompatible(gap)} ${gap.leadsTo.key}`;
    const count = visits.get(key) ?? 0;
    visits.set(key, count + 1);
    if (count >= waysToEach) continue;
    for (const below of gapsAt(gap.leadsTo))
      if (below.way === gap.way && isCompatible(below) === isCompatible(gap))
        open.push({ ...below, lifts: [...below.lifts, ...gap.lifts].slice(0, mostLifts + 1) });
  }
  return found;
}
