/**
 * Lays out what json-schema-to-typescript prints unformatted: indents by braces, ends members with
 * a semicolon, takes needless parentheses away, puts short comments on one line. Its own
 * formatting would load prettier and triple the time.
 */
export function indented(text: string): string {
  const compact = text.replace(/\/\*\*\n \* (.*)\n \*\//g, "/** $1 */").replace(/\{\s*\n\s*\n?\}/g, "{}");
  let depth = 0;
  let inComment = false;
  const lines = compact.split("\n").map((line) => {
    const trimmed = inComment ? ` ${line.trim()}` : line.trim();
    if (!inComment && /^[)}\]]/.test(trimmed)) depth--;
    const laid = "  ".repeat(Math.max(0, depth)) + (inComment ? trimmed : ended(unwrapped(trimmed), depth));
    if (trimmed.startsWith("/**") || inComment) inComment = !trimmed.endsWith("*/");
    else if (/[{(]$/.test(trimmed)) depth++;
    return laid.trimEnd();
  });
  return unwrapped(lines.join("\n"));
}

/** Ends a member of an interface; not what opens or goes on. */
function ended(line: string, depth: number): string {
  const isMember = depth > 0 && !/[{(|&]$|^\/\*\*/.test(line);
  return isMember ? `${line};` : line;
}

/** `a: ("x" | "y")` without the parentheses, where they close at the end. */
function unwrapped(line: string): string {
  const [, head = "", inner] =
    line.match(/^((?:"(?:[^"\\]|\\.)*"|[\w$[\] :]+)\??: )?\(([^{}()[\]]*)\)$/) ?? [];
  return inner === undefined ? line : head + inner;
}
