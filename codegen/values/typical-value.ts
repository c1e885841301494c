import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { createValidators } from "../lint/validators.js";
import { onWire } from "../model/on-wire.js";
import { createAlternatives, createResolve } from "./alternatives.js";
import type { Alternative } from "./merge.js";
import { createSamples } from "./sample-values.js";

/** The maximum depth of members: recursive shapes have no end. */
const deepest = 5;

/**
 * Generates a valid, realistic value for a schema of a document: with all members, one item in each list, and the
 * document's examples where there are any.
 *
 * @returns Undefined when no valid value was found.
 */
export function createTypicalValue(
  document: OpenRpcDocument,
): (schema: JsonSchema) => { readonly value: unknown } | undefined {
  const alternativesOf = createAlternatives(createResolve(document));
  const samples = createSamples(alternativesOf);
  const validators = createValidators(document);
  let count = 0;

  const typical = (parts: readonly Part[], depth: number): unknown => {
    const [first] = alternativesOf(parts).toSorted((a, b) => rank(a) - rank(b));
    return first === undefined ? undefined : ofAlternative(first, depth);
  };

  const ofAlternative = (one: Alternative, depth: number): unknown => {
    if (one.shown.length > 0) return one.shown[0];
    if (one.kind === "object") return object(one, depth);
    if (one.kind === "array") return list(one, depth);
    const [simple, ...others] = samples.ofAlternative(one);
    if (simple !== "") return simple;
    return others.includes("a") ? "text" : (others[0] ?? simple);
  };

  const object = ({ members, required }: Alternative, depth: number) =>
    Object.fromEntries(
      [...members]
        .filter(([name]) => depth < deepest || required.has(name))
        .map(([name, parts]) => [name, typical(parts, depth + 1)])
        .filter(([, value]) => value !== undefined),
    );

  const list = ({ positions, rest, keywords }: Alternative, depth: number) => {
    const least = Number(keywords.get("minItems")?.[0]?.value ?? 0);
    const items = positions.map((parts) => typical(parts, depth + 1));
    if (rest === undefined || (positions.length > 0 && least <= positions.length)) return items;
    const more = Math.max(depth < deepest ? 1 : 0, least - items.length);
    return [...items, ...Array.from({ length: more }, () => typical(rest, depth + 1))];
  };

  return (schema) => {
    const parts = [{ schema: onWire(schema), pointer: `${count++}` }];
    const fits = validators.of(schema);
    for (const value of [typical(parts, 0), ...samples.of(parts)])
      if (value !== undefined && fits(value) === true) return { value };
    return undefined;
  };
}

/** The most informative first; null and similar last. */
function rank({ kind, values }: Alternative): number {
  if (kind === "value") return values.every((value) => value === null) ? 5 : 3;
  return { object: 0, array: 1, string: 2, number: 4 }[kind];
}
