import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trimmed } from "../../src/wire/framing.js";
import { contentLength, lines, nul, values } from "../../src/wire/index.js";

describe("trimmed", () => {
  it.each([
    ["a", "a"],
    ["", ""],
    [" \r\n\t\0", ""],
    ["\0 a \0 b \r\n", "a \0 b"],
    ["\ufeff{}", "{}"],
  ])("takes blanks, line ends and NULs off the ends of %j", (text, expected) => {
    expect(trimmed(text)).toBe(expected);
  });

  it("takes off nothing else", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ \0\r\n\t]{0,5}$/), fc.string(), (blanks, text) => {
        expect(trimmed(blanks + text + blanks)).toBe(trimmed(text));
        if (/^[^\s\0]/.test(text) && /[^\s\0]$/.test(text)) expect(trimmed(text)).toBe(text);
      }),
    );
  });

  it("takes a run of blanks inside a text in one go", () => {
    const text = `x${" ".repeat(200_000)}x`;
    expect(trimmed(text)).toBe(text);
  });
});

describe.each(Object.entries({ lines, nul, values, contentLength }))("%s", (_name, framing) => {
  it("takes no more time for a long message in many segments than for its length", () => {
    const message = JSON.stringify({ text: "x".repeat(6_000_000) });
    const bytes = Buffer.from(framing.frame(message));
    const reader = framing.createReader(message.length);
    const messages: (string | undefined)[] = [];
    for (let at = 0; at < bytes.length; at += 500) {
      reader.push(bytes.subarray(at, at + 500));
      messages.push(reader.next());
    }
    expect(messages.filter((one) => one !== undefined)).toEqual([message]);
  });
});

it("what is left of a stream that ends in a character is within the limit, too", () => {
  for (const framing of [lines, nul, values, contentLength]) {
    const reader = framing.createReader(3);
    reader.push(Buffer.from([0x31, 0x32, 0x33, 0xc3]));
    expect(reader.next()).toBeUndefined();
    expect(reader.rest()?.length ?? 0).toBeLessThanOrEqual(framing === contentLength ? 4 : 3);
  }
});
