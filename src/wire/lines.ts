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
      text = text.slice(start) + chunk;
      searched -= start;
      start = 0;
    },
    next() {
      while (!overflowed) {
        const end = text.indexOf("\n", searched);
        overflowed = (end < 0 ? text.length : end) - start > limit;
        searched = end < 0 ? text.length : end + 1;
        if (end < 0 || overflowed) return undefined;
        const line = clean(text.slice(start, end));
        start = searched;
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
