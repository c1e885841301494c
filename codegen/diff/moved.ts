import type { Part } from "../document/parts.js";
import type { Alternative } from "../values/merge.js";
import type { Pair } from "./pair.js";
import type { Side } from "./side.js";

/** How deep a member is looked for that has moved. */
const deepest = 3;

/** Where a member of an object is now, or was before. */
interface Moved {
  /** From the object: `prices.l1_gas_price`. */
  readonly path: string;
  /** What it stands in. */
  readonly into: string;
  readonly pointer: string | undefined;
}

/**
 * Where the other document has a member that is gone here, or had one that is new: further down in the same
 * object, at a place where this document has none of that name, and of a type that both have.
 *
 * @param side The document that is looked into.
 */
export function movedTo(name: string, pair: Pair, side: "old" | "new"): Moved | undefined {
  const other = side === "new" ? "old" : "new";
  const types = kindsOf(pair.sides[other], pair[other].members.get(name) ?? []);
  const places = below(pair.sides[side], pair[side], name, []);
  const known = below(pair.sides[other], pair[other], name, []).map(({ path }) => path);
  return places.find(
    ({ path, kinds }) => !known.includes(path) && kinds.some((kind) => types.includes(kind)),
  );
}

function below(
  side: Side,
  one: Alternative,
  name: string,
  path: readonly string[],
): (Moved & { readonly kinds: readonly string[] })[] {
  if (path.length >= deepest) return [];
  return [...one.members].flatMap(([member, parts]) => {
    const steps = [...path, member];
    return objectsOf(side, parts).flatMap((held) => {
      const found = held.members.get(name);
      const here = found
        ? [
            {
              path: [...steps, name].join("."),
              into: steps.join("."),
              pointer: found[0]?.pointer,
              kinds: kindsOf(side, found),
            },
          ]
        : [];
      return [...here, ...below(side, held, name, steps)];
    });
  });
}

function objectsOf({ alternativesOf }: Side, parts: readonly Part[]): Alternative[] {
  return alternativesOf(parts).filter(({ kind }) => kind === "object");
}

function kindsOf({ alternativesOf }: Side, parts: readonly Part[]): string[] {
  return alternativesOf(parts).map(({ kind }) => kind);
}
