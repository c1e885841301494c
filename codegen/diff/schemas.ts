import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import { onWire } from "../model/on-wire.js";
import { canonical } from "./canonical.js";
import { altered, type Difference, type Spots } from "./change.js";
import { compareLimits } from "./limits.js";
import { below, type Compare, compareItems, compareMembers } from "./members.js";
import { compareUnions, isUnion } from "./unions.js";
import { compareKinds, typesOf } from "./values.js";

/**
 * Compares what two schemas let be sent. References are followed; what differs in a shared shape stands
 * at the shape, and two shapes are compared once.
 */
export function createComparison(before: OpenRpcDocument, after: OpenRpcDocument): Compare {
  const [resolveOld, resolveNew] = [createResolve(before), createResolve(after)];
  const known = new Map<string, Difference[]>();

  const compare: Compare = (old, now, at) => {
    const [was, is] = [resolveOld(old, at.old), resolveNew(now, at.new)];
    const key = `${was.at} ${is.at}`;
    const found = known.get(key);
    if (found) return found;
    known.set(key, []);
    const spots = {
      ...(was.at !== undefined && { old: was.at }),
      ...(is.at !== undefined && { new: is.at }),
    };
    const differences = compareResolved(was.schema, is.schema, spots);
    known.set(key, differences);
    return differences;
  };

  const compareResolved: Compare = (old, now, at) => {
    if (isUnion(old) || isUnion(now)) return compareUnions(old, now, at, compare, compareResolved);
    const shared = typesOf(old).filter((type) =>
      typesOf(now).some((other) => kindOf(other) === kindOf(type)),
    );
    const kinds = compareKinds(old, now, at);
    if (shared.length === 0) return kinds;
    return [
      ...kinds,
      ...compareLimits(old, now, at),
      ...compareAllOf(old, now, at, compare),
      ...(shared.includes("object") ? compareMembers(old, now, at, compare) : []),
      ...(shared.includes("array") ? compareItems(old, now, at, compare) : []),
    ];
  };

  return (old, now, at) => compare(onWire(old), onWire(now), at);
}

type Resolve = (schema: JsonSchema, at: string | undefined) => { schema: JsonSchema; at: string | undefined };

/** What a schema refers to, and where it stands. */
function createResolve({ components = {} }: OpenRpcDocument): Resolve {
  const shapes = new Map<string, JsonSchema>();
  const resolve: Resolve = (schema, at) => {
    const name = schema.$ref === undefined ? undefined : pointerSteps(schema.$ref).at(-1);
    if (name === undefined) return { schema, at };
    const shape = shapes.get(name) ?? onWire(components.schemas?.[name] ?? {});
    shapes.set(name, shape);
    return resolve(shape, pointer("/components/schemas", name));
  };
  return resolve;
}

function kindOf(type: string): string {
  return type === "integer" ? "number" : type;
}

function compareAllOf(before: JsonSchema, after: JsonSchema, at: Spots, compare: Compare): Difference[] {
  const [old, now] = [before.allOf ?? [], after.allOf ?? []];
  if (old.length === now.length)
    return old.flatMap((part, index) => compare(part, now[index] ?? {}, below(at, "allOf", index)));
  return canonical({ allOf: old }) === canonical({ allOf: now })
    ? []
    : [altered(at, "allOf has other parts, and only a person can tell what follows")];
}
