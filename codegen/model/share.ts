import type { JsonSchema } from "../document/json-schema.js";
import { pointer } from "../document/pointer.js";
import { mapSubschemas } from "../document/subschemas.js";
import type { Shape } from "./model.js";
import { pascalCase } from "./names.js";
import { isAnnotation } from "./normalize.js";
import { singular } from "./singular.js";

/** A schema of the document, with the parts of a name for it. */
export interface Root {
  /** Its owner, as in names: `Getblock`. */
  readonly owner: string;
  /** Its role: `verbosity`, `Result`. The role of a result doesn't name its parts. */
  readonly role: string;
  readonly isResult: boolean;
  readonly schema: JsonSchema;
}

/** Schemas in which repeated shapes are replaced by references. */
export interface Shared {
  readonly shapes: readonly Shape[];
  /** Replaces repeated shapes in a schema by references. */
  readonly refer: (schema: JsonSchema) => JsonSchema;
}

/** An inline occurrence of a shape. */
interface Occurrence {
  readonly schema: JsonSchema;
  readonly owner: string;
  /** Its name from the place: `Transaction` for the items of `transactions`. */
  readonly name: string | undefined;
  /** Its name if no place provides one: `ListunspentResultItem`. */
  readonly fallback: string;
}

/** All inline occurrences of one shape. */
interface Family {
  readonly structure: string;
  readonly occurrences: Occurrence[];
}

/**
 * Finds shapes that occur inline in more than one place. Two occurrences are the same shape if they have the same
 * structure, and either the same annotations or the same name from their places. Occurrences of a named shape
 * become references to it; others are named after most of their places.
 *
 * @param components The named shapes.
 * @param taken Names in use.
 */
export function shareShapes(
  roots: readonly Root[],
  components: readonly Shape[],
  taken: ReadonlySet<string>,
): Shared {
  const structureOf = createStructures();
  const named = new Map(components.map(({ name, schema }) => [structureOf(schema), name]));
  const families = repeated(familiesOf(roots, components, structureOf), roots, components).filter(
    ({ structure }) => !named.has(structure),
  );
  const names = nameFamilies(families, taken, new Set(components.map(({ name }) => name)));
  const familyOf = new Map<JsonSchema, string>();
  for (const [family, name] of names) for (const { schema } of family.occurrences) familyOf.set(schema, name);

  const nameOf = (schema: JsonSchema): string | undefined =>
    familyOf.get(schema) ?? (isShape(schema) ? named.get(structureOf(schema)) : undefined);
  const inside = (schema: JsonSchema): JsonSchema => mapSubschemas(schema, refer);
  const refer = (schema: JsonSchema): JsonSchema => {
    const name = nameOf(schema);
    if (name === undefined) return inside(schema);
    const words = Object.entries(schema).filter(([keyword]) => isAnnotation(keyword) && keyword !== "title");
    return { ...Object.fromEntries(words), $ref: pointer("#/components/schemas", name) };
  };
  return {
    shapes: [
      ...components.map(({ name, schema }) => ({ name, schema: inside(schema) })),
      ...[...names].map(([{ occurrences }, name]) => ({
        name,
        schema: withoutPlace(inside(occurrences[0]?.schema ?? {}), occurrences),
      })),
    ],
    refer,
  };
}

/** Annotations that not all places have belong to the place. */
function withoutPlace(schema: JsonSchema, occurrences: readonly Occurrence[]): JsonSchema {
  const { description, ...rest } = schema;
  return occurrences.every((other) => other.schema.description === description) ? schema : rest;
}

/** Whether a schema deserves a name: several members, several values, or alternatives that aren't all short. */
function isShape(schema: JsonSchema): boolean {
  const { $ref, properties = {}, enum: values = [], anyOf, oneOf } = schema;
  if ($ref !== undefined || schema["x-by-argument"]) return false;
  const alternatives = anyOf ?? oneOf ?? [];
  const isLong = (part: JsonSchema) => part.properties !== undefined || part.items !== undefined;
  return (
    Object.keys(properties).length > 1 ||
    values.length > 2 ||
    (alternatives.length > 1 && alternatives.some(isLong))
  );
}

function familiesOf(
  roots: readonly Root[],
  components: readonly Shape[],
  structureOf: (schema: JsonSchema) => string,
): Family[] {
  const alike = new Map<string, Occurrence[]>();
  const add = (occurrence: Occurrence) => {
    const structure = structureOf(occurrence.schema);
    const before = alike.get(structure);
    if (before) before.push(occurrence);
    else alike.set(structure, [occurrence]);
  };
  const visit = (schema: JsonSchema, at: Omit<Occurrence, "schema">): void => {
    if (isShape(schema)) add({ ...at, schema });
    mapSubschemas(schema, (below, [keyword, member]) => {
      visit(below, { ...at, ...step(at, String(keyword), member, schema) });
      return below;
    });
  };
  for (const { owner, role, isResult, schema } of roots)
    visit(schema, {
      owner,
      name: isResult ? undefined : pascalCase(role),
      fallback: owner + pascalCase(role),
    });
  for (const { name, schema } of components)
    mapSubschemas(schema, (below, [keyword, member]) => {
      visit(below, { owner: name, ...step({ name, fallback: name }, String(keyword), member, schema) });
      return below;
    });
  return [...alike].flatMap(([structure, occurrences]) =>
    occurrences.length > 1 ? related(occurrences).map((same) => ({ structure, occurrences: same })) : [],
  );
}

