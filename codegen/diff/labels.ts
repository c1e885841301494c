import type { Alternative } from "../values/merge.js";
import { constantsOf } from "./choices.js";

const kinds = 5;

/** A label for values: `Block`, `string or null`, `"a" or "b"`, `anything`. */
export function labelOf(alternatives: readonly Alternative[]): string {
  const isAny =
    alternatives.length === kinds && alternatives.every((one) => one.name === undefined && isBare(one));
  if (isAny) return "anything";
  if (alternatives.length === 0) return "nothing";
  return [...new Set(alternatives.flatMap(words))].join(" or ");
}

/** Values as they are written, the first few of many. */
export function textsOf(values: readonly unknown[]): string {
  return texts(values).join(" or ");
}

const mostTold = 12;
const longestTold = 60;

function texts(values: readonly unknown[]): string[] {
  const isBoolean = values.includes(true) && values.includes(false);
  const others = isBoolean ? values.filter((value) => typeof value !== "boolean") : values;
  const told = others.slice(0, mostTold).map((value) => {
    const text = JSON.stringify(value);
    return text.length > longestTold ? `${text.slice(0, longestTold)}…` : text;
  });
  const more = others.length - told.length;
  return [...(isBoolean ? ["boolean"] : []), ...told, ...(more > 0 ? [`${more} other values`] : [])];
}

function words(one: Alternative): string[] {
  if (one.kind === "value") return texts(one.values);
  if (one.name !== undefined) return [one.name];
  if (one.kind === "number" && one.keywords.has("integer")) return ["integer"];
  const constants = constantsOf(one).map(([name, value]) => `\`${name}\` ${JSON.stringify(value)}`);
  return [constants.length > 0 ? `object with ${constants.join(" and ")}` : one.kind];
}

function isBare({ keywords, members, others, positions, rest }: Alternative): boolean {
  return keywords.size + members.size + positions.length === 0 && !others && !rest;
}
