import type { OpenRpcDocument, OpenRpcMethod } from "../document/openrpc.js";
import { pointer } from "../document/pointer.js";
import { adviceOn } from "./advice.js";
import type { Witness } from "./change.js";
import { createCompare } from "./compare.js";
import { type Concerned, callersOf, concerning, type MethodDifference, nobody } from "./concerned.js";
import { type Compare, named, type Sides } from "./pair.js";
import { compareParams, type Placed, paramsSchema } from "./params.js";
import { compareResults } from "./results.js";
import { createSide } from "./side.js";
import { createVerdict } from "./verdict.js";
import type { Takes } from "./witness.js";

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

function goneMethod({ method, at }: Placed): MethodDifference {
  const callers = callersOf(method);
  return {
    ...{ method: method.name, at: { old: at }, message: "the method was removed" },
    ...concerning(callers, "breaking"),
    effect: `${callers.map((side) => `Old ${side}`).join(" and ")} that call it get a method-not-found error.`,
    advice: "Keep it, marked as deprecated, until nobody calls it, or release a new major version.",
  };
}

/** A new method of the server breaks nobody; an old client may be called for a method that it doesn't have. */
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
  const verdict = createVerdict(method, callers, proven);
  const params = compareParams(old, now, sides, compare);
  const [takesOld, takesNew] = [paramsSchema(before), paramsSchema(after)];
  const takes: Takes = {
    old: (value) => sides.old.accepts(takesOld, value),
    new: (value) => sides.new.accepts(takesNew, value),
  };
  return [
    ...params.flatMap((gap) => verdict("params", gap, takes)),
    ...compareResults(old, now, sides, compare).flatMap(({ gaps, takes }) =>
      gaps.flatMap((gap) => verdict("result", gap, takes)),
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

function compareErrors({ errors: old = [] }: OpenRpcMethod, { errors: now = [] }: OpenRpcMethod): string[] {
  const missing = (some: typeof old, others: typeof old) =>
    some.filter(({ code }) => !others.some((other) => other.code === code));
  return [
    ...missing(now, old).map(({ code, message }) => `the error ${code} is new: ${message}`),
    ...missing(old, now).map(({ code, message }) => `the error ${code} was removed: ${message}`),
  ];
}
