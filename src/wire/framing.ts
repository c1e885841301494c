/**
 * Cuts a stream of text into messages, however the stream's chunks are cut. A reader is pulled, so
 * that whoever handles messages can stop in the middle of a chunk.
 */
export interface FrameReader {
  push(chunk: string): void;
  /** The next complete message, or undefined until more is pushed. */
  next(): string | undefined;
  /** True once a message, complete or not, exceeds the limit: then the stream can't be trusted any more. */
  readonly overflowed: boolean;
}

/** How messages follow each other on a stream. */
export interface Framing {
  /** @param limit The longest message, in characters. */
  readonly createReader: (limit: number) => FrameReader;
  /** Written after each message. */
  readonly terminator: string;
}

/** Without blanks, line ends and NULs at the ends: real miners and pools send all of them. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text, start)) start++;
  while (start < end && isBlank(text, end - 1)) end--;
  return text.slice(start, end);
}

/** One by one: an expression for all of them takes a run of blanks inside the text once for each of these. */
function isBlank(text: string, index: number): boolean {
  return /[\s\0]/.test(text.charAt(index));
}
