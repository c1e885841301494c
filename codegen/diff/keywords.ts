import type { JsonSchema } from "../document/json-schema.js";
import { bounds, type Keyword } from "../values/merge.js";
import { canonicalIn } from "./canonical.js";
import type { Severity, Spots } from "./change.js";
import type { Gap, Way } from "./gap.js";
import { named, type Pair } from "./pair.js";

/** Keywords that no validator checks. */
const unchecked = new Set(["format", "x-positions"]);

/** Keywords that two alternatives of one type differ in: bounds, patterns, conditions. */
export function compareKeywords(pair: Pair): Gap[] {
  const keywords = new Set([...pair.old.keywords.keys(), ...pair.new.keywords.keys()]);
  return [...keywords].flatMap((keyword) => compareKeyword(keyword, pair));
}

function compareKeyword(keyword: string, pair: Pair): Gap[] {
  const { sides, old, new: now } = pair;
  const [was, is] = [old.keywords.get(keyword) ?? [], now.keywords.get(keyword) ?? []];
  const text = ({ value }: Keyword, side: keyof Spots) => canonicalIn(sides[side], value);
  const [texts, others] = [was.map((one) => text(one, "old")), is.map((one) => text(one, "new"))];
  const gone = was.filter((one) => !others.includes(text(one, "old")));
  const added = is.filter((one) => !texts.includes(text(one, "new")));
  const [lost, gained] = [gone[0], added[0]];
  if (!lost && !gained) return [];
  const message = `${named(pair.subject)}${changed(keyword, lost, gained)}`;
  const at: Spots = {
    old: (lost ?? was[0])?.at ?? old.at,
    new: (gained ?? is[0])?.at ?? now.at,
  };
  const order = compareBound(keyword, lost, gained);
  return [
    ...(added.length > 0 && order !== "looser"
      ? [gap("narrowed", keyword, added, { at, message }, pair)]
      : []),
    ...(gone.length > 0 && order !== "tighter" ? [gap("widened", keyword, gone, { at, message }, pair)] : []),
  ];
}

/** Which of two bounds allows more; undefined for what can't be told by size. */
function compareBound(keyword: string, lost?: Keyword, gained?: Keyword): "tighter" | "looser" | undefined {
  const [old, now] = [lost?.value, gained?.value];
  if (!bounds[keyword] || typeof old !== "number" || typeof now !== "number") return undefined;
  return (bounds[keyword] === "least" ? now > old : now < old) ? "tighter" : "looser";
}

function gap(
  way: Way,
  keyword: string,
  refusing: readonly Keyword[],
  told: { readonly at: Spots; readonly message: string },
  { sides, old, new: now }: Pair,
): Gap {
  const isNarrowed = way === "narrowed";
  const [sender, receiver] = isNarrowed ? [sides.old, sides.new] : [sides.new, sides.old];
  const hint = { alternativesOf: receiver.alternativesOf, alternatives: [isNarrowed ? now : old] };
  const schemas = refusing.map(({ value }) => schemaOf(keyword, value));
  const severity: Severity = "risky";
  return {
    ...{ ...told, way, cause: unchecked.has(keyword) ? "words" : "values", otherwise: severity, lifts: [] },
    ...(!unchecked.has(keyword) && {
      proof: {
        values: () => sender.samples.ofAlternative(isNarrowed ? old : now, hint),
        refuses: (value) => schemas.some((schema) => receiver.accepts(schema, value) === false),
      },
    }),
  };
}

const schemas = new WeakMap<object, JsonSchema>();

/** The keyword alone, as a schema: the same one each time, so that it is compiled once. */
function schemaOf(keyword: string, value: unknown): JsonSchema {
  if (keyword === "integer") return { type: "integer" };
  const schema = keyword === "if" || keyword === "contains" ? Object(value) : { [keyword]: value };
  if (typeof value !== "object" || value === null) return schema;
  const known = schemas.get(value) ?? schema;
  schemas.set(value, known);
  return known;
}

function changed(keyword: string, lost?: Keyword, gained?: Keyword): string {
  if (keyword === "integer") return ` changed from ${gained ? "number to integer" : "integer to number"}`;
  if (keyword === "x-positions") return ": the names of its positions changed";
  const [old, now] = [lost, gained].map((one) => (one ? shown(one.value) : undefined));
  if (old === undefined) return `: ${keyword} ${now} was added`;
  if (now === undefined) return `: ${keyword} ${old} was removed`;
  return old === now
    ? `: ${keyword} changed because its references changed`
    : `: ${keyword} changed from ${old} to ${now}`;
}

const longest = 80;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
