import { distinctly } from "./lazily.js";
import type { Alternative, Keyword } from "./merge.js";
import { sampleTexts } from "./sample-text.js";

/** Values of common formats. */
const formatted: Readonly<Record<string, string>> = {
  date: "2024-01-31",
  "date-time": "2024-01-31T12:00:00Z",
  email: "miner@pool.example",
  ipv4: "192.0.2.1",
  uri: "https://pool.example/",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
};

const longestMade = 10_000;

export function texts(one: Alternative, others: readonly Alternative[]): string[] {
  const patterns = (from: Alternative) =>
    (from.keywords.get("pattern") ?? []).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  const [pattern] = patterns(one);
  const lengths = [one, ...others]
    .flatMap((text) => numbersOf(text, ["minLength", "maxLength"]))
    .flatMap((n) => [n, n - 1, n + 1])
    .filter((n) => n >= 0 && n <= longestMade);
  const format = one.keywords.get("format")?.[0]?.value;
  const made = [
    ...(typeof format === "string" && formatted[format] ? [formatted[format]] : []),
    ...["", "0", "a", "00", "0x0", "0x"],
    ...(pattern === undefined ? [] : sampleTexts(pattern, 24)),
    ...lengths.flatMap((length) => ["0".repeat(length), "a".repeat(length)]),
    ...others.flatMap(patterns).flatMap((hinted) => sampleTexts(hinted, 8)),
  ];
  const [least = 0, longest = Number.POSITIVE_INFINITY] = [
    number(one, "minLength"),
    number(one, "maxLength"),
  ];
  const tests = patterns(one).flatMap(tested);
  return distinct(made).filter(
    (text) => text.length >= least && text.length <= longest && tests.every((test) => test.test(text)),
  );
}

function tested(pattern: string): RegExp[] {
  try {
    return [new RegExp(pattern)];
  } catch {
    return [];
  }
}

const numeric = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

export function numbers(one: Alternative, others: readonly Alternative[]): number[] {
  const stated = [one, ...others].flatMap((of) => numbersOf(of, numeric));
  const step = number(one, "multipleOf");
  const near = stated.flatMap((n) => [n, n + 1, n - 1, n + 0.5, n - 0.5]);
  const between = stated.flatMap((a) => stated.map((b) => (a + b) / 2));
  const steps = step === undefined ? [] : [step, 2 * step, ...near.map((n) => Math.ceil(n / step) * step)];
  const isWhole = one.keywords.has("integer");
  const [least, greatest] = [number(one, "minimum"), number(one, "maximum")];
  const made = [...[least ?? 0, 1], ...near, ...steps, 0, 2, -1, ...between, 0.5, 1_000_000];
  return distinct(made).filter(
    (n) =>
      (!isWhole || Number.isInteger(n)) &&
      (least === undefined || n >= least) &&
      (greatest === undefined || n <= greatest),
  );
}

export function number({ keywords }: Alternative, keyword: string): number | undefined {
  const value = keywords.get(keyword)?.[0]?.value;
  return typeof value === "number" ? value : undefined;
}

export function numbersOf({ keywords }: Alternative, names: readonly string[]): number[] {
  const found = names.flatMap((name): readonly Keyword[] => keywords.get(name) ?? []);
  return found.flatMap(({ value }) => (typeof value === "number" ? [value] : []));
}

/** Removes duplicates. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...distinctly(values)];
}
