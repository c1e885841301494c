import { StringDecoder } from "node:string_decoder";
import { type FrameReader, type Framing, trimmed } from "./framing.js";

/**
 * JSON objects and arrays with or without separators, as the old `stratum-notify` sends them: no line
 * end, no length. Anything else (words, values whose brackets don't match) counts as a message up to the
 * next line end, so that its sender gets an error.
 */
export const values: Framing = { createReader, frame: (message) => `${message}\n` };

function createReader(limit: number): FrameReader {
  const decoder = new StringDecoder("utf8");
  /** The beginning of a value, already scanned: scanning it again would copy it with each chunk. */
  let head = "";
  let text = "";
  let scanned = 0;
  /** The expected closing brackets, the next one last. */
  let due: string[] = [];
  let inString = false;
  let escaped = false;
  let mismatched = false;

  const isEnd = (character: string): boolean => {
    if (mismatched) return character === "\n";
    if (inString) {
      inString = escaped || character !== '"';
      escaped = !escaped && character === "\\";
      return false;
    }
    if (character === '"') inString = due.length > 0;
    else if (character === "{") due.push("}");
    else if (character === "[") due.push("]");
    else if ((character === "}" || character === "]") && due.length > 0) {
      mismatched = due.pop() !== character;
      return due.length === 0 && !mismatched;
    }
    return character === "\n" && due.length === 0;
  };
  const take = (length: number): string => {
    const value = trimmed(head + text.slice(0, length));
    head = "";
    text = text.slice(length);
    scanned = 0;
    due = [];
    inString = escaped = mismatched = false;
    return value;
  };

  return {
    push(chunk) {
      text += decoder.write(chunk);
    },
    next() {
      while (scanned < text.length && head.length + scanned <= limit) {
        if (!isEnd(text.charAt(scanned++))) continue;
        if (trimmed(head + text.slice(0, scanned)).length > limit) break;
        const value = take(scanned);
        if (value !== "") return value;
      }
      head += text.slice(0, scanned);
      text = text.slice(scanned);
      scanned = 0;
      return undefined;
    },
    rest() {
      const value = take(text.length);
      return value === "" || value.length > limit ? undefined : value;
    },
    get overflowed() {
      return head.length + scanned > limit;
    },
  };
}
