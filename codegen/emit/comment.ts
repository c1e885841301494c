import type { Docs } from "../model/model.js";

const width = 96;

/** Text that can stand in a doc comment: nothing in it ends the comment, no line is longer than 96 columns. */
export function commentText(text: string): string {
  return text.trim().replaceAll("*/", "*\\/").split("\n").flatMap(wrap).join("\n");
}

/** What is said of a method, as a doc comment says it; undefined where nothing is. */
export function methodComment({ summary, description, deprecated, see }: Docs): string | undefined {
  const paragraphs = [
    summary,
    description,
    deprecated ? "@deprecated" : undefined,
    see === undefined ? undefined : `@see ${see}`,
  ].filter((paragraph) => paragraph !== undefined && paragraph !== "");
  return paragraphs.length > 0
    ? paragraphs.map((paragraph) => commentText(String(paragraph))).join("\n\n")
    : undefined;
}

/** The structure of a comment for ts-morph: one line where it fits, else a block. */
export function docs(text: string | undefined): { docs?: string[] } {
  if (text === undefined) return {};
  return { docs: [text.includes("\n") ? `\n${text}` : text] };
}

/** Lists and tags keep their lines; what is too long is broken at spaces. */
function wrap(line: string): string[] {
  if (line.length <= width || line.startsWith("@")) return [line.trimEnd()];
  const indent = line.match(/^\s*(?:[-*] )?/)?.[0].replace(/\S/g, " ") ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.trimEnd().split(" ")) {
    if (current && `${current} ${word}`.length > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current = current ? `${current} ${word}` : word;
    }
  }
  return [...lines, current];
}
