import { describe, expect, it } from "vitest";
import { createClock } from "../../../codegen/cli/clock.js";

/** Lets two stages pass, and gives what was shown of them. */
function shown(isTTY: boolean): { text: string; lines: string[]; total: number } {
  let text = "";
  const clock = createClock("out", {
    isTTY,
    write: (more) => {
      text += more;
    },
  });
  clock.begins("load");
  clock.begins("emit");
  clock.ends();
  clock.ends();
  return { text, lines: clock.lines(), total: clock.total() };
}

describe("createClock", () => {
  it("shows the present stage on a terminal, and leaves nothing of it", () => {
    const clear = "\r\u001B[K";
    expect(shown(true).text).toBe(`${clear}out: load …${clear}${clear}out: emit …${clear}`);
  });

  it("shows nothing where nobody watches", () => {
    expect(shown(false).text).toBe("");
  });

  it("has a line a stage, and the time of all", () => {
    const { lines, total } = shown(false);
    expect(lines.map((line) => line.replace(/ +\d+ ms$/, ""))).toEqual(["  load", "  emit"]);
    expect(total).toBeGreaterThan(0);
  });
});
