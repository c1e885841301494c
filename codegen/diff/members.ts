import type { Part } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Alternative } from "../values/merge.js";
import { keysOf } from "../values/sample-values.js";
import type { Severity, Spots } from "./change.js";
import { type Cause, type Gap, lifted, type Way } from "./gap.js";
import { movedTo } from "./moved.js";
import { named, type Pair } from "./pair.js";

/** Compares the members of two objects. A member that the receiver doesn't know is ignored, unless the object is closed. */
export function compareMembers(pair: Pair): Gap[] {
  const names = [...new Set([...pair.old.members.keys(), ...pair.new.members.keys()])].sort();
  return [...names.flatMap((name) => compareMember(name, pair)), ...compareOthers(pair)];
}

function compareMember(name: string, pair: Pair): Gap[] {
  const { old, new: now } = pair;
  const [was, is] = [old.members.get(name), now.members.get(name)];
  const facts = factsOf(name, pair);
  if (!was && is) return newMember(name, is, facts, pair);
  if (was && !is) return goneMember(name, was, facts, pair);
  const { subject, wasRequired, isRequired } = facts;
  return [
    ...(wasRequired && !isRequired
      ? [missing("widened", name, `${named(subject)} is now optional`, facts.at, pair)]
      : []),
    ...(!wasRequired && isRequired
      ? [missing("narrowed", name, `${named(subject)} is now required`, facts.at, pair)]
      : []),
    ...within(name, was ?? [], is ?? [], subject, pair),
  ];
}

interface Facts {
  readonly subject: string;
  readonly at: Spots;
  readonly wasRequired: boolean;
  readonly isRequired: boolean;
}

function factsOf(name: string, { old, new: now, subject }: Pair): Facts {
  const place = (one: Alternative) =>
    one.members.get(name)?.[0]?.pointer ?? (one.required.has(name) ? pointer(one.at, "required") : undefined);
  const [was, is] = [place(old), place(now)];
  return {
    subject: subject === "" ? name : `${subject}.${name}`,
    at: { ...(was !== undefined && { old: was }), ...(is !== undefined && { new: is }) },
    wasRequired: old.required.has(name),
    isRequired: now.required.has(name),
  };
}

function newMember(name: string, is: readonly Part[], facts: Facts, pair: Pair): Gap[] {
  const { subject, isRequired } = facts;
  const at = facts.at.new === undefined ? {} : { new: facts.at.new };
  const from = movedTo(name, pair, "old");
  const message = `${named(subject)} is new and ${isRequired ? "required" : "optional"}${from ? `: it moved here from ${named(from.path)}` : ""}`;
  const { others } = pair.old;
  const moved = from?.pointer === undefined ? {} : { moved: { from: from.pointer, to: subject } };
  return [
    ...(isRequired ? [missing("narrowed", name, message, at, pair)] : []),
    ...(others
      ? []
      : [{ ...informs("widened", message, at, from ? "moved" : "added", "compatible"), ...moved }]),
    ...(others && isClosed(pair, "old")
      ? [surplus("widened", name, message, at, isRequired ? "required" : "added", pair)]
      : []),
    ...(others && !isClosed(pair, "old")
      ? [informs("widened", message, at, "added", "compatible"), ...within(name, others, is, subject, pair)]
      : []),
  ];
}

function goneMember(name: string, was: readonly Part[], facts: Facts, pair: Pair): Gap[] {
  const { subject, wasRequired } = facts;
  const at = facts.at.old === undefined ? {} : { old: facts.at.old };
  const to = movedTo(name, pair, "new");
  const message = to ? `${named(subject)} moved into ${named(to.into)}` : `${named(subject)} was removed`;
  const cause = to ? "moved" : "removed";
  const { others } = pair.new;
  const left: Gap = wasRequired
    ? { ...missing("widened", name, message, at, pair), cause }
    : informs("widened", message, at, cause, "risky");
  // A receiver may ignore an unknown parameter, or reject the call.
  if (pair.subject === "") return [left, informs("narrowed", message, at, cause, "risky")];
  if (!others) return [left];
  if (isClosed(pair, "new")) return [left, surplus("narrowed", name, message, at, cause, pair)];
  return [left, ...within(name, was, others, subject, pair)];
}

