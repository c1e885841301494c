import type { Framing } from "../../src/wire/framing.js";

/** What a reader makes of a stream's segments, pulled after each of them until it has no more. */
export function readAll(framing: Framing, segments: readonly string[], limit = 1_000) {
  const reader = framing.createReader(limit);
  const messages: string[] = [];
  for (const segment of segments) {
    reader.push(segment);
    for (let message = reader.next(); message !== undefined; message = reader.next()) messages.push(message);
  }
  return { messages, overflowed: reader.overflowed };
}

/** A text in segments that end at the given places. */
export function cut(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}
