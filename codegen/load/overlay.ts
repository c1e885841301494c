import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import { faults } from "../check/faults.js";
import type { Problem } from "../check/problem.js";
import type { JsonSchema } from "../document/json-schema.js";
import { isObject, mergePatch } from "../document/merge-patch.js";
import { type Held, placesAt } from "../document/places.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import type { SourceText } from "./document.js";

/** A patch in an overlay file. */
interface Patch {
  /** Why the document is wrong. */
  readonly reason: string;
  /** Name or names of methods, `*` for all. Without it, the path starts at the document's root. */
  readonly method?: string | readonly string[];
  /** A JSON pointer; `*` matches every member or item, `**` any depth. Default: the method itself. */
  readonly path?: string;
  /** Members that a value must have to be patched, if the path matches several. */
  readonly where?: unknown;
  /** A JSON Merge Patch (RFC 7396); `null` removes the value. */
  readonly merge: unknown;
}

const names: JsonSchema = {
  anyOf: [{ type: "string" }, { type: "array", items: { type: "string" }, minItems: 1 }],
};

const overlaySchema = {
  type: "object",
  required: ["patches"],
  additionalProperties: false,
  properties: {
    patches: {
      type: "array",
      items: {
        type: "object",
        required: ["reason", "merge"],
        additionalProperties: false,
        properties: {
          reason: { type: "string", minLength: 1 },
          method: names,
          path: { type: "string", pattern: "^(/|$)" },
          where: { type: "object" },
          merge: {},
        },
      },
    },
  },
};

/**
 * Applies overlays to documents, one after the other.
 *
 * @param report Called for invalid overlays and for patches that no longer apply: with an error if the path matches
 *   nothing, because the fault may have moved; with a warning if the fault is already fixed.
 */
export function withOverlays(
  texts: readonly SourceText[],
  overlays: readonly SourceText[],
  report: (problem: Problem) => void,
): SourceText[] {
  if (overlays.length === 0) return [...texts];
  const patched = texts.map((text) => ({ ...text, value: separate(text.value) }));
  for (const overlay of overlays) {
    const found = problemsOf(overlay);
    found.forEach(report);
    if (found.length > 0) continue;
    const { patches } = overlay.value as { patches: Patch[] };
    for (const [index, patch] of patches.entries()) {
      for (const fault of apply(patch, patched))
        report(problemAt(overlay, pointer("/patches", index, fault.member), fault));
    }
  }
  return patched;
}

/** A deep copy without shared values, which YAML aliases create. */
function separate(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

interface PatchProblem extends Pick<Problem, "severity" | "message" | "hint"> {
  readonly member: keyof Patch;
}

/** Applies a patch to all values that it matches, and reports where it doesn't apply. */
function apply(patch: Patch, documents: readonly { value: unknown }[]): PatchProblem[] {
  const starts = documents.flatMap((document) => startsOf(patch, document));
  const wanted = [patch.method ?? []].flat();
  const missing = wanted.filter(
    (name) => name !== "*" && !starts.some(({ value }) => nameOf(value) === name),
  );
  return [...missing.map(noMethod), ...(starts.length > 0 ? applyAt(patch, starts) : [])];
}

function applyAt({ path = "", where, merge }: Patch, starts: readonly Held[]): PatchProblem[] {
  const held = starts.flatMap((start) => placesAt(start, pointerSteps(path)));
  if (held.length === 0) return [noPlace(path)];
  const meant = held.filter(({ value }) => where === undefined || contains(value, where));
  if (meant.length === 0) return [nothingWhere];
  const changes = meant.reverse().map((place) => change(place, merge));
  return changes.includes(true) ? [] : [saysSo];
}

function startsOf({ method }: Patch, document: { value: unknown }): Held[] {
  const whole = { holder: document, key: "value", value: document.value, pointer: "" };
  if (method === undefined) return [whole];
  return placesAt(whole, ["methods", "*"]).filter(({ value }) => {
    return [method].flat().some((name) => name === "*" || name === nameOf(value));
  });
}

function nameOf(method: unknown): unknown {
  return isObject(method) ? method.name : undefined;
}

/** Replaces values by their merged ones, from last to first, so that removals don't shift the others. */
function change({ holder, key }: Held, merge: unknown): boolean {
  if (merge === null && Array.isArray(holder)) return holder.splice(Number(key), 1).length > 0;
  if (merge === null) return Reflect.deleteProperty(holder, key);
  const before: unknown = Reflect.get(holder, key);
  const merged = mergePatch(before, merge);
  return !isDeepStrictEqual(merged, before) && Reflect.set(holder, key, merged);
}

function contains(value: unknown, part: unknown): boolean {
  if (!isObject(part)) return isDeepStrictEqual(value, part);
  return (
    isObject(value) &&
    Object.entries(part).every(
      ([name, member]) => Object.hasOwn(value, name) && contains(value[name], member),
    )
  );
}

function noMethod(name: string): PatchProblem {
  return {
    severity: "warning",
    member: "method",
    message: `unknown method ${JSON.stringify(name)}`,
    hint: "correct the name, remove the patch, or ignore this if the node was built or started without the method",
  };
}

function noPlace(path: string): PatchProblem {
  return {
    severity: "error",
    member: "path",
    message: `${path} does not exist: the document has changed since the patch was written`,
    hint: "correct the path, or remove the patch",
  };
}

const nothingWhere: PatchProblem = {
  severity: "warning",
  member: "where",
  message: "no value at the path matches where",
  hint: "the document may have been fixed: remove the patch",
};

const saysSo: PatchProblem = {
  severity: "warning",
  member: "merge",
  message: "the patch changes nothing",
  hint: "the document has been fixed: remove the patch",
};

function problemsOf(overlay: SourceText): Problem[] {
  if (overlay.problems.length > 0) return [...overlay.problems];
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.validate(overlaySchema, overlay.value);
  return faults(ajv.errors).map((fault) =>
    problemAt(overlay, fault.pointer, {
      severity: "error",
      ...fault,
      hint: "an overlay is { patches: [{ reason, method, path, where, merge }] }",
    }),
  );
}

function problemAt(
  { file, place }: SourceText,
  at: string,
  { severity, message, hint }: Pick<Problem, "severity" | "message" | "hint"> & { expected?: string },
): Problem {
  const found = place(at);
  return { severity, file, pointer: at, ...(found && { place: found }), message, ...(hint && { hint }) };
}
