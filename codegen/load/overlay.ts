import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import { faults } from "../check/faults.js";
import type { Problem } from "../check/problem.js";
import type { JsonSchema } from "../document/json-schema.js";
import { isObject, mergePatch } from "../document/merge-patch.js";
import { type Held, placesAt } from "../document/places.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import type { SourceText } from "./document.js";

/** One change to somebody else's document, as an overlay file has it. */
interface Patch {
  /** Why the document is wrong. */
  readonly reason: string;
  /** Name or names of methods, `*` for all. Absent: the path begins at the document. */
  readonly method?: string | readonly string[];
  /** A JSON pointer; `*` stands for every member or item, `**` for any depth. Default: the method itself. */
  readonly path?: string;
  /** What a value must have to be patched, where the path leads to many. */
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
 * Documents with overlays laid over them, one after the other.
 *
 * @param report Told of overlays that are none, and of patches that no longer apply: an error where the path
 *   leads nowhere, for then the mistake may stand elsewhere; a warning where nothing is left to mend.
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

/** A copy in which nothing stands in two places, as what YAML has an alias for does. */
function separate(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

interface PatchProblem extends Pick<Problem, "severity" | "message" | "hint"> {
  readonly member: keyof Patch;
}

/** Applies a patch wherever it belongs, and says where it does not. */
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

/** Puts the merged value in place of the old one; from the last place to the first, so that none moves before its turn. */
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
    message: `the document has no method ${JSON.stringify(name)}`,
    hint: "a node may be built or started without it; else correct the name, or remove the patch",
  };
}

function noPlace(path: string): PatchProblem {
  return {
    severity: "error",
    member: "path",
    message: `nothing stands at ${path}: the document is no longer what the patch was written for`,
    hint: "look where it has moved to and correct the path, or remove the patch",
  };
}

const nothingWhere: PatchProblem = {
  severity: "warning",
  member: "where",
  message: "nothing there is as the patch expects it",
  hint: "the document may have been mended: remove the patch",
};

const saysSo: PatchProblem = {
  severity: "warning",
  member: "merge",
  message: "the document says so already",
  hint: "it has been mended: remove the patch",
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
