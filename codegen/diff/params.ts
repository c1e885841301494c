import type { JsonSchema } from "../document/json-schema.js";
import type { ContentDescriptor, OpenRpcMethod, ParamStructure } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Alternative } from "../values/merge.js";
import type { Severity, Spots } from "./change.js";
import { type Gap, lifted, type Way } from "./gap.js";
import { compareMembers } from "./members.js";
import { type Compare, named, type Sides } from "./pair.js";
import { partOf } from "./side.js";

/** A method of one document, with its pointer. */
export interface Placed {
  readonly method: OpenRpcMethod;
  readonly at: string;
}

/** What a method's parameters must fit, as a whole, as they are on the wire. More than it knows is passed over. */
export function paramsSchema({ params, paramStructure }: OpenRpcMethod): JsonSchema {
  const required = params.filter((param) => param.required).map(({ name }) => name);
  const least = params.findLastIndex((param) => param.required) + 1;
  const schemas = params.map(({ schema }) => schema);
  const forms = formsOf(paramStructure);
  const list = { type: "array", minItems: least, ...(schemas.length > 0 && { items: schemas }) };
  const properties = Object.fromEntries(params.map(({ name, schema }) => [name, schema]));
  return {
    anyOf: [
      ...(forms.list ? [list] : []),
      ...(forms.object ? [{ type: "object", properties, required }] : []),
    ],
  };
}

function formsOf(structure: ParamStructure = "either") {
  return { list: structure !== "by-name", object: structure !== "by-position" };
}

/** Compares the parameters of a method: by name where one of the documents takes names only, else by position. */
export function compareParams(old: Placed, now: Placed, sides: Sides, compare: Compare): Gap[] {
  const [was, is] = [old.method.paramStructure ?? "either", now.method.paramStructure ?? "either"];
  const given = { sides, old: callOf(old), new: callOf(now), compare, at: { old: old.at, new: now.at } };
  const structure = was === is ? [] : compareStructure(was, is, given);
  const [from, to] = [formsOf(was), formsOf(is)];
  if (!(from.list && to.list) && !(from.object && to.object)) return structure;
  const isNamed = was === "by-name" || is === "by-name";
  return [...structure, ...(isNamed ? compareNames(given) : comparePositions(given))];
}

/** A method's parameters as one object, and as one list. */
interface Call {
  readonly params: readonly ContentDescriptor[];
  readonly parts: readonly (readonly Part[])[];
  readonly object: Alternative;
  readonly list: Alternative;
  /** How many must be given, in a list. */
  readonly least: number;
}

interface Given {
  readonly sides: Sides;
  readonly old: Call;
  readonly new: Call;
  readonly compare: Compare;
  readonly at: Required<Spots>;
}

function callOf({ method: { params }, at }: Placed): Call {
  const parts = params.map(({ schema }, index) => [partOf(schema, pointer(at, "params", index, "schema"))]);
  const base = { at, values: [], keywords: new Map(), shown: [] };
  const none = { members: new Map(), required: new Set<string>(), positions: [] };
  return {
    params,
    parts,
    object: {
      ...{ ...base, ...none, kind: "object" },
      members: new Map(params.map(({ name }, index) => [name, parts[index] ?? []])),
      required: new Set(params.filter(({ required }) => required).map(({ name }) => name)),
    },
    list: { ...base, ...none, kind: "array", positions: parts },
    least: params.findLastIndex((param) => param.required) + 1,
  };
}

function compareStructure(was: ParamStructure, is: ParamStructure, given: Given): Gap[] {
  const message = `parameters went ${was} and now go ${is}`;
  const [from, to] = [formsOf(was), formsOf(is)];
  const of = (way: Way, form: "list" | "object"): Gap => ({
    ...{ way, at: given.at, message, cause: "order", otherwise: "risky", lifts: [] },
    proof: {
      values: () => (form === "list" ? callsOf(way, given) : objectsOf(way, given)),
      refuses: (value) => Array.isArray(value) === (form === "list"),
    },
  });
  return [
    ...(from.list && !to.list ? [of("narrowed", "list")] : []),
    ...(from.object && !to.object ? [of("narrowed", "object")] : []),
    ...(to.list && !from.list ? [of("widened", "list")] : []),
    ...(to.object && !from.object ? [of("widened", "object")] : []),
  ];
}

