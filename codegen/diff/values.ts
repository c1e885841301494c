import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../document/json-schema.js";
import { altered, type Difference, narrowed, type Spots, widened } from "./change.js";

const allTypes = ["array", "boolean", "null", "number", "object", "string"];

/** The types that a schema allows; of none is said, all. */
export function typesOf({ type }: JsonSchema): string[] {
  return type === undefined ? allTypes : [type].flat();
}

/** Undefined where nothing differs; else what a whole other set of types or listed values comes to. */
export function compareKinds(before: JsonSchema, after: JsonSchema, at: Spots): Difference[] {
  return compareListed(before, after, at) ?? compareTypes(before, after, at);
}

function compareTypes(before: JsonSchema, after: JsonSchema, at: Spots): Difference[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  const gone = old.filter((type) => !covers(now, type));
  const added = now.filter((type) => !covers(old, type));
  const message = `its type was ${words(before)} and is ${words(after)}`;
  if (gone.length > 0 && added.length > 0) return [altered(at, message, "breaking")];
  if (gone.length > 0) return [narrowed(at, message)];
  return added.length > 0 ? [widened(at, message)] : [];
}

function covers(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function words({ type }: JsonSchema): string {
  return type === undefined ? "anything" : [type].flat().join(" or ");
}

/** Where one of them lists its values. */
function compareListed(before: JsonSchema, after: JsonSchema, at: Spots): Difference[] | undefined {
  const [old, now] = [listed(before), listed(after)];
  if (!old && !now) return undefined;
  if (!old) return [narrowed(at, `its values are listed now: ${texts(now ?? [])}`)];
  if (!now) return [widened(at, `its values are no longer listed; they were ${texts(old)}`, "risky")];
  const missing = (values: readonly unknown[], from: readonly unknown[]) =>
    values.filter((value) => !from.some((other) => isDeepStrictEqual(value, other)));
  const [gone, added] = [missing(old, now), missing(now, old)];
  return [
    ...(gone.length > 0 ? [narrowed(at, `it may no longer be ${texts(gone)}`)] : []),
    ...(added.length > 0 ? [widened(at, `it may also be ${texts(added)}`, "risky")] : []),
  ];
}

function listed(schema: JsonSchema): readonly unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function texts(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}
