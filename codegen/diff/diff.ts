import { check } from "../check/check.js";
import { InvalidSource } from "../check/problem.js";
import { locate } from "../document/origin.js";
import { type LoadOptions, load } from "../load/load.js";
import type { Loaded } from "../load/loaded.js";
import { type Change, severities, worst } from "./change.js";
import { compareMethods, type MethodDifference } from "./methods.js";

/**
 * What changes between two documents for those who were written for the old one, the worst first.
 *
 * @param before A document, a folder of schema modules, or a URL of either kind that `load` takes.
 * @throws InvalidSource with every problem of both.
 */
export async function diff(before: string, after: string, options: LoadOptions = {}): Promise<Change[]> {
  const [old, now] = await Promise.all([loadSound(before, options), loadSound(after, options)]);
  const problems = [...old.problems, ...now.problems].filter(({ severity }) => severity === "error");
  if (problems.length > 0) throw new InvalidSource(problems);
  return gathered(compareMethods(old.document, now.document), old, now);
}

async function loadSound(input: string, options: LoadOptions): Promise<Loaded> {
  const loaded = await load([input], options);
  if (loaded.problems.some(({ severity }) => severity === "error")) return loaded;
  return { ...loaded, problems: check(loaded.document, loaded.origins) };
}

/** A change of a shape is told once, with all methods that it concerns. */
function gathered(differences: readonly MethodDifference[], old: Loaded, now: Loaded): Change[] {
  const changes = new Map<string, Change>();
  for (const { method, at, message, clients, servers } of differences) {
    const key = `${at.old} ${at.new} ${message}`;
    const known = changes.get(key);
    const whom = {
      clients: worst([clients, known?.clients ?? "compatible"]),
      servers: worst([servers, known?.servers ?? "compatible"]),
    };
    changes.set(key, {
      severity: worst([whom.clients, whom.servers]),
      ...whom,
      methods: [...new Set([...(known?.methods ?? []), method])],
      message,
      ...(at.new === undefined ? place(old, at.old ?? "") : place(now, at.new)),
    });
  }
  const rank = ({ severity }: Change) => severities.indexOf(severity);
  return [...changes.values()].sort((a, b) => rank(a) - rank(b));
}

function place({ document, origins }: Loaded, pointer: string) {
  return locate(document, origins, pointer) ?? { file: document.info.title, pointer };
}
