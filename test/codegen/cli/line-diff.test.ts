import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../../codegen/cli/line-diff.js";

const lines = (...texts: string[]) => texts.join("\n");
const letters = "abcdefghijklmnop".split("");

describe("unifiedDiff", () => {
  it.each<[string, string, string, string[]]>([
    ["nothing", "a\nb", "a\nb", []],
    ["a line between", "a\nb\nc", "a\nB\nc", ["@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"]],
    ["a line more", "a\nb", "a\nx\nb", ["@@ -1,2 +1,3 @@", " a", "+x", " b"]],
    ["a line less", "a\nx\nb", "a\nb", ["@@ -1,3 +1,2 @@", " a", "-x", " b"]],
    ["a first line", "b", "a\nb", ["@@ -1,1 +1,2 @@", "+a", " b"]],
    ["a last line", "a", "a\nb", ["@@ -1,1 +1,2 @@", " a", "+b"]],
    ["everything", "a", "b", ["@@ -1,1 +1,1 @@", "-a", "+b"]],
  ])("shows %s", (_what, before, after, expected) => {
    expect(unifiedDiff(before, after)).toEqual(expected);
  });

  it("shows two lines around, and one hunk where these touch", () => {
    const change = (...changed: string[]) =>
      lines(...letters.map((letter) => (changed.includes(letter) ? letter.toUpperCase() : letter)));
    expect(unifiedDiff(lines(...letters), change("c", "h"))).toEqual([
      "@@ -1,10 +1,10 @@",
      ...[" a", " b", "-c", "+C", " d", " e", " f", " g", "-h", "+H", " i", " j"],
    ]);
    expect(unifiedDiff(lines(...letters), change("c", "i"))).toEqual([
      ...["@@ -1,5 +1,5 @@", " a", " b", "-c", "+C", " d", " e"],
      ...["@@ -7,5 +7,5 @@", " g", " h", "-i", "+I", " j", " k"],
    ]);
  });

  it("leads from the old text to the new one", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applied(before, unifiedDiff(lines(...before), lines(...after)))).toEqual(after);
      }),
    );
  });

  it("takes everything as changed where there are too many lines to compare", () => {
    const [before, after] = ["a", "b"].map((letter) =>
      lines("same", ...Array.from({ length: 3000 }, (_, index) => `${letter}${index}`)),
    );
    const hunk = unifiedDiff(before ?? "", after ?? "");
    expect(hunk).toHaveLength(1 + 1 + 6000);
    expect(hunk[0]).toBe("@@ -1,3001 +1,3001 @@");
  });
});

/** What hunks make of lines. */
function applied(before: readonly string[], hunks: readonly string[]): string[] {
  const after: string[] = [];
  let at = 0;
  for (const line of hunks) {
    const [, start] = line.match(/^@@ -(\d+),\d+ \+\d+,\d+ @@$/) ?? [];
    if (start) while (at < Number(start) - 1) after.push(before[at++] ?? "");
    else if (line.startsWith("+")) after.push(line.slice(1));
    else {
      expect(before[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) after.push(line.slice(1));
      at++;
    }
  }
  return [...after, ...before.slice(at)];
}
