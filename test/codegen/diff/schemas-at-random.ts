import fc from "fast-check";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import { eachSubschema, mapSubschemas } from "../../../codegen/document/subschemas.js";
import { reference } from "../inline.js";

const names = ["a", "b", "c"];
const patterns = ["^a*$", "^[ab]+$", "^0x[0-9a-f]{1,3}$", "^(a|bb)$"];
const scalars = fc.constantFrom<unknown>("a", "b", "", 0, 1, 2.5, true, null);
const few = fc.integer({ min: 0, max: 4 });

/** Random schemas of every kind that is compared; `A` and `B` are shapes to refer to. */
export const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => {
  const below = tie("schema");
  const listed = fc.uniqueArray(scalars, { minLength: 1, maxLength: 3 });
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });
  const string = fc.record(
    { type: fc.constant("string"), minLength: few, maxLength: few, pattern: fc.constantFrom(...patterns) },
    { requiredKeys: ["type"] },
  );
  const number = fc.record(
    {
      type: fc.constantFrom("number", "integer"),
      minimum: few,
      maximum: few,
      multipleOf: fc.constantFrom(1, 2, 0.5),
    },
    { requiredKeys: ["type"] },
  );
  const object = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...names), below, { maxKeys: 3 }),
      fc.subarray(names),
      maybe(fc.oneof(fc.constant(false), below)),
    )
    .map(([properties, required, additionalProperties]): JsonSchema => {
      const known = required.filter((name) => Object.hasOwn(properties, name));
      return {
        type: "object",
        properties,
        required: known,
        ...(additionalProperties !== undefined && { additionalProperties }),
      };
    });
  const list = fc.record(
    { type: fc.constant("array"), items: below, minItems: few, maxItems: few, uniqueItems: fc.boolean() },
    { requiredKeys: ["type"] },
  );
  const tuple = fc.record(
    {
      type: fc.constant("array"),
      items: fc.array(below, { minLength: 1, maxLength: 2 }),
      minItems: few,
      additionalItems: fc.oneof(fc.constant(false), below),
    },
    { requiredKeys: ["type", "items"] },
  );
  const several = fc.array(below, { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      string,
      number,
      fc.constantFrom<JsonSchema>({ type: "boolean" }, { type: "null" }, { type: ["string", "null"] }, {}),
      listed.map((values): JsonSchema => ({ enum: values })),
      scalars.map((value): JsonSchema => ({ const: value })),
      fc.constantFrom("A", "B").map(reference),
      object,
      object,
      list,
      tuple,
      several.map((anyOf): JsonSchema => ({ anyOf })),
      several.map((oneOf): JsonSchema => ({ oneOf })),
      several.map((allOf): JsonSchema => ({ allOf })),
      fc.tuple(object, several).map(([one, anyOf]): JsonSchema => ({ ...one, anyOf })),
      fc.tuple(object, object).map((allOf): JsonSchema => ({ allOf })),
      string.map((not): JsonSchema => ({ not })),
      fc.tuple(string, below).map(([test, then]): JsonSchema => ({ if: test, then })),
    ),
  };
});

