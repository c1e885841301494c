import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { testFiles } from "./projects.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** Lines of the tests that match, as `file:line text`. */
function linesWith(pattern: RegExp, isMeant: (file: string) => boolean = () => true): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      // Folders that tests make come and go meanwhile.
      .filter((file) => file.endsWith(".ts") && !/(^|\/)stratum-codegen-/.test(file))
      .filter((file) => file !== "conventions.test.ts" && isMeant(file))
      .flatMap((file) => {
        const lines = readFileSync(join(folder, file), "utf8").split("\n");
        return lines.flatMap((line, index) =>
          pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
        );
      })
  );
}

it("no test is skipped or preferred by hand", () => {
  expect(linesWith(/\b(it|test|describe)(\.\w+)*\.(skip|only|todo|fails)\b/)).toEqual([]);
});

it("random values come from the seed", () => {
  expect(linesWith(/Math\.random|\brandom(Bytes|Int|UUID|FillSync)\b|getRandomValues/)).toEqual([]);
});

it("helpers set up nothing for a whole file: files share their modules", () => {
  const isHelper = (file: string) => !file.endsWith(".test.ts") && file !== "setup.ts";
  expect(linesWith(/^(beforeEach|afterEach|beforeAll|afterAll|vi\.setConfig|vi\.mock)\(/, isHelper)).toEqual(
    [],
  );
});

it("a test belongs to a project by what it and its helpers import", () => {
  const files = testFiles(folder);
  const has = (name: keyof typeof files, file: string) => files[name].includes(join(folder, file));
  expect(has("unit", "conventions.test.ts")).toBe(true);
  expect(has("unit", "codegen/imports.test.ts")).toBe(true);
  expect(has("processes", "cli/call.test.ts")).toBe(true);
  expect(has("processes", "codegen/generate.test.ts")).toBe(true);
  expect(has("litecoind", "daemon/conformance.test.ts")).toBe(true);
  expect(has("litecoind", "daemon/process/starting.test.ts")).toBe(true);
});

it("tests are skipped only without a program, and never in CI", () => {
  // The test of the emitter compiles with rustc only where it is installed.
  const isRule = (file: string) => /^(installed|examples.emitter\.test)\.ts$/.test(file);
  expect(linesWith(/\bprocess\.env\.CI\b/, (file) => !isRule(file))).toEqual([]);
  expect(linesWith(/\bskipIf\((?!$|.*is(Without[A-Z]|SkippedWithout|Absent))|\brunIf\(/)).toEqual([]);
});
