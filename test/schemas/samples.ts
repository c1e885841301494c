import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { pointerSteps } from "../../codegen/document/pointer.js";
import { mapSubschemas } from "../../codegen/document/subschemas.js";
import { loadModules } from "../../codegen/load/modules.js";
import { buildModel } from "../../codegen/model/build.js";
import type { Method, Protocol } from "../../codegen/model/model.js";

/** The model of a folder of schemas. */
export async function modelOf(folder: string): Promise<Protocol> {
  const { document, problems } = await loadModules(fileURLToPath(new URL(folder, import.meta.url)));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return buildModel(document);
}

/** Recorded answers by `method` or `method.variant`. Errors, which schemas say nothing of, are left out. */
export function readSamples(file: string): [name: string, value: unknown][] {
  const text = readFileSync(new URL(`../samples/${file}`, import.meta.url), "utf8");
  const samples: Record<string, unknown> = JSON.parse(text);
  return Object.entries(samples).filter(([, value]) => !(isObject(value) && "ERR" in value));
}

/** The schema of the answer to a call: of a result that an argument decides, the branch for its value. */
export function resultSchema(method: Method, args: Record<string, unknown>): JsonSchema {
  if (!method.result) throw new Error(`${method.name} has no result`);
  const { schema } = method.result;
  const decision = schema["x-by-argument"];
  if (!decision) return schema;
  const value = args[decision.name] ?? null;
  const branch = schema.anyOf?.[decision.values.findIndex((values) => values.some((one) => one === value))];
  if (!branch) throw new Error(`${method.name} has no result for ${decision.name} ${String(value)}`);
  return branch;
}

/** What schemas of one model are checked with, and what is below them. */
export interface Schemas {
  readonly check: (schema: JsonSchema) => ValidateFunction;
  /** What a schema consists of: itself, what it refers to, what it combines; of alternatives those that accept the value. */
  readonly parts: (schema: JsonSchema, value: unknown) => JsonSchema[];
  /** The value with the numbers whose digits matter as texts, as the wire gives them to the schema. */
  readonly exact: (schema: JsonSchema, value: unknown) => unknown;
}

export function schemasOf({ shapes }: Protocol): Schemas {
  const byName = new Map(shapes.map(({ name, schema }) => [name, schema]));
  const compiled = new Map<JsonSchema, ValidateFunction>();
  const ajv = new Ajv({ strict: false });
  ajv.addSchema({ $id: "model", components: { schemas: Object.fromEntries(byName) } });

  const check = (schema: JsonSchema): ValidateFunction => {
    const known = compiled.get(schema) ?? ajv.compile(absolute(schema));
    compiled.set(schema, known);
    return known;
  };
  const alternatives = (schema: JsonSchema) => [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const target = ({ $ref }: JsonSchema) => byName.get(pointerSteps($ref ?? "").at(-1) ?? "") ?? [];

  const parts = (schema: JsonSchema, value: unknown): JsonSchema[] => [
    schema,
    ...[target(schema), schema.allOf ?? []].flat().flatMap((part) => parts(part, value)),
    ...alternatives(schema)
      .filter((branch) => check(branch)(value))
      .flatMap((branch) => parts(branch, value)),
  ];
  const exact = (schema: JsonSchema, value: unknown): unknown => {
    const all = (one: JsonSchema): JsonSchema[] => [
      one,
      ...[target(one), one.allOf ?? [], alternatives(one)].flat().flatMap(all),
    ];
    const possible = all(schema);
    if (typeof value === "number" && possible.some((part) => part["x-exact"])) return value.toFixed(8);
    if (Array.isArray(value)) return value.map((item) => exact({ anyOf: itemSchemas(possible) }, item));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => {
      return [key, exact({ anyOf: memberSchemas(possible, key) }, item)] as const;
    });
    return Object.fromEntries(entries);
  };
  return { check, parts, exact };
}

