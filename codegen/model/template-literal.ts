/** The strings that a pattern matches, as a TypeScript type: a few strings, or a template literal. */
export type TemplateLiteral =
  | { readonly values: readonly string[] }
  | { readonly parts: readonly TemplatePart[] };

/** A literal text, one of several texts, or a placeholder for any text or number. */
export type TemplatePart = string | readonly string[] | { readonly any: "string" | "number" | "bigint" };

const number = String.raw`-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?`;
const integer = "-?(?:0|[1-9][0-9]*)";
/** Alternatives in parentheses that consist of letters. */
const group = /^\((?:\?:)?((?:[^()[\]\\.*+?^${}|]+\|)*[^()[\]\\.*+?^${}|]+)\)(?![*+?{])/;
/** A literal letter that occurs once. */
const letter = /^(?:\\([.*+?^${}()|[\]\\/-])|([^()[\]\\.*+?^${}|]))(?![*+?{])/;

/** The maximum number of strings in a union. */
const most = 64;

/**
 * Parses a pattern in TypeBox's form of template literals: `^0x.*$`, `^(a|b)-(on|off)$`. Undefined for all others:
 * TypeScript has no type for a character class.
 */
export function templateLiteral(pattern: string): TemplateLiteral | undefined {
  if (!pattern.startsWith("^") || !pattern.endsWith("$")) return undefined;
  const parts = partsOf(pattern.slice(1, -1));
  if (!parts || parts.every((part) => typeof part === "object" && "any" in part && part.any === "string"))
    return undefined;
  const values = parts.reduce<readonly string[] | undefined>(
    (before, part) => {
      if (!before || (typeof part === "object" && "any" in part)) return undefined;
      const all = before.flatMap((text) => [part].flat().map((next) => text + next));
      return all.length > most ? undefined : all;
    },
    [""],
  );
  return values ? { values: [...new Set(values)] } : { parts };
}

function partsOf(source: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  for (let rest = source; rest !== ""; ) {
    const { part, length } = nextPart(rest) ?? {};
    if (part === undefined || length === undefined) return undefined;
    const before = parts.at(-1);
    if (typeof before === "string" && typeof part === "string") parts.splice(-1, 1, before + part);
    else parts.push(part);
    rest = rest.slice(length);
  }
  return parts;
}

function nextPart(rest: string): { part: TemplatePart; length: number } | undefined {
  if (rest.startsWith(".*")) return { part: { any: "string" }, length: 2 };
  if (rest.startsWith(number)) return { part: { any: "number" }, length: number.length };
  if (rest.startsWith(integer)) return { part: { any: "bigint" }, length: integer.length };
  const [alternatives, names] = rest.match(group) ?? [];
  if (alternatives !== undefined && names !== undefined)
    return { part: names.split("|"), length: alternatives.length };
  const [found, escaped, plain] = rest.match(letter) ?? [];
  const text = escaped ?? plain;
  return found === undefined || text === undefined ? undefined : { part: text, length: found.length };
}
