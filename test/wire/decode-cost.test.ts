import { describe, expect, it } from "vitest";
import { decode } from "../../src/wire/decode.js";

/** What looks at a character, and what may look at all of a text. */
const perCharacter = ["charCodeAt", "charAt", "codePointAt", "at"] as const;
const perText = [
  "match",
  "matchAll",
  "replace",
  "replaceAll",
  "search",
  "split",
  "indexOf",
  "lastIndexOf",
] as const;

/** How many characters `decode` looks at, besides those that the engine's own parser reads once. */
function steps(text: string): number {
  const { prototype } = String;
  let count = 0;
  const counted = (
    name: (typeof perCharacter)[number] | (typeof perText)[number],
    cost: (text: string) => number,
  ) => {
    const original: (...args: never[]) => unknown = prototype[name];
    Reflect.set(prototype, name, function (this: string, ...args: never[]) {
      count += cost(this);
      return original.apply(this, args);
    });
    return () => Reflect.set(prototype, name, original);
  };
  const restore = [
    ...perCharacter.map((name) => counted(name, () => 1)),
    ...perText.map((name) => counted(name, (whole) => whole.length)),
  ];
  try {
    decode(text);
  } finally {
    for (const put of restore) put();
  }
  return count;
}

const batchOf = (item: string) => (count: number) =>
  `[${Array.from({ length: count }, () => item).join(",")}]`;

/** Texts that were, or could be, read more than once for each of their parts. */
const shapes: Record<string, (count: number) => string> = {
  "ids that are no whole numbers": batchOf('{"id":1.5}'),
  "escaped names": batchOf('{"\\u0069d":1.5}'),
  "ids beyond what a double holds": batchOf('{"id":12345678901234567890,"method":"a"}'),
  "ids that are only alike": batchOf('{"id":1.5,"params":[{"id":2.5}]}'),
  "blanks before a colon": (count) => `[{"id"${" ".repeat(count)}:1.5},{"id"${" ".repeat(count)}:2.5}]`,
  "the same member again and again": (count) =>
    `{${Array.from({ length: count }, () => '"id":1.5').join(",")}}`,
  "a long text full of escapes": (count) => `[{"id":1.5,"a":"${'\\"'.repeat(count)}"},{"id":1.5}]`,
  "digits without end": (count) => `[{"id":0.${"1".repeat(count)}},{"id":1.5}]`,
  "deep nesting": (count) => `[{"id":1.5,"a":${"[".repeat(count)}${"]".repeat(count)}},{"id":1.5}]`,
  "one message with one id": (count) => `{"id":1.5,"method":"${"a".repeat(count)}"}`,
};

describe("decode looks at each character a few times at the most", () => {
  it.each(Object.entries(shapes))("%s", (_name, shape) => {
    for (const count of [10, 100, 1_000, 10_000]) {
      const text = shape(count);
      expect(steps(text), `${text.length} characters`).toBeLessThanOrEqual(4 * text.length);
    }
  });
});
