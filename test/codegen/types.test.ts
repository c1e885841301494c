import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { type Complaint, compile } from "./compiler.js";
import { withFolder } from "./folder.js";
import type {} from "./types/client.js";
import type {} from "./types/daemon.js";
import type {} from "./types/errors.js";
import type {} from "./types/server.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** What each comment says is wrong on the line after it. */
function expected(file: string, text: string): Complaint[] {
  return text.split("\n").flatMap((line, index) => {
    const [, message] = line.match(/\/\/ @ts-expect-error (.+)$/) ?? [];
    return message === undefined ? [] : [{ file, line: index + 2, message }];
  });
}

describe("the types of generated code", () => {
  const texts: [string, string][] = [];
  beforeAll(async () => {
    for (const name of await readdir(join(here, "types")))
      texts.push([name, await readFile(join(here, "types", name), "utf8")]);
  });

  it("refuse what is wrong, each for the reason that is given, and nothing else", async () => {
    await withFolder(async (folder) => {
      for (const [name, text] of texts) {
        await writeFile(join(folder, name), text.replaceAll("@ts-expect-error", "wrong:"));
      }
      const config = { extends: "../../tsconfig.json", include: ["*.ts"] };
      const found = (await compile(folder, config)).filter(({ file }) => !file.startsWith("../"));
      const wanted = texts.flatMap(([name, text]) => expected(name, text));
      expect(wanted.length).toBeGreaterThan(30);
      const at = ({ file, line }: Complaint) => `${file}:${line}`;
      expect(found.map(at).sort()).toEqual(wanted.map(at).sort());
      for (const want of wanted) {
        const { message = "" } = found.find((complaint) => at(complaint) === at(want)) ?? {};
        expect.soft(message, at(want)).toContain(want.message);
      }
    }, here);
  });
});
