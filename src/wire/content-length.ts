import type { FrameReader, Framing } from "./framing.js";

/** The longest block of headers, in bytes. */
const maxHeaders = 4_096;

const headersEnd = "\r\n\r\n";

/**
 * Messages preceded by headers, of which `Content-Length` is the size in bytes, as language servers use
 * (Language Server Protocol, base protocol).
 */
export const contentLength: Framing = {
  createReader,
  frame: (message) => `Content-Length: ${Buffer.byteLength(message)}${headersEnd}${message}`,
};

function createReader(limit: number): FrameReader {
  /** The unread bytes are from `start` to `end`. */
  let bytes = Buffer.alloc(0);
  let start = 0;
  let end = 0;
  /** Length in bytes of the message whose headers were read. */
  let wanted: number | undefined;
  let overflowed = false;

  const take = (length: number): Buffer => {
    start += length;
    return bytes.subarray(start - length, start);
  };
  const readHeaders = (): void => {
    const length = bytes.subarray(start, Math.min(end, start + maxHeaders)).indexOf(headersEnd);
    if (length < 0) {
      overflowed = end - start >= maxHeaders;
      return;
    }
    const headers = take(length + headersEnd.length).toString("latin1");
    wanted = Number(/^content-length:[ \t]*(\d{1,15})[ \t]*\r$/im.exec(headers)?.[1] ?? Number.NaN);
    overflowed = !(wanted <= limit);
  };

  return {
    push(chunk) {
      const held = end - start;
      const joined =
        held + chunk.length <= bytes.length ? bytes : Buffer.alloc(Math.max(held + chunk.length, 2 * held));
      bytes.copy(joined, 0, start, end);
      joined.set(chunk, held);
      bytes = joined;
      start = 0;
      end = held + chunk.length;
    },
    next() {
      if (!overflowed && wanted === undefined) readHeaders();
      if (overflowed || wanted === undefined || end - start < wanted) return undefined;
      const message = take(wanted).toString("utf8");
      wanted = undefined;
      if (start === end) {
        bytes = Buffer.alloc(0);
        start = end = 0;
      }
      return message;
    },
    rest() {
      const isCut = !overflowed && (end > start || wanted !== undefined);
      wanted = undefined;
      return isCut ? take(end - start).toString("utf8") : undefined;
    },
    get overflowed() {
      return overflowed;
    },
  };
}
