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
}

/** Findings as problems of the sources that the document was loaded from. */
export function problemsFrom(
  findings: readonly Finding[],
  document: OpenRpcDocument,
  origins: Origins,
): Problem[] {
  const place = (pointer: string) =>
    locate(document, origins, pointer) ?? { file: document.info.title, pointer };
  return findings.map(({ other, ...finding }) => {
    const first = other === undefined ? undefined : place(other);
    return {
      severity: "error",
      ...finding,
      ...(first && { message: `${finding.message}; the first stands in ${formatPlace(first)}` }),
      ...place(finding.pointer),
    };
  });
}