/** Calls with as many parameters as must be, one more, and so on. */
function callsOf(way: Way, given: Given): unknown[][] {
  const [side, call] = way === "narrowed" ? [given.sides.old, given.old] : [given.sides.new, given.new];
  const counts = Array.from({ length: call.params.length - call.least + 1 }, (_, more) => call.least + more);
  return counts.map((count) => side.samples.before(call.list, count));
}

function objectsOf(way: Way, given: Given): object[] {
  const [side, call] = way === "narrowed" ? [given.sides.old, given.old] : [given.sides.new, given.new];
  return side.samples.objects(call.object, "");
}

function compareNames({ sides, old, new: now, compare }: Given): Gap[] {
  const pair = { sides, old: old.object, new: now.object, subject: "", compare };
  return compareMembers(pair);
}

function comparePositions(given: Given): Gap[] {
  const { old, new: now } = given;
  const count = Math.max(old.params.length, now.params.length);
  return Array.from({ length: count }, (_, index) => comparePosition(index, given)).flat();
}

function comparePosition(index: number, given: Given): Gap[] {
  const { old, new: now } = given;
  const [was, is] = [old.params[index], now.params[index]];
  if (!was) return is ? newPosition(index, is, given) : [];
  if (!is) return gonePosition(index, was, given);
  if (was.name === is.name) return samePosition(index, was, is, given);
  const at = spotsAt(index, given);
  const isMoved =
    now.params.some(({ name }) => name === was.name) || old.params.some(({ name }) => name === is.name);
  const message = isMoved
    ? `position ${index} was ${named(was.name)} and is now ${named(is.name)}`
    : `position ${index} is now called ${named(is.name)} and was ${named(was.name)}: callers that send names break`;
  const told = (way: Way): Gap => informs(way, message, at, isMoved ? "order" : "words", "risky");
  return [told("narrowed"), told("widened"), ...samePosition(index, was, is, given)];
}

function samePosition(index: number, was: ContentDescriptor, is: ContentDescriptor, given: Given): Gap[] {
  const { sides, old, new: now, compare } = given;
  const at = spotsAt(index, given);
  const lift = (side: "old" | "new", call: Call) => (value: unknown) => {
    const list = sides[side].samples.before(call.list, Math.max(call.least, index + 1));
    return [list.with(index, value)];
  };
  return [
    ...(was.required && !is.required
      ? [shorter("widened", index, `${named(is.name)} is now optional`, at, given)]
      : []),
    ...(!was.required && is.required
      ? [shorter("narrowed", index, `${named(is.name)} is now required`, at, given)]
      : []),
    ...lifted(compare(old.parts[index] ?? [], now.parts[index] ?? [], is.name), {
      narrowed: lift("old", old),
      widened: lift("new", now),
    }),
  ];
}

function newPosition(index: number, is: ContentDescriptor, given: Given): Gap[] {
  const at: Spots = { new: spotsAt(index, given).new };
  const message = `${named(is.name)} is new and ${is.required ? "required" : "optional"}`;
  return [
    informs("widened", message, at, "added", "compatible"),
    ...(is.required ? [shorter("narrowed", index, message, at, given)] : []),
  ];
}

function gonePosition(index: number, was: ContentDescriptor, given: Given): Gap[] {
  const at: Spots = { old: spotsAt(index, given).old };
  const message = `${named(was.name)} was removed`;
  return [
    // A receiver may pass over one parameter too many, or refuse the call.
    informs("narrowed", message, at, "removed", "risky"),
    was.required
      ? { ...shorter("widened", index, message, at, given), cause: "removed" }
      : informs("widened", message, at, "removed", "risky"),
  ];
}

function informs(way: Way, message: string, at: Spots, cause: Gap["cause"], otherwise: Severity): Gap {
  return { way, message, at, cause, otherwise, lifts: [] };
}

/** A call may end before this position. */
function shorter(way: Way, index: number, message: string, at: Spots, given: Given): Gap {
  return {
    ...informs(way, message, at, "required", "risky"),
    proof: {
      values: () => callsOf(way, given),
      refuses: (value) => Array.isArray(value) && value.length <= index,
    },
  };
}

function spotsAt(index: number, { at }: Given): Required<Spots> {
  return { old: pointer(at.old, "params", index), new: pointer(at.new, "params", index) };
}
