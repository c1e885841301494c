import { RawJson } from "./dialect.js";

/**
 * Numbers whose digits must all be kept: amounts of coins, which doubles round. They are strings in memory,
 * read from and written to JSON text digit by digit.
 *
 * Paths locate them: member names preceded by `/`, `*` for every item or member, and an empty path for the
 * value itself.
 */
type Paths = readonly string[];

/** Marks a string that stands for a number. Peers have no reason to send it. */
const mark = "\u0000#";

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.source;
const wholeNumber = new RegExp(`^${number}$`);
const markedNumbers = new RegExp(`"\\\\u0000#(${number})"`, "g");

/** Matches strings without alternatives in a loop: megabytes would overflow the expression's stack. */
const stringsAndNumbers = new RegExp(`${/"[^"\\]*(?:\\.[^"\\]*)*"/.source}|${number}`, "g");

/** Parses JSON with the numbers at these paths as strings that keep all digits. @throws SyntaxError. */
export function parseExact(text: string, paths: Paths): unknown {
  const marked = text.replace(stringsAndNumbers, (token) =>
    token.startsWith('"') ? token : `"\\u0000#${token}"`,
  );
  return settle(JSON.parse(marked), paths);
}

/** Writes JSON with the strings at these paths as numbers that keep all digits. */
export function writeExact(value: unknown, paths: Paths): RawJson {
  const marked = JSON.stringify(markAt(value, paths)) ?? "null";
  return new RawJson(marked.replace(markedNumbers, "$1"));
}

/** Converts marked numbers to strings where a path ends, to numbers elsewhere. */
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

/** The remainders of the paths that go through a member. */
function pathsBelow(paths: Paths, name: string): Paths {
  if (paths.length === 0) return paths;
  return paths.flatMap((path) => {
    const [, step, rest = ""] = path.match(/^\/([^/]*)(.*)$/) ?? [];
    return step === "*" || step === stepTo(name) ? [rest] : [];
  });
}

/** Escapes a member's name for a path (RFC 6901). */
function stepTo(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name;
}
