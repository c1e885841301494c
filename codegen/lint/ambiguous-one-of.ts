import type { JsonSchema } from "../document/json-schema.js";
import { partsOf } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import { createSampleValues } from "../values/sample-values.js";
import type { Rule } from "./rule.js";

/** Alternatives of `oneOf` must exclude each other. Reported only with a value that matches two. */
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
          expected: "alternatives that exclude each other",
          hint: "use anyOf, distinguish them by a const or by required members, or name the deciding argument in x-by-argument",
        },
      ];
    }
    return [];
  });
};

/** Alternatives of different types always exclude each other. */
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
