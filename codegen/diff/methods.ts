import { isDeepStrictEqual } from "node:util";
import type { OpenRpcDocument, OpenRpcMethod } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import { adviceOn, effectOf } from "./advice.js";
import type { Severity, Spots, Witness } from "./change.js";
import { createCompare } from "./compare.js";
import { type Gap, gapKey, type Moved, type Way } from "./gap.js";
import { type Compare, named, type Sides } from "./pair.js";
import { compareParams, type Placed, paramsSchema } from "./params.js";
import { createSide, partOf, wholeOf } from "./side.js";
import { findWitness, type Judges } from "./witness.js";

/** A difference in one method, with whom it concerns. */
export interface MethodDifference extends Concerned {
  readonly method: string;
  readonly at: Spots;
  readonly message: string;
  readonly effect?: string;
  readonly advice?: string;
  readonly witness?: Witness;
  readonly moved?: Moved;
}

interface Concerned {
  readonly clients: Severity;
  readonly servers: Severity;
}

type Side = keyof Concerned;

/** What differs between two documents, method by method. */
export function compareMethods(before: OpenRpcDocument, after: OpenRpcDocument): MethodDifference[] {
  const sides: Sides = { old: createSide(before), new: createSide(after) };
  const compare = createCompare(sides);
  const proven = new Map<string, Witness>();
  const indexOf = ({ methods }: OpenRpcDocument) =>
    new Map(methods.map((method, index) => [method.name, { method, at: pointer("/methods", index) }]));
  const [old, now] = [indexOf(before), indexOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  const differences = names.flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was && is) return compareMethod(was, is, sides, compare, proven);
    if (was) return [goneMethod(was)];
    return is ? [newMethod(is)] : [];
  });
  return movedOut(differences);
}

/** A member that was removed where it was, and is new further up. */
function movedOut(differences: readonly MethodDifference[]): MethodDifference[] {
  const targets = new Map(differences.flatMap(({ moved }) => (moved ? [[moved.from, moved.to]] : [])));
  return differences.map(({ moved: _moved, ...difference }) => {
    const to = difference.at.new === undefined ? targets.get(difference.at.old ?? "") : undefined;
    if (to === undefined || !difference.message.endsWith(" was removed")) return difference;
    const message = difference.message.replace(/was removed$/, `moved out, to ${named(to)}`);
    return { ...difference, message, ...(difference.advice && { advice: adviceOn("moved", "widened") }) };
  });
}

const nobody: Concerned = { clients: "compatible", servers: "compatible" };

function concerning(sides: readonly Side[], severity: Severity): Concerned {
  const of = (side: Side) => (sides.includes(side) ? severity : "compatible");
  return { clients: of("clients"), servers: of("servers") };
}

function callersOf({ "x-direction": direction = "clientToServer" }: OpenRpcMethod): Side[] {
  if (direction === "both") return ["clients", "servers"];
  return [direction === "clientToServer" ? "clients" : "servers"];
}

function goneMethod({ method, at }: Placed): MethodDifference {
  const callers = callersOf(method);
  return {
    ...{ method: method.name, at: { old: at }, message: "the method was removed" },
    ...concerning(callers, "breaking"),
    effect: `${callers.map((side) => `Old ${side}`).join(" and ")} that call it are told that there is no such method.`,
    advice: "Keep it, marked as deprecated, until nobody calls it, or release a new major version.",
  };
}

/** A server comes with its document; a client of before may be asked for what it does not have. */
function newMethod({ method, at }: Placed): MethodDifference {
  const isAsked = callersOf(method).includes("servers") && method.result !== undefined;
  const told = { method: method.name, at: { new: at }, message: "the method is new" };
  if (!isAsked || method["x-optional"]) return { ...told, ...nobody };
  return {
    ...{ ...told, ...concerning(["clients"], "risky") },
    effect: "New servers may call it, and old clients have no such method.",
    advice: "Mark it as optional (x-optional), and do without an answer.",
  };
}

function compareMethod(
  old: Placed,
  now: Placed,
  sides: Sides,
  compare: Compare,
  proven: Map<string, Witness>,
): MethodDifference[] {
  const [before, after] = [old.method, now.method];
  const method = after.name;
  const at = { old: old.at, new: now.at };
  const whole = (message: string, concerned: Concerned, more: Partial<MethodDifference> = {}) => ({
    ...{ method, at, message },
    ...concerned,
    ...more,
  });
  const all = concerning(["clients", "servers"], "breaking");
  const both = {
    effect: "Old clients and new servers do not understand each other, nor do new clients and old servers.",
    advice: "Give the new behavior a new name and keep the old method, or release a new major version.",
  };
  const [wayOld, wayNew] = [before, after].map((one) => one["x-direction"] ?? "clientToServer");
  if (wayOld !== wayNew) return [whole(`its direction was ${wayOld} and is now ${wayNew}`, all, both)];
  if (Boolean(before.result) !== Boolean(after.result)) {
    const kind = after.result
      ? "it was a notification and is now answered"
      : "it was answered and is now a notification";
    return [whole(kind, all, both)];
  }
  const callers = callersOf(after);
  const judge = createJudge(method, callers, proven);
  const params = compareParams(old, now, sides, compare);
  const [takesOld, takesNew] = [paramsSchema(before), paramsSchema(after)];
  const judges: Judges = {
    old: (value) => sides.old.accepts(takesOld, value),
    new: (value) => sides.new.accepts(takesNew, value),
  };
  return [
    ...params.flatMap((gap) => judge("params", gap, judges)),
    ...compareResults(old, now, sides, compare).flatMap(({ gaps, judges }) =>
      gaps.flatMap((gap) => judge("result", gap, judges)),
    ),
    ...(after["x-optional"] && !before["x-optional"]
      ? [
          whole("a handler is now optional", concerning(callers, "risky"), {
            effect: "It may be answered with METHOD_NOT_FOUND.",
            advice: "Callers handle METHOD_NOT_FOUND.",
          }),
        ]
      : []),
    ...(after.deprecated && !before.deprecated ? [whole("it is deprecated", nobody)] : []),
    ...compareErrors(before, after).map((message) => whole(message, nobody)),
  ];
}

