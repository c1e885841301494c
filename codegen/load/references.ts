import { basename, dirname, extname, isAbsolute, resolve } from "node:path";
import type { JsonSchema } from "../document/json-schema.js";
import type { Origins } from "../document/origin.js";
import { placesAt } from "../document/places.js";
import { pointer, pointerSteps, valueAt } from "../document/pointer.js";
import { mapSubschemas } from "../document/subschemas.js";
import { readSource, type SourceText } from "./document.js";
import { shapeName } from "./shape-name.js";
import { isUrl } from "./url.js";

/** A value in a file: the target of a reference. */
export interface Spot {
  readonly source: SourceText;
  readonly path: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** The required kind of a reference's target. */
export interface Kind {
  readonly name: string;
  readonly fits: (value: unknown) => boolean;
}

/** Called with a reference that can't be resolved. */
export type Dangling = (from: Spot, reference: string, reason: string) => void;

/**
 * Follows `$ref` within and across files. Referenced schemas become components of one document, named after
 * the last step of their pointer. Nothing is inlined, so recursive shapes stay recursive and names are kept.
 */
export interface References {
  /** The value at a spot after following references; undefined when one can't be resolved or has another kind. */
  readonly follow: (spot: Spot, kind: Kind) => Promise<Spot | undefined>;
  /** The schema at a spot, with all references below it pointing to `components`. */
  readonly schema: (spot: Spot) => Promise<JsonSchema>;
  readonly components: Record<string, JsonSchema>;
  /** Whether there was a reference to the value at a spot, or to a part of it. */
  readonly isReached: (spot: Pick<Spot, "path" | "pointer">) => boolean;
  /** The files opened so far, by absolute path. */
  readonly sources: ReadonlyMap<string, SourceText>;
}

/** @param base Base folder of relative references. Default: the referring file's folder. */
export function createReferences(
  roots: ReadonlyMap<string, SourceText>,
  origins: Origins,
  dangling: Dangling,
  base?: string,
): References {
  const sources = new Map(roots);
  const components: Record<string, JsonSchema> = {};
  const names = new Map<string, string>();
  const reached = new Set<string>();

  const target = async (from: Spot, reference: string): Promise<Spot | undefined> => {
    const [file = "", fragment = ""] = reference.split("#", 2);
    if (/^https?:/.test(file)) return miss(from, reference, "references over the network are not followed");
    if (file && base === undefined && isUrl(from.source.file))
      return miss(from, reference, "a document from the network can't refer to local files");
    const path = file ? resolvePath(file, base ?? dirname(from.path)) : from.path;
    const source = sources.get(path) ?? (await readSource(path).catch(() => undefined));
    if (!source) return miss(from, reference, `the file ${path} can't be read`);
    sources.set(path, source);
    const at = decoded(fragment);
    if (!/^(\/|$)/.test(at)) return miss(from, reference, "it is not a JSON pointer");
    const value = valueAt(source.value, at);
    for (let end = at.length; end > 0; end = at.lastIndexOf("/", end - 1))
      reached.add(keyOf({ path, pointer: at.slice(0, end) }));
    return value === undefined
      ? miss(from, reference, "its target does not exist")
      : { source, path, value, pointer: at };
  };

  const missed = new Set<string>();
  const miss = (from: Spot, reference: string, reason: string) => {
    const key = keyOf(from);
    if (!missed.has(key)) dangling(from, reference, reason);
    missed.add(key);
    return undefined;
  };

  const follow = async (spot: Spot, kind: Kind): Promise<Spot | undefined> => {
    let current = spot;
    for (const seen = new Set<string>(); ; ) {
      const reference = referenceOf(current.value);
      if (reference === undefined) return current;
      const key = keyOf(current);
      if (seen.has(key)) return miss(spot, reference, "it refers to itself");
      seen.add(key);
      const next = await target(current, reference);
      if (!next) return undefined;
      if (!kind.fits(next.value)) return miss(current, reference, `its target is not a ${kind.name}`);
      current = next;
    }
  };

  const component = async (from: Spot, reference: string): Promise<string | undefined> => {
    const spot = await target(from, reference);
    if (!spot) return undefined;
    if (!isSchema.fits(spot.value)) return miss(from, reference, "its target is not a schema");
    if (!(await follow(spot, isSchema))) return undefined;
    const next = aliased(spot);
    if (next !== undefined && lastStep(next) === lastStep(spot.pointer)) return component(spot, next);
    const key = keyOf(spot);
    const known = names.get(key);
    if (known) return known;
    const name = freeName(spot, components);
    names.set(key, name);
    components[name] = {};
    components[name] = await schema(spot);
    return name;
  };

  const schema = async (spot: Spot): Promise<JsonSchema> => {
    if (typeof spot.value === "boolean") return spot.value ? {} : { not: {} };
    const pending: { at: Spot; holder: JsonSchema; reference: string }[] = [];
    const rewrite = (value: JsonSchema, at: string): JsonSchema => {
      const copy = mapSubschemas(value, (below, steps) => rewrite(below, pointer(at, ...steps)));
      const dynamic = anchored(spot.source, value);
      if (dynamic !== undefined) delete copy.$dynamicRef;
      const reference = value.$ref ?? dynamic;
      if (typeof reference === "string")
        pending.push({ at: { ...spot, value, pointer: at }, holder: copy, reference });
      return copy;
    };
    const rewritten = rewrite(spot.value as JsonSchema, spot.pointer);
    for (const { at, holder, reference } of pending.sort(byPointer)) {
      const name = await component(at, reference);
      if (name === undefined) delete holder.$ref;
      else holder.$ref = pointer("#/components/schemas", name);
    }
    origins.set(rewritten, originOf(spot));
    return rewritten;
  };

  return { follow, schema, components, sources, isReached: (spot) => reached.has(keyOf(spot)) };
}

const isSchema: Kind = {
  name: "schema",
  fits: (value) =>
    typeof value === "boolean" || (typeof value === "object" && value !== null && !Array.isArray(value)),
};

/** A dynamic reference as a normal one, if exactly one place has an anchor of its name. */
function anchored({ value: root }: SourceText, { $dynamicRef }: JsonSchema): string | undefined {
  if (typeof $dynamicRef !== "string" || !$dynamicRef.startsWith("#")) return undefined;
  const held = { holder: {}, key: "", value: root, pointer: "" };
  const found = placesAt(held, ["**", "$dynamicAnchor"]).filter(
    ({ value }) => value === $dynamicRef.slice(1),
  );
  const [only, ...others] = found;
  return only && others.length === 0 ? `#${only.pointer.replace(/\/\$dynamicAnchor$/, "")}` : undefined;
}

function keyOf({ path, pointer }: Pick<Spot, "path" | "pointer">): string {
  return `${path}#${pointer}`;
}

/** Names are assigned in this order, independent of the order of keys. */
function byPointer({ at: a }: { at: Spot }, { at: b }: { at: Spot }): number {
  return a.pointer < b.pointer ? -1 : 1;
}

/** The origin of the part at this spot. */
export function originOf({ source, pointer }: Spot) {
  const { file, place, reader } = source;
  return {
    file,
    pointer: (within: string) => (reader ? reader.origin(pointer + within) : pointer + within),
    place,
    ...(reader && { made: (within: string) => ({ reader: reader.name, pointer: pointer + within }) }),
  };
}

function referenceOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return undefined;
  return typeof value.$ref === "string" ? value.$ref : undefined;
}

/** The reference of a schema that has nothing else. */
function aliased({ value }: Spot): string | undefined {
  const reference = referenceOf(value);
  return reference !== undefined && Object.keys(Object(value)).length === 1 ? reference : undefined;
}

function lastStep(path: string): string | undefined {
  return pointerSteps(path).at(-1);
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function resolvePath(file: string, base: string): string {
  const path = file.replace(/^file:\/\//, "");
  return isAbsolute(path) ? path : resolve(base, path);
}

/**
 * A free name. If two documents use one name for different schemas, the second gets its document's title as a
 * prefix. A file with a single shape is named after the references to it.
 */
function freeName(spot: Spot, taken: Record<string, JsonSchema>): string {
  const { value } = spot.source;
  const stem = basename(spot.path, extname(spot.path));
  const { info, title }: { info?: { title?: unknown }; title?: unknown } = Object(value);
  const [ownTitle = stem] = [info?.title, title].filter((found) => typeof found === "string");
  const plain = shapeName(value, spot.pointer) ?? stem;
  const candidates = [plain, `${ownTitle}_${plain}`];
  const free = candidates.find((name) => !Object.hasOwn(taken, name));
  return free ?? `${plain}_${Object.keys(taken).length}`;
}
