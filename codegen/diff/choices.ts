import { isDeepStrictEqual } from "node:util";
import type { Alternative } from "../values/merge.js";

type Choices = ReadonlyMap<string, readonly unknown[]>;

const known = new WeakMap<Alternative, Choices>();

/** The members of an object that can have listed values only. */
function choicesOf(one: Alternative): Choices {
  const choices = known.get(one) ?? choicesIn(one);
  known.set(one, choices);
  return choices;
}

function choicesIn({ members }: Alternative): Choices {
  return new Map(
    [...members].flatMap(([name, parts]) => {
      const listing = parts.find(({ schema }) => schema.const !== undefined || schema.enum !== undefined);
      if (!listing) return [];
      const { const: only, enum: values = [] } = listing.schema;
      return [[name, only === undefined ? values : [only]] as const];
    }),
  );
}

/** The members of an object that can have one value only. */
export function constantsOf(one: Alternative): [name: string, value: unknown][] {
  return [...choicesOf(one)].flatMap(([name, values]): [string, unknown][] =>
    values.length === 1 ? [[name, values[0]]] : [],
  );
}

/** Whether the values of a member that both list have none in common: then nothing fits both. */
export function isOther(one: Alternative, other: Alternative): boolean {
  const [choices, others] = [choicesOf(one), choicesOf(other)];
  return [...choices].some(([name, values]) => {
    const taken = others.get(name);
    return taken && one.required.has(name) && !values.some((value) => isIn(value, taken));
  });
}

function isIn(value: unknown, values: readonly unknown[]): boolean {
  return values.some((other) => isDeepStrictEqual(value, other));
}