/** Schemas of results that belong together, with what judges a whole result. */
interface Results {
  readonly gaps: readonly Gap[];
  readonly judges: Judges;
}

/** Where the same values of an argument decide what a result is, each case has a validator of its own. */
function compareResults(old: Placed, now: Placed, sides: Sides, compare: Compare): Results[] {
  const [was, is] = [resultOf(old), resultOf(now)];
  if (!was || !is) return [];
  const of = (before: Part, after: Part, name: string): Results => ({
    gaps: compare([before], [after], name),
    judges: {
      old: (value) => sides.old.accepts(wholeOf([before]), value),
      new: (value) => sides.new.accepts(wholeOf([after]), value),
    },
  });
  const [from, to] = [was.schema["x-by-argument"], is.schema["x-by-argument"]];
  const [cases, others] = [casesOf(was), casesOf(is)];
  if (from && isDeepStrictEqual(from, to) && cases.length === others.length)
    return cases.map((one, index) => of(one, others[index] ?? one, "result"));
  const whole = of(was, is, "result");
  if (isDeepStrictEqual(from, to)) return [whole];
  const message = "other values of the argument decide what the result is";
  const told = (way: Way): Gap => ({
    ...{ way, message, at: { old: was.pointer, new: is.pointer } },
    ...{ cause: "values", otherwise: "risky", lifts: [] },
  });
  return [{ ...whole, gaps: [told("narrowed"), told("widened"), ...whole.gaps] }];
}

function resultOf({ method: { result }, at }: Placed): Part | undefined {
  if (!result) return undefined;
  const part = partOf(result.schema, pointer(at, "result", "schema"));
  const byArgument = result.schema["x-by-argument"];
  return byArgument ? { ...part, schema: { ...part.schema, "x-by-argument": byArgument } } : part;
}

function casesOf({ schema, pointer: at }: Part): Part[] {
  return (schema.anyOf ?? []).map((branch, index) => ({
    schema: branch,
    pointer: pointer(at, "anyOf", index),
  }));
}

/**
 * Who may be hurt by a gap. Callers send parameters and get results. A server that answers is changed with
 * its document, so that nothing that clients may send now breaks it, and it gives what it should.
 */
const hurt: Readonly<
  Record<"params" | "result", Readonly<Record<Way, Readonly<Record<Side, Side | undefined>>>>>
> = {
  params: {
    narrowed: { clients: "clients", servers: "servers" },
    widened: { clients: undefined, servers: "clients" },
  },
  result: {
    narrowed: { clients: undefined, servers: "clients" },
    widened: { clients: "clients", servers: "servers" },
  },
};

function createJudge(method: string, callers: readonly Side[], proven: Map<string, Witness>) {
  return (of: "params" | "result", gap: Gap, judges: Judges): MethodDifference[] => {
    const sides = callers.flatMap((caller) => hurt[of][gap.way][caller] ?? []);
    const told = { method, at: gap.at, message: gap.message, ...(gap.moved && { moved: gap.moved }) };
    if (sides.length === 0) return gap.cause === "overlap" ? [] : [{ ...told, ...nobody }];
    const witness = proven.get(gapKey(gap)) ?? witnessOf(method, of, gap, judges);
    if (witness) proven.set(gapKey(gap), witness);
    const severity = witness ? "breaking" : gap.otherwise;
    if (severity === "compatible") return [{ ...told, ...nobody }];
    return [
      {
        ...{ ...told, ...concerning(sides, severity) },
        effect: effectOf(of, gap, callers, severity),
        advice: adviceOn(gap.cause, gap.way),
        ...(witness && { witness }),
      },
    ];
  };
}

function witnessOf(method: string, of: "params" | "result", gap: Gap, judges: Judges): Witness | undefined {
  const found = findWitness(gap, judges);
  return found && { method, of, value: found.value, refusedBy: gap.way === "narrowed" ? "new" : "old" };
}

function compareErrors({ errors: old = [] }: OpenRpcMethod, { errors: now = [] }: OpenRpcMethod): string[] {
  const missing = (some: typeof old, others: typeof old) =>
    some.filter(({ code }) => !others.some((other) => other.code === code));
  return [
    ...missing(now, old).map(({ code, message }) => `the error ${code} is new: ${message}`),
    ...missing(old, now).map(({ code, message }) => `the error ${code} was removed: ${message}`),
  ];
}
