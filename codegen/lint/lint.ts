import { check } from "../check/check.js";
import { problemsFrom } from "../check/finding.js";
import type { Problem } from "../check/problem.js";
import { referenceSiblings } from "../check/reference-siblings.js";
import { placeIn } from "../load/document.js";
import type { Loaded, Unreached } from "../load/loaded.js";
import { ambiguousOneOf } from "./ambiguous-one-of.js";
import { uncheckedKeywords } from "./degradations.js";
import { examples } from "./examples.js";
import { impossibleMembers, unknownKeywords } from "./keywords.js";
import { requiredAfterOptional } from "./required-after-optional.js";
import type { Rule } from "./rule.js";
import { unsafeIntegers } from "./unsafe-integers.js";
import { createValidators } from "./validators.js";

const rules: readonly Rule[] = [
  ...[examples, requiredAfterOptional, unsafeIntegers, ambiguousOneOf],
  ...[referenceSiblings, unknownKeywords, uncheckedKeywords, impossibleMembers],
];

/**
 * The problems of a loaded document: errors that prevent generation or, without errors, warnings.
 *
 * @param ignored Names of rules to ignore.
 */
export function lint(loaded: Loaded, ignored: readonly string[] = []): Problem[] {
  const { document, origins, problems: found, notes, unreached } = loaded;
  const problems = found.some(isError) ? found : [...found, ...check(document, origins).filter(isError)];
  if (problems.some(isError)) return [...problems];
  const validators = createValidators(document);
  const findings = rules.flatMap((rule) => rule(document, validators));
  const warnings = findings.map((finding) => ({ ...finding, severity: "warning" as const }));
  return [
    ...problems,
    ...notes(true),
    ...problemsFrom(warnings, document, origins),
    ...unreached.map(unreachable),
  ].filter(({ rule }) => rule === undefined || !ignored.includes(rule));
}

function unreachable({ source, pointer }: Unreached): Problem {
  return {
    rule: "unreachable-component",
    severity: "warning",
    ...placeIn(source, pointer),
    message: "nothing refers to it: it is not generated",
    hint: "refer to it, or remove it",
  };
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}
