import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { onWire } from "../model/on-wire.js";
import { type AlternativesOf, createAlternatives, createResolve } from "./alternatives.js";
import { distinctly, inTurns, upTo } from "./lazily.js";
import type { Alternative } from "./merge.js";
import { distinct, number, numbers, numbersOf, texts } from "./sample-scalars.js";
import { sampleTexts } from "./sample-text.js";

/** The maximum depth of values: recursive shapes have no end. */
const deepest = 6;

/** The maximum number of values per schema, and per nested schema. */
const most = 48;
const mostBelow = 8;

/** The longest list generated to test a bound. */
const longestList = 1_025;

/** The other document's schema at the same place: its bounds and names are tried as well. */
interface Hint {
  readonly alternativesOf: AlternativesOf;
  readonly alternatives: readonly Alternative[];
}

/**
 * Values that may match schemas, simplest first: the document's examples, the required minimum, all described
 * members, bounds, and values just beyond the hint's bounds. Undescribed members are not invented. Some values may
 * not match: callers must validate them.
 */
export interface Samples {
  readonly of: (parts: readonly Part[], hint?: Hint) => unknown[];
  /** Made one by one, as they are taken. */
  readonly ofAlternative: (alternative: Alternative, hint?: Hint) => Iterable<unknown>;
  /** Objects with what is required, and with all members; without the one that is named. */
  readonly objects: (alternative: Alternative, without: string) => Record<string, unknown>[];
  /** Lists of items that come before this one. */
  readonly before: (alternative: Alternative, index: number) => unknown[];
}

/** Generates values that may match a schema of a document. */
export function createSampleValues(document: OpenRpcDocument): (schema: JsonSchema) => unknown[] {
  const { of } = createSamples(createAlternatives(createResolve(document)));
  let count = 0;
  return (schema) => of([{ schema: onWire(schema), pointer: `${count++}` }]);
}

export function createSamples(alternativesOf: AlternativesOf): Samples {
  const known = new Map<string, unknown[]>();

  const of = (parts: readonly Part[], hint: Hint | undefined, depth: number): unknown[] => {
    const key = `${depth} ${placesOf(parts)} | ${hint ? hint.alternatives.map(({ kind, at }) => `${kind} ${at}`).join(" ") : "-"}`;
    const found = known.get(key);
    if (found) return found;
    const each = alternativesOf(parts).map((one) =>
      depth < deepest ? distinctly(made(one, hint, depth)) : shallow(one),
    );
    const values = [...upTo(depth === 0 ? most : mostBelow, distinctly(inTurns(each)))];
    known.set(key, values);
    return values;
  };

  function* made(one: Alternative, hint: Hint | undefined, depth: number): Generator<unknown> {
    const others = likeliest(one, hint?.alternatives ?? []);
    yield* one.shown;
    if (one.kind === "value") yield* one.values;
    if (one.kind === "string") yield* texts(one, others);
    if (one.kind === "number") yield* numbers(one, others);
    if (one.kind === "array") yield* lists(one, others, hint, depth);
    if (one.kind === "object") yield* objects(one, others, hint, depth);
  }

  function* lists(
    one: Alternative,
    others: readonly Alternative[],
    hint: Hint | undefined,
    depth: number,
  ): Generator<unknown[]> {
    const { length } = one.positions;
    const parts = (index: number) => one.positions[index] ?? one.rest ?? (length > 0 ? undefined : []);
    const known = new Map<number, unknown[]>();
    const valuesAt = (index: number) => {
      const place = index < length ? index : -1;
      const hinted = hint && below(hint, others, ({ positions, rest }) => positions[place] ?? rest);
      const within = parts(place);
      const values = known.get(place) ?? (within ? of(within, hinted, depth + 1) : []);
      known.set(place, values);
      return values;
    };
    const filled = (size: number, pick: number): unknown[] =>
      Array.from({ length: size }, (_, index) => {
        const values = valuesAt(index);
        return values[(index < length ? pick : pick + index) % values.length];
      });
    const least = number(one, "minItems") ?? 0;
    const bounds = [one, ...others].flatMap((list) => [
      list.positions.length,
      ...numbersOf(list, ["minItems", "maxItems"]),
    ]);
    const sizes = distinct([least, ...[...bounds].flatMap((n) => [n, n - 1, n + 1]), 1, 2, 3]);
    const picked = [
      ...sizes
        .filter((size) => size >= 0 && size <= longestList)
        .flatMap((size) => [0, 1].map((pick) => ({ size, pick }))),
      ...Array.from({ length: mostBelow }, (_, pick) => ({ size: Math.max(1, least, length), pick })),
    ];
    for (const { size, pick } of picked) {
      const list = filled(size, pick);
      if (list.every((item) => item !== undefined)) yield list;
    }
  }

  function* objects(
    one: Alternative,
    others: readonly Alternative[],
    hint: Hint | undefined,
    depth: number,
  ): Generator<object> {
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
    const first = () => 0;
    const required = [...one.required];
    const optional = [...one.members.keys()].filter((name) => !one.required.has(name));
    const all = [...required, ...(depth < deepest - 2 ? optional : [])];
    const keys = one.others === undefined ? [] : keysOf(one, others);
    yield filled(required, first);
    yield filled(all, first);
    for (const name of optional) yield filled([...required, name], first);
    for (const name of optional)
      yield filled(
        all.filter((other) => other !== name),
        first,
      );
    for (const name of keys)
      for (const pick of valuesOf(name).keys()) yield filled([...required, name], () => pick);
    if (keys.some((name) => valuesOf(name).length > 0)) yield filled([...required, ...keys], first);
    for (const pick of [1, 2, 3]) yield filled(all, () => pick);
    for (const name of all)
      for (const pick of valuesOf(name).keys())
        if (pick > 0) yield filled([...required, name], (other) => (other === name ? pick : 0));
  }

  return {
    of: (parts, hint) => of(parts, hint, 0),
    ofAlternative: (one, hint) => upTo(4 * most, distinctly(made(one, hint, 0))),
    objects: (one, without) => {
      const bare = {
        ...one,
        shown: [],
        required: omit(one.required, without),
        members: omitKey(one.members, without),
      };
      return [...upTo(2, objects(bare, [], undefined, 1))].map((values) => ({ ...values }));
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
