import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import { onWire } from "../model/on-wire.js";
import { type Alternative, mergePlain, type Plain } from "./merge.js";

/** The alternatives of values that match all of these schemas; empty when no value does. */
export type AlternativesOf = (parts: readonly Part[]) => readonly Alternative[];

/** Above this many combinations, a union next to another one stays an opaque keyword. */
const mostCombinations = 64;

/**
 * Flattens schemas: references are resolved, `allOf` is merged, `anyOf` and `oneOf` become a list of
 * alternatives of one type each. Recursive unions are expanded once.
 */
export function createAlternatives(resolve: Resolve): AlternativesOf {
  const known = new Map<string, readonly Alternative[]>();

  /** @param name Of the shape on the way here; null where it is only a part of one. */
  const expand = (part: Part, open: readonly string[], name?: string | null): Plain[][] => {
    const { schema, pointer: at } = part;
    if (schema.$ref !== undefined) {
      const shape = resolve(schema.$ref);
      if (open.includes(shape.pointer)) return [];
      return expand(shape, [...open, shape.pointer], name === null ? null : (name ?? shape.name));
    }
    if (isNever(schema)) return [];
    const { allOf = [], anyOf, oneOf, ...own } = schema;
    const unions = Object.entries({ anyOf, oneOf });
    const isUnion = anyOf !== undefined || oneOf !== undefined;
    const named = isUnion ? undefined : (name ?? undefined);
    let all: Plain[][] = [[{ schema: own, pointer: at, ...(named !== undefined && { name: named }) }]];
    allOf.forEach((below, index) => {
      const spot = pointer(at, "allOf", index);
      const more = expand({ schema: below, pointer: spot }, open, null);
      all = both(all, more, { schema: { allOf: [below] }, pointer: spot });
    });
    for (const [keyword, branches] of unions) {
      if (!branches) continue;
      const each = branches.flatMap((below, index) =>
        expand({ schema: below, pointer: pointer(at, keyword, index) }, open),
      );
      all = both(all, each, { schema: { [keyword]: branches }, pointer: at });
    }
    return all;
  };

  return (parts) => {
    const key = parts.map((part) => part.pointer).join(" ");
    const found = known.get(key);
    if (found) return found;
    const all = parts.reduce<Plain[][]>((before, part) => both(before, expand(part, []), part), [[]]);
    const alternatives = oneOfValues(all.flatMap(mergePlain));
    known.set(key, alternatives);
    return alternatives;
  };
}

/** Every combination of both; where these are too many, what was to be added as it is. */
function both(all: readonly Plain[][], more: readonly Plain[][], whole: Plain): Plain[][] {
  const count = all.length * more.length;
  if (count > mostCombinations && all.length > 1 && more.length > 1) return all.map((one) => [...one, whole]);
  return all.flatMap((one) => more.map((other) => [...one, ...other]));
}

/** All listed values are one alternative, wherever they were listed. */
function oneOfValues(alternatives: readonly Alternative[]): Alternative[] {
  const listed = alternatives.filter(({ kind }) => kind === "value");
  const [first, ...others] = listed;
  if (!first || others.length === 0) return [...alternatives];
  const { name: _name, shape: _shape, ...unnamed } = first;
  const values = [
    ...new Map(listed.flatMap((one) => one.values.map((value) => [JSON.stringify(value), value]))),
  ];
  return [
    { ...unnamed, values: values.map(([, value]) => value) },
    ...alternatives.filter(({ kind }) => kind !== "value"),
  ];
}

/** A shape that something refers to. */
interface Shape extends Part {
  readonly name: string;
}

/** The target shape of a reference. */
export type Resolve = (reference: string) => Shape;

export function createResolve({ components = {} }: OpenRpcDocument): Resolve {
  const shapes = new Map<string, Shape>();
  return (reference) => {
    const name = pointerSteps(reference).at(-1) ?? "";
    const schema = components.schemas?.[name] ?? {};
    const shape = shapes.get(name) ?? {
      schema: onWire(schema),
      pointer: pointer("/components/schemas", name),
      name,
    };
    shapes.set(name, shape);
    return shape;
  };
}

function isNever({ not }: JsonSchema): boolean {
  return not !== undefined && Object.keys(not).length === 0;
}
