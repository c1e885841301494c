/**
 * Cuts a stream of bytes into messages, however the stream's chunks are cut. A reader is pulled, so
 * that its user can stop in the middle of a chunk.
 */
export interface FrameReader {
  push(chunk: Uint8Array): void;
  /** The next complete message, or undefined until more is pushed. */
  next(): string | undefined;
  /** What is left when the stream ends: an unterminated message, or undefined. */
  rest(): string | undefined;
  /** True once a message, complete or not, exceeds the limit. The rest of the stream can't be read then. */
  readonly overflowed: boolean;
}

/** How messages follow each other on a stream of bytes. */
export interface Framing {
  /** @param limit The longest message: characters for delimited framings, bytes for `contentLength`. */
  readonly createReader: (limit: number) => FrameReader;
  /** A message as it is written to the stream. */
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

/** Character by character: one regular expression for both ends costs quadratic time on a run of blanks inside. */
function isBlank(text: string, index: number): boolean {
  return /[\s\0]/.test(text.charAt(index));
}
