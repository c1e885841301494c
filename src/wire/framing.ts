/**
 * Splits a stream of bytes into messages, independently of chunk boundaries. Messages are pulled, so that
 * the caller can stop in the middle of a chunk.
 */
export interface FrameReader {
  push(chunk: Uint8Array): void;
  /** The next complete message, or undefined until more is pushed. */
  next(): string | undefined;
  /**
   * The unterminated message at the end of the stream, or undefined. Delivered if it is complete JSON, otherwise the
   * connection closes with an error.
   */
  rest(): string | undefined;
  /** True once a message, complete or not, exceeds the limit. The rest of the stream is unreadable then. */
  readonly overflowed: boolean;
}

/** How messages are separated on a stream of bytes. */
export interface Framing {
  /** @param limit The longest message: characters for delimited framings, bytes for `contentLength`. */
  readonly createReader: (limit: number) => FrameReader;
  /** Encodes a message for the stream. */
  readonly frame: (message: string) => string;
}

/** Removes whitespace and NULs from both ends: real miners and pools send them. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text, start)) start++;
  while (start < end && isBlank(text, end - 1)) end--;
  return text.slice(start, end);
}

/** Character by character: one regular expression for both ends takes quadratic time on a run of blanks inside. */
function isBlank(text: string, index: number): boolean {
  return /[\s\0]/.test(text.charAt(index));
}
