import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trimmed } from "../../src/wire/framing.js";

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
