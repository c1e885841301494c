import type { JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";

type Shapes = Readonly<Record<string, JsonSchema>>;

/**
 * Removes alternatives that refer back to their own shape: `Value = number | Value[] | (Value | null)` becomes
 * `number | Value[] | null`. They add no values, TypeScript rejects them, and a validator would not terminate.
 */
export function flattened(shapes: Shapes): Record<string, JsonSchema> {
  const circles = circlesOf(shapes);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, schema]) => {
      const circle = circles.get(name);
      return [name, circle ? (without(schema, [name], circle, shapes) ?? { not: {} }) : schema];
    }),
  );
}

/** For each shape that refers back to itself: the shapes on the way that describe the same value. */
function circlesOf(shapes: Shapes): Map<string, ReadonlySet<string>> {
  const next = new Map(Object.entries(shapes).map(([name, schema]) => [name, directly(schema)]));
  const reachable = new Map(
    [...next.keys()].map((name) => {
      const reached = new Set<string>();
      const pending = [...(next.get(name) ?? [])];
      for (let found = pending.pop(); found !== undefined; found = pending.pop()) {
        if (reached.has(found)) continue;
        reached.add(found);
        pending.push(...(next.get(found) ?? []));
      }
      return [name, reached] as const;
    }),
  );
  const isBack = (from: string, to: string) => reachable.get(from)?.has(to) ?? false;
  return new Map(
    [...reachable].flatMap(([name, reached]) =>
      reached.has(name) ? [[name, new Set([...reached].filter((other) => isBack(other, name)))]] : [],
    ),
  );
}

/** The references of a schema for the same value, not for its members or items. */
function directly({ $ref, anyOf = [], oneOf = [], allOf = [] }: JsonSchema): string[] {
  const own = nameOf($ref);
  return [...(own === undefined ? [] : [own]), ...[...anyOf, ...oneOf, ...allOf].flatMap(directly)];
}

/** The schema without references back to the open shapes; undefined when nothing else is left. */
function without(
  schema: JsonSchema,
  open: readonly string[],
  circle: ReadonlySet<string>,
  shapes: Shapes,
): JsonSchema | undefined {
  const name = nameOf(schema.$ref);
  if (name !== undefined && open.includes(name)) return undefined;
  if (name !== undefined && circle.has(name))
    return without(shapes[name] ?? {}, [...open, name], circle, shapes);
  const left = { ...schema };
  for (const keyword of ["anyOf", "oneOf", "allOf"] as const) {
    const parts = schema[keyword]
      ?.map((part) => without(part, open, circle, shapes))
      .filter((part) => part !== undefined);
    if (!parts) continue;
    if (parts.length > 0) left[keyword] = parts;
    else if (keyword === "allOf") delete left.allOf;
    else return undefined;
  }
  return left;
}

function nameOf(reference: string | undefined): string | undefined {
  return reference === undefined ? undefined : pointerSteps(reference).at(-1);
}
