import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentLength } from "../../src/wire/content-length.js";
import { decode } from "../../src/wire/decode.js";
import type { Dialect } from "../../src/wire/dialect.js";
import type { Framing } from "../../src/wire/framing.js";
import { jsonrpc1 } from "../../src/wire/jsonrpc1.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { lines } from "../../src/wire/lines.js";
import { nul } from "../../src/wire/nul.js";
import { stratum } from "../../src/wire/stratum.js";
import { values } from "../../src/wire/values.js";
import { cut, readAll } from "./read-all.js";

/** Framings with what real peers write after a message besides what the framing writes itself. */
const framings: [string, Framing, fc.Arbitrary<string>][] = [
  ["lines", lines, fc.constantFrom("", "\r\n", "\0", "\n")],
  ["values", values, fc.constantFrom("", "\n", " ", "\r\n", "\0")],
  ["nul", nul, fc.constantFrom("", "\0", "\n", "\r\n\0")],
  ["content-length", contentLength, fc.constant("")],
];

/** A stream of messages as the framing writes them, in characters: more than its bytes may be read. */
function streamOf(framing: Framing, sent: readonly (readonly [string, string])[]): string {
  return sent.map(([item, end]) => framing.frame(item) + end).join("");
}

const dialect = fc.constantFrom<Dialect>(stratum(), jsonrpc1, jsonrpc2);
const text = fc.string({ unit: "binary" });
const params = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(text, fc.jsonValue()));
const id = fc.oneof(
  fc.integer().map(String),
  text.map((value) => JSON.stringify(value)),
  fc.bigInt().map(String),
);

const message = fc.oneof(
  fc.tuple(dialect, fc.nat(), text, params).map(([{ request }, ...call]) => request(...call)),
  fc.tuple(dialect, text, params).map(([{ notification }, ...call]) => notification(...call)),
  fc.tuple(dialect, id, fc.jsonValue()).map(([{ result }, ...answer]) => result(...answer)),
  fc
    .tuple(dialect, id, fc.record({ code: fc.integer(), message: text, data: fc.jsonValue() }))
    .map(([{ error }, ...answer]) => error(...answer)),
);

const places = fc.array(fc.nat(), { maxLength: 20 });

describe.each(framings)("%s", (_name, framing, separator) => {
  it("give the same messages wherever the stream is cut", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(message, separator)), places, (sent, cuts) => {
        const stream = streamOf(framing, sent);
        const { messages, overflowed } = readAll(framing, cut(stream, cuts), 4 * stream.length);
        expect(overflowed).toBe(false);
        expect(messages).toEqual(sent.map(([item]) => item));
        for (const item of messages) expect(decode(item)).not.toMatchObject({ kind: "malformed" });
      }),
    );
  });

  it("give the same messages whenever they are pulled", () => {
    const pulls = fc.infiniteStream(fc.nat({ max: 3 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(message, separator)), places, pulls, (sent, cuts, pull) => {
        const stream = streamOf(framing, sent);
        const reader = framing.createReader(4 * stream.length);
        const messages: string[] = [];
        for (const segment of cut(stream, cuts)) {
          reader.push(segment);
          for (let count = pull.next().value; count > 0; count--) {
            const next = reader.next();
            if (next !== undefined) messages.push(next);
          }
        }
        for (let next = reader.next(); next !== undefined; next = reader.next()) messages.push(next);
        expect(messages).toEqual(sent.map(([item]) => item));
      }),
    );
  });

  it("take any bytes without an exception, and hold no more than the limit and a chunk", () => {
    const limit = 50;
    const piece = fc.constantFrom(
      ...["{", "}", "[", '"', "\\", "\n", '{"id":1,"method":"a"}\n', "\0", "é"],
      ...["Content-Length: 5\r\n\r\n", "content-length:49\r\nX: y\r\n\r\n", "Content-Length: 51\r\n\r\n"],
    );
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
      piece.map((characters) => Buffer.from(characters)),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 50 }), (chunks) => {
        const reader = framing.createReader(limit);
        for (const bytes of chunks) {
          if (reader.overflowed) break;
          reader.push(bytes);
          for (let next = reader.next(); next !== undefined; next = reader.next()) {
            expect(next.length).toBeLessThanOrEqual(limit);
            for (const { kind } of [decode(next)].flat()) {
              expect(["call", "reply", "malformed"]).toContain(kind);
            }
          }
        }
        const rest = reader.rest() ?? "";
        expect(rest.replace(/^[\s\0]+/, "").length).toBeLessThanOrEqual(
          framing === contentLength ? 4_096 : limit,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("give what is left at the end of the stream, once", () => {
    const reader = framing.createReader(100);
    reader.push(Buffer.from(`${framing.frame("[1]")}[{"id":1}, {"id"`));
    expect(reader.next()).toBe("[1]");
    expect(reader.next()).toBeUndefined();
    expect(reader.rest()).toBe('[{"id":1}, {"id"');
    expect(reader.rest()).toBeUndefined();
  });
});