/** References of a shape are into the document; those of a schema alone must say which. */
function absolute(schema: JsonSchema): JsonSchema {
  const mapped = mapSubschemas(schema, absolute);
  return mapped.$ref === undefined ? mapped : { ...mapped, $ref: `model${mapped.$ref}` };
}

function memberSchemas(parts: readonly JsonSchema[], key: string): JsonSchema[] {
  return parts.flatMap(({ properties, patternProperties, additionalProperties }) => {
    const own = properties?.[key];
    if (own) return [own];
    const others = typeof additionalProperties === "object" ? [additionalProperties] : [];
    return [...Object.values(patternProperties ?? {}), ...others];
  });
}

function itemSchemas(parts: readonly JsonSchema[]): JsonSchema[] {
  return parts.flatMap(({ items }) => (typeof items === "object" && !Array.isArray(items) ? [items] : []));
}

/** A member of an object, an item of an array, or the whole, and what schemas say of it. */
export interface Place {
  readonly path: string;
  readonly value: unknown;
  /** All schemas that hold here. */
  readonly parts: readonly JsonSchema[];
  /** The schemas that insist on the member, and its name. */
  readonly requiredBy: readonly JsonSchema[];
  readonly name: string;
  readonly write: (value: unknown) => void;
  readonly remove: () => void;
}

/**
 * Every place of a value, the whole first. Of an array's items one of each kind is enough.
 *
 * @param unknown Gets the paths of members that no schema describes.
 */
export function placesOf(
  root: { value: unknown },
  schema: JsonSchema,
  { parts: partsOf }: Schemas,
  unknown: (path: string) => void = () => {},
): Place[] {
  const places: Place[] = [];
  const visit = (candidates: readonly JsonSchema[], place: Omit<Place, "parts">) => {
    const { path, value } = place;
    const parts = candidates.flatMap((candidate) => partsOf(candidate, value));
    places.push({ ...place, parts });
    if (Array.isArray(value)) {
      for (const index of oneOfEachKind(value)) {
        const write = (item: unknown) => value.splice(index, 1, item);
        const own = {
          path: `${path}/${index}`,
          value: value[index],
          requiredBy: [],
          name: "",
          write,
          remove,
        };
        visit(itemSchemas(parts), own);
      }
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const below = memberSchemas(parts, name);
        if (below.length === 0) unknown(`${path}/${name}`);
        visit(below, {
          path: `${path}/${name}`,
          value: member,
          requiredBy: parts.filter(({ required }) => required?.includes(name)),
          name,
          write: (changed) => Object.assign(value, { [name]: changed }),
          remove: () => Reflect.deleteProperty(value, name),
        });
      }
    }
  };
  const remove = () => {
    throw new Error("only a member can be removed");
  };
  const write = (value: unknown) => Object.assign(root, { value });
  visit([schema], { path: "", value: root.value, requiredBy: [], name: "", write, remove });
  return places;
}

/** The indexes of items that have other members, or another type, than all before them. */
function oneOfEachKind(items: readonly unknown[]): number[] {
  const kinds = items.map((item) => (isObject(item) ? Object.keys(item).sort().join() : typeof item));
  return kinds.flatMap((kind, index) => (kinds.indexOf(kind) === index ? [index] : []));
}

/** Values that a place must not have: of another type, too short, too long, out of range. */
export function wrongValues({ value, parts }: Place): unknown[] {
  const wrong: unknown[] = [typeof value === "string" || typeof value === "object" ? 7 : "seven"];
  const isHex = typeof value === "string" && /^([0-9a-f]{2}){4,}$/.test(value);
  if (isHex) wrong.push(`${value}!`, value.slice(1));
  if (parts.some((part) => part.enum ?? part.pattern)) wrong.push("seven");
  for (const { minimum, maximum } of typeof value === "number" ? parts : []) {
    if (minimum !== undefined) wrong.push(minimum - 1);
    if (maximum !== undefined) wrong.push(maximum + 1);
  }
  return wrong;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
