import type { JsonSchema } from "../document/json-schema.js";
import { pointer } from "../document/pointer.js";
import { altered, type Difference, narrowed, type Spots, widened } from "./change.js";

/** Compares schemas further down. */
export type Compare = (before: JsonSchema, after: JsonSchema, at: Spots) => Difference[];

/** The same steps further down in both documents. */
export function below(at: Spots, ...steps: (string | number)[]): Spots {
  return {
    ...(at.old !== undefined && { old: pointer(at.old, ...steps) }),
    ...(at.new !== undefined && { new: pointer(at.new, ...steps) }),
  };
}

export const onlyOld = ({ old }: Spots): Spots => (old === undefined ? {} : { old });
export const onlyNew = ({ new: now }: Spots): Spots => (now === undefined ? {} : { new: now });

/** Members of objects: who gets one that it does not know passes over it, unless its schema is closed. */
export function compareMembers(
  before: JsonSchema,
  after: JsonSchema,
  at: Spots,
  compare: Compare,
): Difference[] {
  const [old, now] = [before.properties ?? {}, after.properties ?? {}];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return [
    ...names.flatMap((name) => compareMember(name, before, after, at, compare)),
    ...compareOthers(before, after, below(at, "additionalProperties"), compare),
  ];
}

function compareMember(
  name: string,
  before: JsonSchema,
  after: JsonSchema,
  at: Spots,
  compare: Compare,
): Difference[] {
  const spot = below(at, "properties", name);
  const [old, now] = [before.properties?.[name], after.properties?.[name]];
  const [wasRequired, isRequired] = [before, after].map(({ required = [] }) => required.includes(name));
  const shown = JSON.stringify(name);
  if (!old) {
    const isUnknown = before.additionalProperties === false;
    const receiver = isUnknown ? "risky" : "compatible";
    return isRequired
      ? [narrowed(onlyNew(spot), `${shown} is new, and required`)]
      : [widened(onlyNew(spot), `${shown} is new, and may be left out`, receiver)];
  }
  if (!now) {
    const sender = after.additionalProperties === false ? "risky" : "compatible";
    const receiver = wasRequired ? "breaking" : "risky";
    return [{ at: onlyOld(spot), message: `${shown} is gone`, sender, receiver }];
  }
  return [
    ...(wasRequired && !isRequired ? [widened(spot, `${shown} may be left out now`)] : []),
    ...(!wasRequired && isRequired ? [narrowed(spot, `${shown} is required now`)] : []),
    ...compare(old, now, spot),
  ];
}

function compareOthers(
  { additionalProperties: old = true }: JsonSchema,
  { additionalProperties: now = true }: JsonSchema,
  at: Spots,
  compare: Compare,
): Difference[] {
  if (old === now) return [];
  if (old === false) return [widened(onlyNew(at), "members of other names may be there now", "risky")];
  if (now === false) return [narrowed(onlyNew(at), "members of other names may no longer be there", "risky")];
  return compare(old === true ? {} : old, now === true ? {} : now, at);
}

/** Items of a list, positions of a tuple. */
export function compareItems(
  before: JsonSchema,
  after: JsonSchema,
  at: Spots,
  compare: Compare,
): Difference[] {
  if (before.items === undefined && after.items === undefined) return [];
  const [old, now] = [before.items ?? {}, after.items ?? {}];
  if (Array.isArray(old) && Array.isArray(now)) return comparePositions(before, after, old, now, at, compare);
  if (Array.isArray(old) || Array.isArray(now))
    return [altered(at, "a list became a tuple, or a tuple a list", "breaking")];
  return compare(schemaOf(old), schemaOf(now), below(at, "items"));
}

function comparePositions(
  { minItems: leastOld = 0 }: JsonSchema,
  { minItems: leastNew = 0 }: JsonSchema,
  old: readonly JsonSchema[],
  now: readonly JsonSchema[],
  at: Spots,
  compare: Compare,
): Difference[] {
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
    const spot = below(at, "items", index);
    const [was, is] = [old[index], now[index]];
    const [wasRequired, isRequired] = [index < leastOld, index < leastNew];
    if (!was)
      return isRequired
        ? [narrowed(onlyNew(spot), `position ${index} is new, and required`)]
        : [widened(onlyNew(spot), `position ${index} is new, and may be left out`, "compatible")];
    if (!is) return [widened(onlyOld(spot), `position ${index} is gone`, wasRequired ? "breaking" : "risky")];
    return [
      ...(wasRequired && !isRequired ? [widened(spot, `position ${index} may be left out now`)] : []),
      ...(!wasRequired && isRequired ? [narrowed(spot, `position ${index} is required now`)] : []),
      ...compare(was, is, spot),
    ];
  }).flat();
}

function schemaOf(schema: JsonSchema | boolean): JsonSchema {
  if (typeof schema === "object") return schema;
  return schema ? {} : { not: {} };
}
