import { check } from "../check/check.js";
import { InvalidSource } from "../check/problem.js";
import { locate } from "../document/origin.js";
import { type LoadOptions, load } from "../load/load.js";
import type { Loaded } from "../load/loaded.js";
import { type Change, severities, worst } from "./change.js";
import type { MethodDifference } from "./concerned.js";
import { compareMethods } from "./methods.js";
import { checkedOut, type Revision } from "./revision.js";

/** Options for reading both documents. */
export interface DiffOptions extends Pick<LoadOptions, "credentials" | "readers"> {
  /** Base folder of the old document's relative references. Default: the referring file's folder. */
  readonly oldBase?: string;
  /** Base folder of the new document's relative references. Default: the referring file's folder. */
  readonly newBase?: string;
}

/**
 * Compares two documents: the changes for peers written for the old one, worst first.
 *
 * @param before A document, a folder of schema modules, a URL that `load` accepts, or one of the
 *   first two in a git revision: `v1.2.0:api.json`, from the top of the repository, or `v1.2.0:./api.json`.
 * @throws InvalidSource with every problem of both.
 */
export async function diff(before: string, after: string, options: DiffOptions = {}): Promise<Change[]> {
  const { oldBase, newBase, ...reading } = options;
  const [old, now] = await Promise.all([
    loadSound(before, oldBase, reading),
    loadSound(after, newBase, reading),
  ]);
  const problems = [old, now].flatMap((side) => (side instanceof InvalidSource ? side.problems : []));
  if (old instanceof InvalidSource || now instanceof InvalidSource) throw new InvalidSource(problems);
  return gathered(compareMethods(old.document, now.document), old, now);
}

/** Returns the problems of a side instead of throwing them, so that those of both sides are reported. */
async function loadSound(
  input: string,
  base: string | undefined,
  reading: Pick<LoadOptions, "credentials" | "readers">,
): Promise<Located | InvalidSource> {
  const revision = await checkedOut(input, base).catch(invalid);
  if (revision instanceof InvalidSource) return revision;
  try {
    const options = { ...reading, ...(revision.base !== undefined && { base: revision.base }) };
    const loaded = await load([revision.input], options);
    const isBroken = loaded.problems.some(({ severity }) => severity === "error");
    const problems = isBroken ? loaded.problems : check(loaded.document, loaded.origins);
    const errors = problems.filter(({ severity }) => severity === "error").map(revision.shown);
    return errors.length > 0 ? new InvalidSource(errors) : { ...loaded, shown: revision.shown };
  } catch (error) {
    return new InvalidSource(invalid(error).problems.map(revision.shown));
  } finally {
    await revision.remove();
  }
}

/** @throws any error other than InvalidSource. */
function invalid(error: unknown): InvalidSource {
  if (error instanceof InvalidSource) return error;
  throw error;
}

/** A change of a shape is reported once, with all affected methods. */
function gathered(differences: readonly MethodDifference[], old: Located, now: Located): Change[] {
  const changes = new Map<string, Change>();
  for (const { method, at, message, clients, servers, ...more } of differences) {
    const key = `${at.old} ${at.new} ${message}`;
    const known = changes.get(key);
    const whom = {
      clients: worst([clients, known?.clients ?? "compatible"]),
      servers: worst([servers, known?.servers ?? "compatible"]),
    };
    const isWorse =
      !known || severities.indexOf(worst([clients, servers])) < severities.indexOf(known.severity);
    const { effect, advice, witness } = isWorse ? more : known;
    changes.set(key, {
      severity: worst([whom.clients, whom.servers]),
      ...whom,
      methods: [...new Set([...(known?.methods ?? []), method])],
      message,
      ...(effect !== undefined && { effect }),
      ...(advice !== undefined && { advice }),
      ...(witness !== undefined && { witness }),
      ...(at.new === undefined ? place(old, at.old ?? "") : place(now, at.new)),
    });
  }
  const rank = ({ severity }: Change) => severities.indexOf(severity);
  return [...changes.values()].sort((a, b) => rank(a) - rank(b));
}

type Located = Loaded & Pick<Revision, "shown">;

function place({ document, origins, shown }: Located, pointer: string) {
  return shown(locate(document, origins, pointer) ?? { file: document.info.title, pointer });
}