/** A gap without a value that proves it. */
function informs(way: Way, message: string, at: Spots, cause: Cause, otherwise: Severity): Gap {
  return { way, message, at, cause, otherwise, lifts: [] };
}

/** A member that the receiver wants may not be there. */
function missing(way: Way, name: string, message: string, at: Spots, pair: Pair): Gap {
  const { sender, giving, hint } = sending(way, pair);
  return {
    ...informs(way, message, at, "required", "risky"),
    proof: {
      values: () => sender.samples.ofAlternative(giving, hint),
      refuses: (value) => isObject(value) && !Object.hasOwn(value, name),
    },
  };
}

/** A member may be there that the receiver does not take. */
function surplus(way: Way, name: string, message: string, at: Spots, cause: Cause, pair: Pair): Gap {
  const { sender, giving, hint } = sending(way, pair);
  return {
    ...informs(way, message, at, cause, "risky"),
    proof: {
      values: () => sender.samples.ofAlternative(giving, hint),
      refuses: (value) => isObject(value) && Object.hasOwn(value, name),
    },
  };
}

function sending(way: Way, { sides, old, new: now }: Pair) {
  return way === "narrowed"
    ? {
        sender: sides.old,
        giving: old,
        hint: { alternativesOf: sides.new.alternativesOf, alternatives: [now] },
      }
    : {
        sender: sides.new,
        giving: now,
        hint: { alternativesOf: sides.old.alternativesOf, alternatives: [old] },
      };
}

/** Compares what a member of this name must fit. */
function within(
  name: string,
  was: readonly Part[],
  is: readonly Part[],
  subject: string,
  { sides, old, new: now, compare }: Pair,
): Gap[] {
  const lift = (side: "old" | "new", one: Alternative) => (value: unknown) =>
    sides[side].samples.objects(one, name).map((others) => ({ ...others, [name]: value }));
  return lifted(compare(was, is, subject), { narrowed: lift("old", old), widened: lift("new", now) });
}

function compareOthers(pair: Pair): Gap[] {
  const { old, new: now, subject, sides, compare } = pair;
  const [was, is] = [old.others, now.others];
  if (!was && !is) return [];
  const at: Spots = {
    old: was?.[0]?.pointer ?? old.at,
    new: is?.[0]?.pointer ?? now.at,
  };
  const place = subject === "" ? "it" : named(subject);
  const [closes, opens] = ["no longer allows", "now allows"].map(
    (what) => `${place} ${what} members of other names`,
  );
  if (was && isClosed(pair, "old") && !(is && isClosed(pair, "new")))
    return is
      ? [{ ...foreign("widened", opens ?? "", at, pair) }]
      : [informs("widened", opens ?? "", at, "added", "risky")];
  if (is && isClosed(pair, "new"))
    return was && isClosed(pair, "old")
      ? []
      : [
          was
            ? foreign("narrowed", closes ?? "", at, pair)
            : informs("narrowed", closes ?? "", at, "removed", "risky"),
        ];
  if (!was || !is) {
    const message = `${place} ${is ? "now restricts" : "no longer restricts"} members of other names`;
    return [informs(is ? "narrowed" : "widened", message, at, "values", "risky")];
  }
  const lift = (side: "old" | "new", one: Alternative) => (value: unknown) =>
    keysOf(one, []).flatMap((key) =>
      sides[side].samples.objects(one, key).map((others) => ({ ...others, [key]: value })),
    );
  return lifted(compare(was, is, `${subject}.*`), { narrowed: lift("old", old), widened: lift("new", now) });
}

/** A member of any name that the receiver does not describe. */
function foreign(way: Way, message: string, at: Spots, pair: Pair): Gap {
  const { sender, giving, hint } = sending(way, pair);
  const known = way === "narrowed" ? pair.new.members : pair.old.members;
  return {
    ...informs(way, message, at, way === "narrowed" ? "removed" : "added", "risky"),
    proof: {
      values: () => sender.samples.ofAlternative(giving, hint),
      refuses: (value) => isObject(value) && Object.keys(value).some((name) => !known.has(name)),
    },
  };
}

function isClosed({ sides, ...pair }: Pair, side: "old" | "new"): boolean {
  const { others } = pair[side];
  return others !== undefined && sides[side].alternativesOf(others).length === 0;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
