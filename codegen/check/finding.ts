import type { OpenRpcDocument } from "../document/openrpc.js";
import { locate, type Origins } from "../document/origin.js";
import { formatPlace, type Problem } from "./problem.js";

/** A problem at a pointer of a loaded document. */
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
  /** Whether it is about the use of a shared part, not about the part itself. */
  readonly isOfUse?: boolean;
}

/**
 * Converts findings to problems of the document's sources. A fault in a part that several methods share is one
 * problem.
 *
 * @param isPlaced Whether to determine lines and columns, which is slow in large documents.
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
      ...(first && { message: `${finding.message}; the first is at ${formatPlace(first)}` }),
      ...place(finding.pointer, isOfUse),
    };
  });
  const distinct = new Map(problems.map((problem) => [keyOf(problem), problem]));
  return [...distinct.values()];
}

/** The number of pointer steps to a method: `/methods/24`. */
const methodDepth = 2;

function keyOf({ file, pointer, message, rule }: Problem): string {
  return JSON.stringify([file, pointer, message, rule]);
}
