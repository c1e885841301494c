import type { JsonSchema } from "../document/json-schema.js";
import { partsOf } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import { createSampleValues } from "../values/sample-values.js";
import type { Rule } from "./rule.js";

/** The alternatives of `oneOf` exclude each other. Told only with a value that fits two, never on suspicion. */
export const ambiguousOneOf: Rule = (document, validators) => {
  const samplesOf = createSampleValues(document);
  return partsOf(document, mayBeAmbiguous).flatMap(({ schema: { oneOf = [] }, pointer: at }) => {
    const checks = oneOf.map((branch) => validators.of(branch));
    for (const value of oneOf.flatMap(samplesOf)) {
      const fitting = checks.flatMap((fits, index) => (fits(value) ? [index] : []));
      if (fitting.length < 2) continue;
      return [
        {
          rule: "ambiguous-oneof",
          pointer: pointer(at, "oneOf"),
          message: `${shown(value)} fits the alternatives ${fitting.join(" and ")}, so oneOf refuses it`,
          expected: "alternatives of which every value fits one only",
          hint: "say anyOf, tell them apart by a const or by what is required, or say which argument decides: x-by-argument",
        },
      ];
    }
    return [];
  });
};

/** Alternatives of different types exclude each other, and need no value to see it. */
function mayBeAmbiguous({ oneOf = [], "x-by-argument": byArgument }: JsonSchema): boolean {
  if (oneOf.length < 2 || byArgument) return false;
  const types = oneOf.map(({ type }) =>
    [type ?? "any"].flat().map((one) => (one === "integer" ? "number" : one)),
  );
  const all = types.flat();
  return all.includes("any") || new Set(all).size < all.length;
}

const longest = 80;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
