import type { Finding } from "../check/finding.js";
import type { JsonSchema } from "../document/json-schema.js";
import { partsOf } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Rule } from "./rule.js";

const wide = /^u?int(64|128|256)$/;

/** Integers must be within ±2^53, where JSON.parse keeps their digits. */
export const unsafeIntegers: Rule = (document) =>
  partsOf(document).flatMap(({ schema, pointer: at }) => {
    if (schema["x-exact"]) return [];
    const stated = statedNumbers(schema).filter(({ value }) => isUnsafe(value));
    const found = stated.map(({ steps, value }) => unsafe(pointer(at, ...steps), `${value}`));
    return found.length > 0 || !isWide(schema) ? found : [unsafe(pointer(at, "format"), schema.format ?? "")];
  });

interface Stated {
  readonly steps: (string | number)[];
  readonly value: unknown;
}

function statedNumbers(schema: JsonSchema): Stated[] {
  const singles = (["minimum", "maximum", "const", "default"] as const).map((keyword) => ({
    steps: [keyword],
    value: schema[keyword],
  }));
  const lists = (["enum", "examples"] as const).flatMap((keyword) =>
    (schema[keyword] ?? []).map((value, index) => ({ steps: [keyword, index], value })),
  );
  return [...singles, ...lists];
}

function isUnsafe(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Whether it may be a 64-bit number without a maximum. */
function isWide({ type, format = "", maximum }: JsonSchema): boolean {
  const isNumber = [type ?? []].flat().some((name) => name === "integer" || name === "number");
  return isNumber && wide.test(format) && maximum === undefined;
}

function unsafe(at: string, what: string): Finding {
  return {
    rule: "unsafe-integer",
    pointer: at,
    message: `${what}: JSON.parse rounds whole numbers beyond ${Number.MAX_SAFE_INTEGER}`,
    expected: `numbers between ${Number.MIN_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}, or text`,
    hint: 'send it as text, give it a lower maximum, or set "x-exact": true to keep its digits as text',
  };
}
