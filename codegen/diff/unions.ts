import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import { canonical } from "./canonical.js";
import { altered, type Difference, narrowed, type Spots, widened } from "./change.js";
import { below, type Compare, onlyNew, onlyOld } from "./members.js";

/** One alternative, and the steps of a pointer to it. */
interface Branch {
  readonly schema: JsonSchema;
  readonly steps: readonly (string | number)[];
}

export function isUnion({ anyOf, oneOf }: JsonSchema): boolean {
  return anyOf !== undefined || oneOf !== undefined;
}

/**
 * Compares alternatives: those that are alike belong together, then those of one name or type, then the
 * last one of each side. What is left is gone, or new.
 *
 * @param compareRest Compares what stands beside the alternatives.
 */
export function compareUnions(
  before: JsonSchema,
  after: JsonSchema,
  at: Spots,
  compare: Compare,
  compareRest: Compare,
): Difference[] {
  const [old, now] = [branchesOf(before, isUnion(after)), branchesOf(after, isUnion(before))];
  const pairs: [Branch, Branch][] = [];
  const match = (fits: (was: Branch, is: Branch) => boolean) => {
    for (const was of [...old]) {
      const index = now.findIndex((is) => fits(was, is));
      const [is] = index < 0 ? [] : now.splice(index, 1);
      if (is) pairs.push([old.splice(old.indexOf(was), 1)[0] ?? was, is]);
    }
  };
  const isByArgument = isDeepStrictEqual(before["x-by-argument"], after["x-by-argument"]);
  if (before["x-by-argument"] && isByArgument) match((was, is) => was.steps[1] === is.steps[1]);
  match((was, is) => canonical(was.schema) === canonical(is.schema));
  match((was, is) => nameOf(was.schema) !== undefined && nameOf(was.schema) === nameOf(is.schema));
  match(
    (was, is) => typeof was.schema.type === "string" && was.schema.type === is.schema.type && isLike(was, is),
  );
  if (old.length === 1 && now.length === 1) match(() => true);
  const spot = (branch: Branch) => below(at, ...branch.steps);
  return [
    ...(isByArgument ? [] : [altered(at, "other values of the argument decide what the result is")]),
    ...(isUnion(before) && isUnion(after) ? compareRest(restOf(before), restOf(after), at) : []),
    ...pairs.flatMap(([was, is]) =>
      compare(was.schema, is.schema, { ...onlyOld(spot(was)), ...onlyNew(spot(is)) }),
    ),
    ...old.map((was) => narrowed(onlyOld(spot(was)), `it may no longer be ${words(was.schema)}`)),
    ...now.map((is) => widened(onlyNew(spot(is)), `it may also be ${words(is.schema)}`)),
  ];
}

/** A schema of several types beside a union is one of these types each. */
function branchesOf(schema: JsonSchema, isBesideUnion: boolean): Branch[] {
  const keyword = schema.anyOf ? "anyOf" : "oneOf";
  const branches = schema[keyword];
  if (branches) return branches.map((branch, index) => ({ schema: branch, steps: [keyword, index] }));
  if (!isBesideUnion || !Array.isArray(schema.type)) return [{ schema, steps: [] }];
  return schema.type.map((type) => ({ schema: { ...schema, type }, steps: [] }));
}

function restOf({ anyOf: _any, oneOf: _one, "x-by-argument": _by, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

function nameOf({ $ref, title }: JsonSchema): string | undefined {
  return $ref === undefined ? title : pointerSteps($ref).at(-1);
}

/** Of objects that are told apart by a constant, those with the same one belong together. */
function isLike({ schema: was }: Branch, { schema: is }: Branch): boolean {
  return isDeepStrictEqual(constants(was), constants(is));
}

function constants({ properties = {} }: JsonSchema): unknown[] {
  const named = Object.entries(properties).filter(([, member]) => member.const !== undefined);
  return named.map(([name, member]) => [name, member.const]).sort();
}

function words(schema: JsonSchema): string {
  const { type, const: only, enum: values } = schema;
  const name = nameOf(schema);
  if (name !== undefined) return name;
  if (only !== undefined) return JSON.stringify(only);
  if (values) return values.map((value) => JSON.stringify(value)).join(" or ");
  return type === undefined ? "anything" : [type].flat().join(" or ");
}