/** How a schema changes: one of its parts becomes another schema, loses or gains a keyword, or an alternative. */
export const mutation = fc.record({
  at: fc.nat(20),
  how: fc.nat(7),
  other: schema,
  name: fc.constantFrom(...names),
  bound: few,
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

export function mutated(schema: JsonSchema, { at, ...change }: Mutation): JsonSchema {
  return atPart(schema, at, (part) => changed(part, change));
}

/** A schema with one of its parts changed: itself, or one below it. */
function atPart(schema: JsonSchema, at: number, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  let [count, size] = [0, 0];
  const measure = (part: JsonSchema): void => {
    size++;
    eachSubschema(part, measure);
  };
  measure(schema);
  const visit = (part: JsonSchema): JsonSchema => {
    const isMeant = count++ === at % size;
    const mapped = mapSubschemas(part, visit);
    return isMeant ? change(mapped) : mapped;
  };
  return visit(schema);
}

function changed(schema: JsonSchema, { how, other, name, bound }: Omit<Mutation, "at">): JsonSchema {
  const { required = [], properties = {} } = schema;
  if (schema.type === "object" && how < 5) {
    if (how === 0) return { ...schema, properties: { ...properties, [name]: other } };
    if (how === 1) {
      const { [name]: _gone, ...left } = properties;
      return { ...schema, properties: left, required: required.filter((one) => one !== name) };
    }
    if (how === 2) return { ...schema, required: required.filter((one) => one !== name) };
    if (how === 3) return { ...schema, required: Object.keys(properties) };
    return { ...schema, additionalProperties: false };
  }
  if (schema.type === "string" && how < 3)
    return { ...schema, ...(how > 0 ? { maxLength: bound } : { minLength: bound }) };
  if (schema.type === "number" && how < 3)
    return { ...schema, ...(how > 0 ? { maximum: bound } : { minimum: bound }) };
  if (schema.type === "array" && how < 3)
    return { ...schema, ...(how > 0 ? { maxItems: bound } : { minItems: bound }) };
  const keyword = schema.anyOf ? "anyOf" : schema.oneOf ? "oneOf" : undefined;
  if (keyword && how < 4) {
    const branches = schema[keyword] ?? [];
    if (how === 0) return { ...schema, [keyword]: [...branches, other] };
    if (how === 1 && branches.length > 1) return { ...schema, [keyword]: branches.slice(1) };
    const { anyOf = branches, oneOf = anyOf, ...rest } = schema;
    return how === 2 ? { ...rest, oneOf } : { ...rest, anyOf: [...oneOf].reverse() };
  }
  if (how === 5) return { anyOf: [schema, other] };
  return how === 6 ? { allOf: [schema, other] } : other;
}

/** The same in other words, where a schema can be said like that: it takes what it took. */
const restatements: readonly ((schema: JsonSchema) => JsonSchema | undefined)[] = [
  (schema) => ({ allOf: [schema] }),
  (schema) => ({ anyOf: [schema, schema] }),
  (schema) => ({ oneOf: [schema] }),
  (schema) => ({ ...schema, title: "Another", description: "In other words." }),
  ({ enum: values, ...rest }) =>
    values ? { ...rest, anyOf: values.map((value) => ({ const: value })) } : undefined,
  ({ const: only, ...rest }) => (only === undefined ? undefined : { ...rest, enum: [only] }),
  ({ anyOf, ...rest }) => (anyOf ? { ...rest, anyOf: [...anyOf].reverse() } : undefined),
  ({ oneOf, ...rest }) => (oneOf ? { oneOf: [...oneOf].reverse(), ...rest } : undefined),
  ({ type, ...rest }) =>
    Array.isArray(type) ? { anyOf: type.map((one) => ({ ...rest, type: one })) } : undefined,
  ({ type, properties, required, additionalProperties, ...rest }) =>
    properties && additionalProperties === undefined
      ? { ...rest, allOf: [{ type, properties }, { required }, ...(rest.allOf ?? [])] }
      : undefined,
  (schema) => (schema.type === "object" ? { ...schema, minProperties: 0 } : undefined),
];

/** One part of a schema, said in other words; `shapes` gets a new one where a part becomes a shape. */
export function restated(
  schema: JsonSchema,
  how: { at: number; words: number },
  shapes: Record<string, JsonSchema>,
) {
  return atPart(schema, how.at, (part) => {
    const made = restatements[how.words % (restatements.length + 1)];
    if (made) return made(part) ?? part;
    const name = `Named${Object.keys(shapes).length}`;
    shapes[name] = part;
    return reference(name);
  });
}

/**
 * Values that may fit a schema, made at random and not as the comparison makes its own. No members, and no
 * positions of a tuple, that the schema does not describe.
 */
export function randomValue(
  schema: JsonSchema,
  shapes: Record<string, JsonSchema>,
  random: () => number,
  depth = 0,
): unknown {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const below = (part: JsonSchema) => randomValue(part, shapes, random, depth + 1);
  const { $ref, const: only, enum: values, anyOf, oneOf, allOf, ...own } = schema;
  if (depth > 8) return null;
  if ($ref !== undefined) return below(shapes[$ref.replace(/^.*\//, "")] ?? {});
  if (only !== undefined) return only;
  if (values) return pick(values);
  const union = anyOf ?? oneOf;
  const isOwn = Object.keys(own).length > 0;
  const made = [
    ...(union ? [below(pick(union) ?? {})] : []),
    ...(allOf ?? []).map(below),
    ...(isOwn || !(union || allOf) ? [simpleValue(own, pick, below, random)] : []),
  ];
  const objects = made.filter(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  );
  return objects.length === made.length && made.length > 1 ? Object.assign({}, ...made) : pick(made);
}

function simpleValue(
  schema: JsonSchema,
  pick: <T>(list: readonly T[]) => T | undefined,
  below: (schema: JsonSchema) => unknown,
  random: () => number,
): unknown {
  const types =
    schema.type === undefined
      ? ["string", "number", "boolean", "null", "array", "object"]
      : [schema.type].flat();
  const type = schema.properties ? "object" : pick(types);
  if (type === "string")
    return pick(["", "a", "b", "aa", "ab", "bb", "aaa", "aaaa", "aaaaa", "0x0", "0xff", "0xabc", "xyz"]);
  if (type === "number" || type === "integer") return pick([0, 1, 2, 3, 4, 5, -1, 0.5, 2.5, 3.25]);
  if (type === "boolean") return random() < 0.5;
  if (type === "array") {
    const { items, additionalItems, minItems = 0 } = schema;
    const length = Math.floor(random() * 5);
    if (!Array.isArray(items))
      return Array.from({ length }, () => below(typeof items === "object" ? items : {}));
    const positions = items
      .slice(0, Math.max(minItems, Math.floor(random() * (items.length + 1))))
      .map(below);
    const isMore = typeof additionalItems === "object" && positions.length === items.length && random() < 0.5;
    return isMore ? [...positions, below(additionalItems)] : positions;
  }
  if (type !== "object") return null;
  const { properties = {}, required = [], additionalProperties } = schema;
  const given = Object.entries(properties).filter(([name]) => required.includes(name) || random() < 0.5);
  const others =
    typeof additionalProperties === "object" && random() < 0.5
      ? [[pick(["a", "b", "c", "d"]), below(additionalProperties)]]
      : [];
  return {
    ...Object.fromEntries(others),
    ...Object.fromEntries(given.map(([name, part]) => [name, below(part)])),
  };
}
