import type { Framing } from "../../src/wire/framing.js";

/** The messages that a reader finds in a stream's segments, pulled after each of them until it has no more. */
export function readAll(framing: Framing, segments: readonly (string | Uint8Array)[], limit = 1_000) {
  const reader = framing.createReader(limit);
  const messages: string[] = [];
  for (const segment of segments) {
    reader.push(Buffer.from(segment));
    for (let message = reader.next(); message !== undefined; message = reader.next()) messages.push(message);
  }
  return { messages, overflowed: reader.overflowed };
}

/** A text's bytes in segments that end at the given places. */
export function cut(text: string, places: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}
