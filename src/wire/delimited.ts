import { StringDecoder } from "node:string_decoder";
import type { FrameReader, Framing } from "./framing.js";

/**
 * Messages that each end with a delimiter.
 *
 * @param delimiter One character that no JSON text contains unescaped.
 * @param clean Trims a message for its receiver. Messages that become empty are skipped.
 */
export function delimited(delimiter: string, clean: (message: string) => string): Framing {
  return {
    createReader: (limit) => createReader(limit, delimiter, clean),
    frame: (message) => message + delimiter,
  };
}

function createReader(limit: number, delimiter: string, clean: (message: string) => string): FrameReader {
  const decoder = new StringDecoder("utf8");
  /** The beginning of a message, already searched: searching it again would copy it with each chunk. */
  let head = "";
  let text = "";
  let start = 0;
  let overflowed = false;
  return {
    push(chunk) {
      text = text.slice(start) + decoder.write(chunk);
      start = 0;
    },
    next() {
      while (!overflowed) {
        const end = text.indexOf(delimiter, start);
        const part = text.slice(start, end < 0 ? undefined : end);
        overflowed = head.length + part.length > limit;
        head += part;
        start = end < 0 ? text.length : end + 1;
        if (end < 0 || overflowed) return undefined;
        const message = clean(head);
        head = "";
        if (message !== "") return message;
      }
      return undefined;
    },
    rest() {
      const message = clean(head + text.slice(start) + decoder.end());
      head = text = "";
      start = 0;
      return overflowed || message === "" || message.length > limit ? undefined : message;
    },
    get overflowed() {
      return overflowed;
    },
  };
}
