/**
 * Lays out what json-schema-to-typescript prints unformatted: indents by braces, ends members with
 * a semicolon, takes needless parentheses away, puts short comments on one line. Its own
 * formatting would load prettier and triple the time.
 */
export function indented(text: string): string {
  const compact = withoutParentheses(text)
    .replace(/\/\*\*\n \* (.*)\n \*\//g, "/** $1 */")
    .replace(/\{\s*\n\s*\n?\}/g, "{}");
  let depth = 0;
  let inComment = false;
  const lines = compact.split("\n").map((line) => {
    const trimmed = line.trim();
    if (inComment) {
      inComment = !trimmed.endsWith("*/");
      return `${"  ".repeat(depth)} ${trimmed}`;
    }
    if (/^[)}\]]/.test(trimmed)) depth--;
    const laid = "  ".repeat(depth) + ended(trimmed, depth);
    if (trimmed.startsWith("/**")) inComment = !trimmed.endsWith("*/");
    else if (/[{(]$/.test(trimmed)) depth++;
    return laid.trimEnd();
  });
  return lines.join("\n");
}

/** Ends a member of an interface; not what opens, goes on or is ended already. */
function ended(line: string, depth: number): string {
  return depth > 0 && !/[{(|&;]$|^\/\*\*/.test(line) ? `${line};` : line;
}

/** Without the parentheses around the whole type of a member, or around everything. */
function withoutParentheses(text: string): string {
  const open: number[] = [];
  const needless = new Set<number>();
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|[()]/g)) {
    if (token === "(") open.push(index);
    if (token !== ")") continue;
    const start = open.pop() ?? 0;
    const isWhole = start === 0 || text.slice(start - 2, start) === ": ";
    const isEnd = index === text.length - 1 || text[index + 1] === "\n";
    if (isWhole && isEnd) needless.add(start).add(index);
  }
  return text
    .split("")
    .filter((_, index) => !needless.has(index))
    .join("");
}
