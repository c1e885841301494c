import type { Part } from "../document/parts.js";
import type { Alternative } from "../values/merge.js";
import { textOf } from "./canonical.js";

const known = new WeakMap<Alternative, string>();

/** The same text for alternatives that say the same in the same words, without the shapes that they refer to. */
export function wordsOf(one: Alternative): string {
  const words = known.get(one) ?? JSON.stringify(wordsIn(one));
  known.set(one, words);
  return words;
}

function wordsIn({ kind, keywords, members, required, others, positions, rest }: Alternative): unknown {
  return [
    kind,
    sorted([...keywords].map(([name, all]) => [name, all.map(({ value }) => textOf(value)).sort()])),
    sorted([...members].map(([name, parts]) => [name, textsOf(parts)])),
    [...required].sort(),
    [others, ...positions, rest].map((parts) => parts && textsOf(parts)),
  ];
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.map(({ schema }) => textOf(schema)).sort();
}

function sorted(entries: [string, string[]][]): [string, string[]][] {
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
