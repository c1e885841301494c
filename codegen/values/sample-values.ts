import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { onWire } from "../model/on-wire.js";
import { type AlternativesOf, createAlternatives, createResolve } from "./alternatives.js";
import type { Alternative, Keyword } from "./merge.js";
import { sampleTexts } from "./sample-text.js";

/** How deep shapes are filled in: those that hold themselves have no end. */
const deepest = 6;

/** How many values of one schema are made, and how many where it is within another. */
const most = 48;
const mostBelow = 8;

/** The longest list that is made to find out about a bound. */
const longestList = 1_025;

/** What the other of two documents says at the same place: its bounds and names are worth a try. */
interface Hint {
  readonly alternativesOf: AlternativesOf;
  readonly alternatives: readonly Alternative[];
}

/**
 * Values that may fit schemas, the simplest first: what the document shows, the least that is asked for,
 * everything that is described, bounds and what is just beyond the hint's. Members that are not described
 * are not made up. Some may not fit: whoever uses them checks.
 */
export interface Samples {
  readonly of: (parts: readonly Part[], hint?: Hint) => unknown[];
  readonly ofAlternative: (alternative: Alternative, hint?: Hint) => unknown[];
  /** Objects with what is required, and with all members; without the one that is named. */
  readonly objects: (alternative: Alternative, without: string) => Record<string, unknown>[];
  /** Lists of items that come before this one. */
  readonly before: (alternative: Alternative, index: number) => unknown[];
}

/** Makes values that may fit a schema of a document. */
export function createSampleValues(document: OpenRpcDocument): (schema: JsonSchema) => unknown[] {
  const { of } = createSamples(createAlternatives(createResolve(document)));
  let count = 0;
  return (schema) => of([{ schema: onWire(schema), pointer: `${count++}` }]);
}

export function createSamples(alternativesOf: AlternativesOf): Samples {
  const known = new Map<string, unknown[]>();

  const of = (parts: readonly Part[], hint: Hint | undefined, depth: number): unknown[] => {
    const key = `${depth} ${placesOf(parts)} | ${hint ? hint.alternatives.map(({ kind, at }) => `${kind} ${at}`).join(" ") : "-"}`;
    const values =
      known.get(key) ??
      spread(
        alternativesOf(parts).map((one) =>
          depth < deepest ? ofAlternative(one, hint, depth) : shallow(one),
        ),
        depth === 0 ? most : mostBelow,
      );
    known.set(key, values);
    return values;
  };

  const ofAlternative = (one: Alternative, hint: Hint | undefined, depth: number): unknown[] => {
    const others = likeliest(one, hint?.alternatives ?? []);
    const made = {
      value: () => one.values,
      string: () => texts(one, others),
      number: () => numbers(one, others),
      array: () => lists(one, others, hint, depth),
      object: () => objects(one, others, hint, depth),
    }[one.kind]();
    return distinct([...one.shown, ...made]);
  };

  const lists = (
    one: Alternative,
    others: readonly Alternative[],
    hint: Hint | undefined,
    depth: number,
  ): unknown[][] => {
    const hinted = (index: number) =>
      hint && below(hint, others, ({ positions, rest }) => positions[index] ?? rest);
    const items = one.positions.map((parts, index) => of(parts, hinted(index), depth + 1));
    const rest = one.rest === undefined && items.length > 0 ? [] : of(one.rest ?? [], hinted(-1), depth + 1);
    const least = number(one, "minItems") ?? 0;
    const bounds = [one, ...others].flatMap((list) => [
      list.positions.length,
      ...numbersOf(list, ["minItems", "maxItems"]),
    ]);
    const lengths = distinct([least, ...[...bounds].flatMap((n) => [n, n - 1, n + 1]), 1, 2, 3]);
    const filled = (length: number, pick: number): unknown[] =>
      Array.from({ length }, (_, index) => {
        const values = items[index] ?? rest;
        return values[(items[index] ? pick : pick + index) % values.length];
      });
    const isMade = (list: unknown[]) => list.every((item) => item !== undefined);
    return [
      ...lengths
        .filter((length) => length >= 0 && length <= longestList)
        .flatMap((length) => [0, 1].map((pick) => filled(length, pick))),
      ...Array.from({ length: mostBelow }, (_, pick) => filled(Math.max(1, least, items.length), pick)),
    ].filter(isMade);
  };

  const objects = (
    one: Alternative,
    others: readonly Alternative[],
    hint: Hint | undefined,
    depth: number,
  ): object[] => {
    const hinted = (name: string) =>
      hint && below(hint, others, ({ members, others: rest }) => members.get(name) ?? rest);
    const known = new Map<string, unknown[]>();
    const valuesOf = (name: string) => {
      const values =
        known.get(name) ?? of(one.members.get(name) ?? one.others ?? [], hinted(name), depth + 1);
      known.set(name, values);
      return values;
    };
    const filled = (names: readonly string[], pick: (name: string) => number) =>
      Object.fromEntries(
        names.flatMap((name) => {
          const values = valuesOf(name);
          return values.length === 0 ? [] : [[name, values[pick(name) % values.length]]];
        }),
      );
    const required = [...one.required];
    const optional = [...one.members.keys()].filter((name) => !one.required.has(name));
    const all = [...required, ...(depth < deepest - 2 ? optional : [])];
    const made = one.others === undefined ? [] : keysOf(one, others);
    const maps = made.flatMap((name) =>
      valuesOf(name).map((_, pick) => filled([...required, name], () => pick)),
    );
    const first = () => 0;
    return [
      filled(required, first),
      filled(all, first),
      ...optional.map((name) => filled([...required, name], first)),
      ...optional.map((name) =>
        filled(
          all.filter((other) => other !== name),
          first,
        ),
      ),
      ...maps,
      ...(maps.length > 0 ? [filled([...required, ...made], first)] : []),
      ...[1, 2, 3].map((pick) => filled(all, () => pick)),
      ...all.flatMap((name) =>
        valuesOf(name)
          .slice(1)
          .map((_, index) => filled([...required, name], (other) => (other === name ? index + 1 : 0))),
      ),
    ];
  };

  return {
    of: (parts, hint) => of(parts, hint, 0),
    ofAlternative: (one, hint) => ofAlternative(one, hint, 0).slice(0, 4 * most),
    objects: (one, without) => {
      const bare = {
        ...one,
        shown: [],
        required: omit(one.required, without),
        members: omitKey(one.members, without),
      };
      return objects(bare, [], undefined, 1)
        .slice(0, 2)
        .map((made) => ({ ...made }));
    },
    before: (one, index) =>
      Array.from(
        { length: index },
        (_, at) => of(one.positions[at] ?? one.rest ?? [], undefined, 1)[0] ?? null,
      ),
  };
}

