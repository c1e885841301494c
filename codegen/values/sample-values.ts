import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { onWire } from "../model/on-wire.js";
import { type AlternativesOf, createAlternatives, createResolve } from "./alternatives.js";
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
  readonly ofAlternative: (alternative: Alternative, hint?: Hint) => unknown[];
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

/** Some of each list, in turns. */
function spread(lists: readonly (readonly unknown[])[], limit: number): unknown[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  );
  return distinct(turns.flat()).slice(0, limit);
}
