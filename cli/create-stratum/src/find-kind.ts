import { type Kind, kindNames, kinds } from "./kinds.js";
import { Refusal } from "./refusal.js";

/** Letters that may differ between what was typed and the name that was probably meant. */
const tolerance = 2;

/** @throws Refusal for an unknown kind. */
export function findKind(name: string): Kind {
  const found = kinds.find((kind) => kind.name === name);
  if (found) return found;
  const [nearest] = kinds
    .map((kind) => ({ name: kind.name, distance: distanceBetween(name.toLowerCase(), kind.name) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance);
  const hint = nearest ? ` (did you mean "${nearest.name}"?)` : "";
  throw new Refusal(`unknown kind ${JSON.stringify(name)}: expected one of ${kindNames}${hint}`, 2);
}

/** The Levenshtein distance: letters to add, remove or replace. */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [above, letter] of [...a].entries()) {
    const next = [above + 1];
    for (const [column, other] of [...b].entries()) {
      const [left = 0, up = 0, diagonal = 0] = [next[column], row[column + 1], row[column]];
      next.push(Math.min(left + 1, up + 1, diagonal + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
