import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type EntrySize, entrySizes, sizeTable } from "../../scripts/entry-sizes.js";
import { withFolder, write } from "../codegen/folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("the sizes of entries", () => {
  it("count what an import loads at once, and name other packages", async () => {
    await withFolder(async (folder) => {
      const main =
        'import { b } from "./b.js";\nimport fs from "node:fs";\nexport const c = () => import("./c.js");\n';
      await write(folder, {
        "package.json": JSON.stringify({
          name: "own",
          exports: { ".": "./a.js", "./b": { browser: "./b.js" } },
        }),
        "a.js": main,
        "b.js":
          'export * from "./a.js";\nexport {\n  x,\n  y,\n} from "x";\nimport "own/b";\nexport const b = 1;\n',
        "c.js": 'import "never";\n',
      });
      expect(entrySizes(folder)).toMatchObject([
        { title: "`own`", modules: 2, packages: ["x"] },
        { title: "`own/b` in a browser", modules: 2, packages: ["x"] },
      ]);
    });
  });

  it("are small where little is needed: no development chain, no HTTP client before the first call", () => {
    const sizes = new Map(entrySizes(root).map((size) => [size.title, size]));
    expect(sizes.get("`stratum`")?.packages).not.toContain("undici");
    expect(sizes.get("`stratum`")?.modules).toBeLessThan(175);
    expect(sizes.get("`stratum/client`")?.modules).toBeLessThan(65);
    expect(sizes.get("`stratum/work`")?.packages).toEqual([]);
  });
});

describe("the table of sizes", () => {
  const size = (gzipped: number): EntrySize => ({
    title: "`own`",
    modules: 2,
    gzipped,
    packages: ["x", "y"],
  });
  const rowOf = (table: string) => table.split("\n")[2];

  it("has whole kB", () => {
    expect(rowOf(sizeTable([size(3.2)], ""))).toBe("| `own` | 2 | 4 kB | x, y |");
  });

  it("stays as it is while a size differs by no more than 1 kB", () => {
    const before = sizeTable([size(3.2)], "");
    expect(sizeTable([size(4.9)], before)).toBe(before);
    expect(sizeTable([size(3)], before)).toBe(before);
    expect(rowOf(sizeTable([size(5.1)], before))).toBe("| `own` | 2 | 6 kB | x, y |");
  });
});
