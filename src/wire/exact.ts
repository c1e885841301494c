import { RawJson } from "./dialect.js";

/**
 * Numbers whose digits must survive: amounts of coins, which doubles round. They are read from the
 * text and written into it digit by digit, and are texts in between.
 *
 * Paths say where they are: member names with `/` before them, `*` for every item or member, and an
 * empty path for the value itself.
 */
type Paths = readonly string[];

/** Marks a text that stands for a number. No JSON text that a peer means has it. */
const mark = "\u0000#";

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.source;
const wholeNumber = new RegExp(`^${number}$`);
const markedNumbers = new RegExp(`"\\\\u0000#(${number})"`, "g");

/** Strings without alternatives in a loop: one of many megabytes would exceed the expression's stack. */
const stringsAndNumbers = new RegExp(`${/"[^"\\]*(?:\\.[^"\\]*)*"/.source}|${number}`, "g");

/** Parses JSON with the numbers at these paths as texts that have all their digits. @throws SyntaxError. */
export function parseExact(text: string, paths: Paths): unknown {
  const marked = text.replace(stringsAndNumbers, (token) =>
    token.startsWith('"') ? token : `"\\u0000#${token}"`,
  );
  return settle(JSON.parse(marked), paths);
}

/** JSON text in which the texts at these paths are numbers with all their digits. */
export function writeExact(value: unknown, paths: Paths): RawJson {
  const marked = JSON.stringify(markAt(value, paths)) ?? "null";
  return new RawJson(marked.replace(markedNumbers, "$1"));
}

/** Marked numbers as texts where a path ends, as numbers elsewhere. */
function settle(value: unknown, paths: Paths): unknown {
  if (typeof value === "string") {
    if (!value.startsWith(mark)) return value;
    const digits = value.slice(mark.length);
    return paths.includes("") ? digits : Number(digits);
  }
  return mapMembers(value, paths, settle);
}

function markAt(value: unknown, paths: Paths): unknown {
  if (paths.length === 0) return value;
  if (typeof value === "string") return paths.includes("") && wholeNumber.test(value) ? mark + value : value;
  return mapMembers(value, paths, markAt);
}

function mapMembers(value: unknown, paths: Paths, map: (member: unknown, paths: Paths) => unknown): unknown {
  if (Array.isArray(value)) {
    const below = pathsBelow(paths, "*");
    return value.map((item) => map(item, below));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, map(member, pathsBelow(paths, name))]),
  );
}

/** What is left of the paths that lead through a member. */
function pathsBelow(paths: Paths, name: string): Paths {
  if (paths.length === 0) return paths;
  return paths.flatMap((path) => {
    const [, step, rest = ""] = path.match(/^\/([^/]*)(.*)$/) ?? [];
    return step === "*" || step === stepTo(name) ? [rest] : [];
  });
}

/** A member's name as a path has it (RFC 6901). */
function stepTo(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name;
}
