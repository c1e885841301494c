import type { Part } from "../document/parts.js";
import type { Alternative } from "../values/merge.js";
import { type Gap, lifted } from "./gap.js";
import { named, type Pair } from "./pair.js";

/** Compares the items of two lists, position by position, then what comes after these. */
export function compareItems(pair: Pair): Gap[] {
  const { old, new: now } = pair;
  const positions = Math.max(old.positions.length, now.positions.length);
  return [
    ...Array.from({ length: positions }, (_, index) => compareItem(index, pair)).flat(),
    ...compareRest(positions, pair),
  ];
}

function compareItem(index: number, pair: Pair): Gap[] {
  const { old, new: now, subject } = pair;
  const [was, is] = [old, now].map((one) => one.positions[index] ?? restOf(one));
  const place = `${subject}[${index}]`;
  if (was && is) return within(index, was, is, place, pair);
  const at = { ...spot("old", was), ...spot("new", is) };
  const told = { at, lifts: [], way: "widened" } as const;
  if (is) return [{ ...told, message: `${named(place)} is new`, cause: "added", otherwise: "compatible" }];
  return was
    ? [{ ...told, message: `${named(place)} was removed`, cause: "removed", otherwise: "risky" }]
    : [];
}

function compareRest(positions: number, pair: Pair): Gap[] {
  const { old, new: now, subject } = pair;
  const [was, is] = [restOf(old), restOf(now)];
  if (was && is) return within(positions, was, is, `${subject}[]`, pair);
  if (!was && !is) return [];
  const at = { old: was?.[0]?.pointer ?? old.at, new: is?.[0]?.pointer ?? now.at };
  return [
    {
      way: is ? "narrowed" : "widened",
      at,
      message: `${named(subject)} ${is ? "now restricts" : "no longer restricts"} further items`,
      cause: "values",
      otherwise: "risky",
      lifts: [],
    },
  ];
}

/** Of a list that says nothing of its items, anything; a tuple describes no more than its positions. */
function restOf({ rest, positions }: Alternative): readonly Part[] | undefined {
  return rest ?? (positions.length === 0 ? [] : undefined);
}

function within(
  index: number,
  was: readonly Part[],
  is: readonly Part[],
  subject: string,
  { sides, old, new: now, compare }: Pair,
): Gap[] {
  const lift = (side: "old" | "new", one: Alternative) => {
    const least = Number(one.keywords.get("minItems")?.[0]?.value ?? 0);
    return (value: unknown) => {
      const list = sides[side].samples.before(one, Math.max(least, index + 1));
      return [list.with(index, value), list.map(() => value)];
    };
  };
  return lifted(compare(was, is, subject), { narrowed: lift("old", old), widened: lift("new", now) });
}

function spot(side: "old" | "new", parts: readonly Part[] | undefined) {
  const [first] = parts ?? [];
  return first ? { [side]: first.pointer } : {};
}
