import type { ContentDescriptor, OpenRpcDocument, OpenRpcMethod } from "../document/openrpc.js";
import { pointer } from "../document/pointer.js";
import { altered, type Difference, narrowed, type Severity, type Spots, widened } from "./change.js";
import { below, type Compare, onlyNew, onlyOld } from "./members.js";
import { createComparison } from "./schemas.js";

/** A difference in one method, with whom it concerns. */
export interface MethodDifference {
  readonly method: string;
  readonly at: Spots;
  readonly message: string;
  readonly clients: Severity;
  readonly servers: Severity;
}

/** What differs between two documents, method by method. */
export function compareMethods(before: OpenRpcDocument, after: OpenRpcDocument): MethodDifference[] {
  const compare = createComparison(before, after);
  const indexOf = ({ methods }: OpenRpcDocument) =>
    new Map(methods.map((method, index) => [method.name, { method, at: pointer("/methods", index) }]));
  const [old, now] = [indexOf(before), indexOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names.flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was && is) return compareMethod(was.method, is.method, { old: was.at, new: is.at }, compare);
    if (was)
      return [{ method: name, at: { old: was.at }, message: "the method is gone", ...gone(was.method) }];
    return is
      ? [{ method: name, at: { new: is.at }, message: "the method is new", ...added(is.method) }]
      : [];
  });
}

interface Concerned {
  readonly clients: Severity;
  readonly servers: Severity;
}

type Side = keyof Concerned;

const nobody: Concerned = { clients: "compatible", servers: "compatible" };

function concerning(sides: readonly Side[], severity: Severity): Concerned {
  const of = (side: Side) => (sides.includes(side) ? severity : "compatible");
  return { clients: of("clients"), servers: of("servers") };
}

function calledBy({ "x-direction": direction = "clientToServer" }: OpenRpcMethod): Side[] {
  if (direction === "both") return ["clients", "servers"];
  return [direction === "clientToServer" ? "clients" : "servers"];
}

/** Who still calls it is told that there is no such method. */
function gone(method: OpenRpcMethod): Concerned {
  return concerning(calledBy(method), "breaking");
}

/** A server comes with its document; a client of before may be asked for what it does not have. */
function added(method: OpenRpcMethod): Concerned {
  const isAsked = calledBy(method).includes("servers") && method.result !== undefined;
  return isAsked && !method["x-optional"] ? concerning(["clients"], "risky") : nobody;
}

function compareMethod(
  before: OpenRpcMethod,
  after: OpenRpcMethod,
  at: Required<Spots>,
  compare: Compare,
): MethodDifference[] {
  const method = after.name;
  const whole = (message: string, concerned: Concerned, spot: Spots = at) => ({
    method,
    at: spot,
    message,
    ...concerned,
  });
  const all = concerning(["clients", "servers"], "breaking");
  const [wayOld, wayNew] = [before, after].map((one) => one["x-direction"] ?? "clientToServer");
  if (wayOld !== wayNew) return [whole(`its direction was ${wayOld} and is ${wayNew}`, all)];
  if (Boolean(before.result) !== Boolean(after.result)) {
    const kind = after.result
      ? "is answered now, and was a notification"
      : "is a notification now, and was answered";
    return [whole(`it ${kind}`, all)];
  }
  const callers = calledBy(after);
  const results =
    before.result && after.result
      ? compare(before.result.schema, after.result.schema, below(at, "result", "schema"))
      : [];
  return [
    ...compareParams(before, after, at, compare).flatMap((one) => ofParams(one, callers, method)),
    ...results.flatMap((one) => ofResult(one, callers, method)),
    ...(after["x-optional"] && !before["x-optional"]
      ? [whole("a handler may be left out now", concerning(callers, "risky"))]
      : []),
    ...(after.deprecated && !before.deprecated ? [whole("it is deprecated", nobody)] : []),
    ...compareErrors(before, after).map((message) => whole(message, nobody)),
  ];
}

/**
 * Callers send parameters. A server that answers is changed with its document, so nothing that its
 * callers may send now breaks it.
 */
