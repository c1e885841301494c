import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleTexts } from "../../../codegen/values/sample-text.js";

describe("texts of a pattern", () => {
  it.each([
    "^0x[0-9a-f]{64}$",
    "^0x([1-9a-f]+[0-9a-f]*|0)$",
    "^(earliest|finalized|safe|latest|pending)$",
    "^[^/]+/[A-Za-z0-9._-]{1,8}$",
    "^\\d{4}-\\d\\d-\\d\\d(T.*Z)?$",
    "^(?:a|b(?<n>c+))\\s\\w\\S$",
    "[\\]\\-]x",
    "^\\u0041\\x42\\.\\$$",
    "^a{2,}b{0,2}c?$",
    "",
  ])("fit it, and are not all alike: %s", (pattern) => {
    const texts = sampleTexts(pattern, 20);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toMatch(new RegExp(pattern));
    expect(texts.length === 1).toBe(["^0x[0-9a-f]{64}$x", "^\\u0041\\x42\\.\\$$", ""].includes(pattern));
    expect(sampleTexts(pattern, 20)).toEqual(texts);
  });

  it("begin with the shortest, and reach the ends of classes and counts", () => {
    expect(sampleTexts("^0x[0-9a-f]{0,4}$", 2)).toEqual(["0x", "0xffff"]);
    expect(sampleTexts("^[a-c]$", 20).sort()).toEqual(["a", "b", "c"]);
  });

  it("are none where a pattern is not understood, or fits nothing", () => {
    expect(sampleTexts("^(a)\\1$", 20)).toEqual([]);
    expect(sampleTexts("(", 20)).toEqual([]);
    expect(sampleTexts("a^b", 20)).toEqual([]);
  });

  it("always fit, whatever the pattern", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab[]()|*+?{},0-9^$.\\dwx") }), (pattern) => {
        for (const text of sampleTexts(pattern, 5)) expect(new RegExp(pattern).test(text)).toBe(true);
      }),
      { seed: 10, numRuns: 2_000 },
    );
  });

  it("are not made without end", () => {
    expect(sampleTexts("^((a{50}){50}){50}$", 5)).toEqual([]);
    expect(sampleTexts(`^${"(".repeat(20)}a${"+)".repeat(20)}$`, 5).length).toBeLessThan(6);
  });
});
