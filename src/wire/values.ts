import { type FrameReader, type Framing, trimmed } from "./framing.js";

/**
 * JSON objects and arrays that follow each other with or without anything between them, as the old
 * `stratum-notify` sends them: no line end, no length. What is neither counts as a message up to
 * the next line end, so that a peer which sends rubbish can be told so.
 */
export const values: Framing = { createReader, terminator: "\n" };

function createReader(limit: number): FrameReader {
  let text = "";
  let scanned = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;

  const isEnd = (character: string): boolean => {
    if (inString) {
      inString = escaped || character !== '"';
      escaped = !escaped && character === "\\";
      return false;
    }
    if (character === '"') inString = depth > 0;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && depth > 0) return --depth === 0;
    return character === "\n" && depth === 0;
  };

  return {
    push(chunk) {
      text += chunk;
    },
    next() {
      while (scanned < text.length && scanned <= limit) {
        if (!isEnd(text.charAt(scanned++))) continue;
        const value = trimmed(text.slice(0, scanned));
        if (value.length > limit) break;
        text = text.slice(scanned);
        scanned = 0;
        if (value !== "") return value;
      }
      return undefined;
    },
    get overflowed() {
      return scanned > limit;
    },
  };
}