/** Groups occurrences of one structure into families by common annotations and names. */
function related(occurrences: readonly Occurrence[]): Occurrence[][] {
  const byKey = new Map<string, { occurrences: Occurrence[]; keys: string[] }>();
  for (const occurrence of occurrences) {
    const { schema, name } = occurrence;
    const keys = [`words ${wordsOf(schema)}`, ...(name === undefined ? [] : [`name ${name}`])];
    const [family = { occurrences: [], keys: [] }, ...others] = new Set(
      keys.flatMap((key) => byKey.get(key) ?? []),
    );
    for (const other of others) {
      family.occurrences.push(...other.occurrences);
      family.keys.push(...other.keys);
    }
    family.occurrences.push(occurrence);
    family.keys.push(...keys);
    for (const key of others.length > 0 ? family.keys : keys) byKey.set(key, family);
  }
  return [...new Set(byKey.values())].map((family) => family.occurrences);
}

/** Families that still occur more than once when the parts of each family count once. */
function repeated(
  families: readonly Family[],
  roots: readonly Root[],
  components: readonly Shape[],
): Family[] {
  const familyOf = new Map(
    families.flatMap((family) => family.occurrences.map(({ schema }) => [schema, family] as const)),
  );
  const counts = new Map<Family, number>();
  const visit = (schema: JsonSchema): JsonSchema => {
    const family = familyOf.get(schema);
    const count = family === undefined ? 0 : (counts.get(family) ?? 0);
    if (family) counts.set(family, count + 1);
    return count > 0 ? schema : mapSubschemas(schema, visit);
  };
  for (const { schema } of roots) visit(schema);
  for (const { schema } of components) mapSubschemas(schema, visit);
  return families.filter((family) => (counts.get(family) ?? 0) > 1);
}

/** The name of a place, from its parent's. */
function step(
  { name, fallback }: Pick<Occurrence, "name" | "fallback">,
  keyword: string,
  member: string | number | undefined,
  { items, "x-positions": positions = [] }: JsonSchema,
): Pick<Occurrence, "name" | "fallback"> {
  if (keyword === "properties") {
    const own = pascalCase(String(member));
    return { name: own, fallback: fallback + own };
  }
  if (keyword === "items" && member !== undefined && Array.isArray(items) && items.length > 1) {
    const at = Number(member);
    const label = positions[at] ?? items[at]?.title;
    if (label !== undefined) return { name: pascalCase(label), fallback: fallback + pascalCase(label) };
    return { name: undefined, fallback: `${fallback}${ordinals[at] ?? `Item${at + 1}`}` };
  }
  if (/^(items|additionalItems|additionalProperties|patternProperties)$/.test(keyword))
    return { name: name === undefined ? undefined : singular(name), fallback: `${fallback}Item` };
  return { name, fallback };
}

/** Names of a tuple's unnamed positions. */
const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"];

/** The most frequent name. If two families share it, the smaller one gets its owner's name as a prefix. */
function nameFamilies(
  families: readonly Family[],
  reserved: ReadonlySet<string>,
  taken: Set<string>,
): Map<Family, string> {
  const names = new Map<Family, string>();
  const sorted = [...families].sort((a, b) => b.occurrences.length - a.occurrences.length);
  for (const family of sorted) {
    const title = family.occurrences.map(({ schema }) => schema.title).find((found) => found !== undefined);
    const wanted = title === undefined ? mostOften(family.occurrences) : pascalCase(title);
    const telling =
      wanted === undefined ? [] : [wanted, ...family.occurrences.map(({ owner }) => owner + wanted)];
    const longer = family.occurrences.map(({ fallback }) => fallback).sort((a, b) => a.length - b.length);
    const isFree = (candidate: string) => !taken.has(candidate) && !reserved.has(candidate);
    const name =
      telling.find(isFree) ??
      longer.find((candidate) => !taken.has(candidate)) ??
      free(longer[0] ?? "Shape", taken);
    taken.add(name);
    names.set(family, name);
  }
  return names;
}

function free(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? free(`${name}$`, taken) : name;
}

function mostOften(occurrences: readonly Occurrence[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { name } of occurrences) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

/** The structure of a schema as text: all keywords that restrict values, in a fixed order. Cached per schema. */
function createStructures(): (schema: JsonSchema) => string {
  const known = new WeakMap<JsonSchema, string>();
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const structureOf = (schema: JsonSchema): string => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const parts: Record<string, number> = {};
    const hollow = mapSubschemas(schema, (below, steps) => {
      parts[steps.join(" ")] = numberOf(structureOf(below));
      return {};
    });
    const restrictions = Object.entries(hollow).filter(([keyword]) => isStructure(keyword));
    const text = canonical([Object.fromEntries(restrictions), parts]);
    known.set(schema, text);
    return text;
  };
  return structureOf;
}

function isStructure(keyword: string): boolean {
  return !isAnnotation(keyword) || keyword === "x-exact" || keyword === "x-by-argument";
}

/** JSON with sorted members and sorted names in `required`. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, member: unknown) => {
    if (key === "required" && Array.isArray(member)) return [...member].sort();
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The annotations of nested schemas, without the schema's own. */
function wordsOf(schema: JsonSchema): string {
  const words: string[] = [];
  const visit = (part: JsonSchema, path: string): JsonSchema =>
    mapSubschemas(part, (below, steps) => {
      const at = pointer(path, ...steps);
      if (below.description !== undefined) words.push(`${at} ${below.description}`);
      return visit(below, at);
    });
  visit(schema, "");
  return words.sort().join("\n");
}