/** How many alternatives of the other document are looked at for hints. */
const mostHints = 4;

/** Those of the same type; of many, the one of the same name, else the first few. */
function likeliest(one: Alternative, alternatives: readonly Alternative[]): Alternative[] {
  const alike = alternatives.filter(({ kind }) => kind === one.kind);
  const namesake = alike.find(({ name }) => name !== undefined && name === one.name);
  return namesake ? [namesake] : alike.slice(0, mostHints);
}

function below(
  { alternativesOf }: Hint,
  others: readonly Alternative[],
  step: (other: Alternative) => readonly Part[] | undefined,
): Hint {
  return { alternativesOf, alternatives: others.flatMap((other) => alternativesOf(step(other) ?? [])) };
}

function placesOf(parts: readonly Part[]): string {
  return parts.map((part) => part.pointer).join(" ");
}

/** What needs nothing further down. */
function shallow(one: Alternative): readonly unknown[] {
  if (one.kind === "value") return one.values;
  if (one.kind === "string") return texts(one, []);
  if (one.kind === "number") return numbers(one, []);
  if (one.kind === "array") return one.keywords.has("minItems") ? [] : [[]];
  return one.required.size > 0 ? [] : [{}];
}

function omit(names: ReadonlySet<string>, without: string): Set<string> {
  return new Set([...names].filter((name) => name !== without));
}

function omitKey<T>(map: ReadonlyMap<string, T>, without: string): Map<string, T> {
  return new Map([...map].filter(([name]) => name !== without));
}

/** Names for members of a map: those that the other document describes, and one of its own. */
export function keysOf({ keywords }: Alternative, others: readonly Alternative[]): string[] {
  const named = (keywords.get("propertyNames") ?? []).flatMap(({ value }) => {
    const pattern: unknown = Reflect.get(Object(value), "pattern");
    return typeof pattern === "string" ? sampleTexts(pattern, 3) : [];
  });
  return distinct([
    ...(named.length > 0 ? named : ["key", "other"]),
    ...others.flatMap((one) => [...one.members.keys()]),
  ]);
}

/** What formats that are often used look like. */
const formatted: Readonly<Record<string, string>> = {
  date: "2024-01-31",
  "date-time": "2024-01-31T12:00:00Z",
  email: "miner@pool.example",
  ipv4: "192.0.2.1",
  uri: "https://pool.example/",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
};

const longestMade = 10_000;

function texts(one: Alternative, others: readonly Alternative[]): string[] {
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

function numbers(one: Alternative, others: readonly Alternative[]): number[] {
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

function number({ keywords }: Alternative, keyword: string): number | undefined {
  const value = keywords.get(keyword)?.[0]?.value;
  return typeof value === "number" ? value : undefined;
}

function numbersOf({ keywords }: Alternative, names: readonly string[]): number[] {
  const found = names.flatMap((name): readonly Keyword[] => keywords.get(name) ?? []);
  return found.flatMap(({ value }) => (typeof value === "number" ? [value] : []));
}

function distinct<T>(values: readonly T[]): T[] {
  const known = new Map<unknown, T>();
  for (const value of values) {
    const key = typeof value === "object" ? JSON.stringify(value) : value;
    if (!known.has(key)) known.set(key, value);
  }
  return [...known.values()];
}

/** Some of each list, in turns. */
function spread(lists: readonly (readonly unknown[])[], limit: number): unknown[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  );
  return distinct(turns.flat()).slice(0, limit);
}