function ofParams(
  { at, message, sender, receiver }: Difference,
  callers: readonly Side[],
  method: string,
): MethodDifference[] {
  return callers.map((caller) =>
    caller === "clients"
      ? { method, at, message, clients: sender, servers: "compatible" }
      : { method, at, message, servers: sender, clients: receiver },
  );
}

/** Callers get results. A server that answers is changed with its document, so it gives what it should. */
function ofResult(
  { at, message, sender, receiver }: Difference,
  callers: readonly Side[],
  method: string,
): MethodDifference[] {
  return callers.map((caller) =>
    caller === "clients"
      ? { method, at, message, clients: receiver, servers: "compatible" }
      : { method, at, message, servers: receiver, clients: sender },
  );
}

function compareErrors({ errors: old = [] }: OpenRpcMethod, { errors: now = [] }: OpenRpcMethod): string[] {
  const missing = (some: typeof old, others: typeof old) =>
    some.filter(({ code }) => !others.some((other) => other.code === code));
  return [
    ...missing(now, old).map(({ code, message }) => `the error ${code} is new: ${message}`),
    ...missing(old, now).map(({ code, message }) => `the error ${code} is gone: ${message}`),
  ];
}

function compareParams(
  before: OpenRpcMethod,
  after: OpenRpcMethod,
  at: Required<Spots>,
  compare: Compare,
): Difference[] {
  const [old, now] = [before.paramStructure ?? "either", after.paramStructure ?? "either"];
  const message = `its parameters went ${old} and go ${now}`;
  if (old !== now && old !== "either" && now !== "either") return [altered(at, message, "breaking")];
  const structure =
    old === now ? [] : now === "either" ? [widened(at, message, "risky")] : [narrowed(at, message)];
  const isNamed = old === "by-name" || now === "by-name";
  return [...structure, ...(isNamed ? byName : byPosition)(before.params, after.params, at, compare)];
}

type CompareParams = (
  old: readonly ContentDescriptor[],
  now: readonly ContentDescriptor[],
  at: Required<Spots>,
  compare: Compare,
) => Difference[];

const byName: CompareParams = (old, now, at, compare) => {
  const names = [...new Set([...old, ...now].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [was, is] = [old, now].map((params) => params.findIndex((param) => param.name === name));
    return compareParam(old[was ?? -1], now[is ?? -1], spotOf(at, was, is), compare);
  });
};

const byPosition: CompareParams = (old, now, at, compare) => {
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
    const [was, is] = [old[index], now[index]];
    const spot = spotOf(at, was ? index : -1, is ? index : -1);
    if (!was || !is || was.name === is.name) return compareParam(was, is, spot, compare);
    const moved = now.findIndex(({ name }) => name === was.name);
    if (moved >= 0 || old.some(({ name }) => name === is.name))
      return [altered(spot, `position ${index} was ${text(was.name)} and is ${text(is.name)}`, "breaking")];
    return [
      altered(
        spot,
        `position ${index} is called ${text(is.name)} and was ${text(was.name)}: who sends names breaks`,
      ),
      ...compareParam(was, is, spot, compare),
    ];
  }).flat();
};

function spotOf(at: Required<Spots>, was = -1, is = -1): Spots {
  return {
    ...(was >= 0 && { old: pointer(at.old, "params", was) }),
    ...(is >= 0 && { new: pointer(at.new, "params", is) }),
  };
}

function compareParam(
  was: ContentDescriptor | undefined,
  is: ContentDescriptor | undefined,
  at: Spots,
  compare: Compare,
): Difference[] {
  if (!was && is)
    return is.required
      ? [narrowed(onlyNew(at), `${text(is.name)} is new, and required`)]
      : [widened(onlyNew(at), `${text(is.name)} is new, and may be left out`, "compatible")];
  if (!was || !is) {
    const receiver = was?.required ? "breaking" : "risky";
    return [{ at: onlyOld(at), message: `${text(was?.name)} is gone`, sender: "risky", receiver }];
  }
  return [
    ...(was.required && !is.required ? [widened(at, `${text(is.name)} may be left out now`)] : []),
    ...(!was.required && is.required ? [narrowed(at, `${text(is.name)} is required now`)] : []),
    ...compare(was.schema, is.schema, below(at, "schema")),
  ];
}

function text(name: string | undefined): string {
  return JSON.stringify(name ?? "");
}
