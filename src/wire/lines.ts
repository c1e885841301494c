import { type FrameReader, type Framing, trimmed } from "./framing.js";

/** A message a line, as Stratum has it. Empty lines are passed over. */
export const lines: Framing = { createReader: (limit) => createReader(limit, clean), terminator: "\n" };

/** The same, with lines as they came: for those who refuse what `lines` takes off. */
export const rawLines: Framing = {
  createReader: (limit) => createReader(limit, (line) => line),
  terminator: "\n",
};

function createReader(limit: number, clean: (line: string) => string): FrameReader {
  let text = "";
  let start = 0;
  let searched = 0;
  let overflowed = false;
  return {
    push(chunk) {
      searched = text.length - start;
      text = searched > 0 ? text.slice(start) + chunk : chunk;
      start = 0;
    },
    next() {
      while (!overflowed) {
        const end = text.indexOf("\n", Math.max(start, searched));
        overflowed = (end < 0 ? text.length : end) - start > limit;
        if (end < 0 || overflowed) return undefined;
        const line = clean(text.slice(start, end));
        start = end + 1;
        searched = 0;
        if (line !== "") return line;
      }
      return undefined;
    },
    get overflowed() {
      return overflowed;
    },
  };
}

/** Almost every line begins with `{` and ends with `}`; only the others are looked at twice. */
function clean(line: string): string {
  const isObject = line.charCodeAt(0) === 0x7b && line.charCodeAt(line.length - 1) === 0x7d;
  return isObject ? line : trimmed(line);
}
