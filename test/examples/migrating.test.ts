import { describe, expect, it } from "vitest";
import { itIsTrue, readText } from "./documented.js";
import { sectionsOf } from "./sections.js";

const markdown = readText("docs/migrating.md");

describe("coming from node-stratum", () => {
  it("has code for everything that its table points to", () => {
    const targets = [...markdown.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);
    const anchors = sectionsOf(markdown).map(({ title }) => title.toLowerCase().replaceAll(" ", "-"));
    const others = ["importing", "stratum-migrate"];
    expect(new Set(targets)).toEqual(new Set(anchors.filter((anchor) => !others.includes(anchor))));
  });

  itIsTrue(markdown, { taken: ["1337", "29443"], litecoind: ["Running a daemon"] });
});
