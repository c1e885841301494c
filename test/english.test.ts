import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** What people read: code with its comments and messages, and documents. `generated` follows `schemas`. */
const read = [
  ...["src", "codegen", "cli", "schemas", "scripts", "bench", "examples", "docs"],
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"],
];

/** Phrases that read like a translation, and what to write instead. */
const banned: readonly (readonly [RegExp, string])[] = [
  [/(?<!\bthere )\b(is|are) no (?!longer\b)[a-z]+/i, "is not a …, invalid, unknown"],
  [/(?<!\bthere )\b(is|are) none\b/i, "does not exist, is missing, is invalid"],
  [/\bwho (asks|sends|needs|calls|has|reads|wants)\b/i, "a client that …, a peer that …"],
  [/\b(to|for|of|from) who\b/i, "to clients that …"],
  [/\b(of )?one's own\b/i, "your own"],
  [/\bmay be left out\b/i, "is optional"],
  [/\bmend(s|ed|ing)?\b/i, "fix, normalize"],
  [/\bhand(s|ed)? in\b/i, "submit"],
  [/\bto be seen\b/i, "observability, visible"],
  [/\b(is|are) not taken\b/i, "is not accepted"],
  [/\bnobody's business\b/i, "binds to loopback, is private"],
  [/\bcan(not|'t)? bear\b/i, "can handle"],
  [/\bby chance\b/i, "random"],
  [/\b(is|are) told of\b|\btold of (each|what|a|an)\b/i, "is called with, receives"],
  [/\b(a|an) (line|object) of JSON (an?|each)\b/i, "one JSON object per event"],
  [/\b(a|one) (message|line|request|value) a (line|frame|message|event)\b/i, "one … per …"],
  [/\bbut for\b/i, "except for"],
];

it("documents, comments and messages are plain English", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const files = execFileSync("git", ["ls-files", ...read], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((file) => /\.(ts|js|md|html|css)$/.test(file));
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    readFileSync(`${root}/${file}`, "utf8")
      .split("\n")
      .flatMap((line, index) =>
        banned
          .filter(([phrase]) => phrase.test(line))
          .map(
            ([phrase, instead]) =>
              `${file}:${index + 1} ${phrase.exec(line)?.[0]} → ${instead}: ${line.trim()}`,
          ),
      ),
  );
  expect(found).toEqual([]);
});
