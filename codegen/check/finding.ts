import type { OpenRpcDocument } from "../document/openrpc.js";
import { locate, type Origins } from "../document/origin.js";
import { formatPlace, type Problem } from "./problem.js";

/** What is wrong at a place of a loaded document. */
export interface Finding {
  readonly pointer: string;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
  /** Pointer to the other of two places that contradict each other. */
  readonly other?: string;
  /** Default: `error`. */
  readonly severity?: Problem["severity"];
  readonly rule?: string;
  /** Whether it is about where a shared part is used, and not about the part. */
  readonly isOfUse?: boolean;
}

/**
 * Findings as problems of the sources that the document was loaded from. What is wrong with a part that
 * several methods refer to is one problem.
 *
 * @param isPlaced Whether lines and columns are worked out, which takes time in a large document.
 */
export function problemsFrom(
  findings: readonly Finding[],
  document: OpenRpcDocument,
  origins: Origins,
  isPlaced = true,
): Problem[] {
  const place = (pointer: string, isOfUse?: boolean) =>
    locate(document, origins, pointer, isOfUse ? methodDepth : undefined, isPlaced) ?? {
      file: document.info.title,
      pointer,
    };
  const problems = findings.map(({ other, isOfUse, ...finding }): Problem => {
    const first = other === undefined ? undefined : place(other, isOfUse);
    return {
      severity: "error",
      ...finding,
      ...(first && { message: `${finding.message}; the first stands in ${formatPlace(first)}` }),
      ...place(finding.pointer, isOfUse),
    };
  });
  const distinct = new Map(problems.map((problem) => [keyOf(problem), problem]));
  return [...distinct.values()];
}

/** How many steps lead to a method: `/methods/24`. */
const methodDepth = 2;

function keyOf({ file, pointer, message, rule }: Problem): string {
  return JSON.stringify([file, pointer, message, rule]);
}
