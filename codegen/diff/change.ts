import type { Place } from "../check/problem.js";

/** How bad a change is: it breaks something, it may, or it does not. */
export type Severity = "breaking" | "risky" | "compatible";

/** From the worst to the best. */
export const severities: readonly Severity[] = ["breaking", "risky", "compatible"];

export function worst(given: readonly Severity[]): Severity {
  return severities.find((severity) => given.includes(severity)) ?? "compatible";
}

/** A value that one document takes and the other refuses, as the validators of both say. */
export interface Witness {
  readonly method: string;
  /** What it is a value of: the method's parameters as they are on the wire, or its result. */
  readonly of: "params" | "result";
  readonly value: unknown;
  /** The document that refuses it; the other one takes it. */
  readonly refusedBy: "old" | "new";
}

/** One difference between two documents, and whom it concerns. */
export interface Change {
  /** The worse of the two. */
  readonly severity: Severity;
  /** What becomes of clients that were written for the old document, with servers of the new one. */
  readonly clients: Severity;
  /** What becomes of servers that were written for the old document, with clients of the new one. */
  readonly servers: Severity;
  /** The methods that it concerns, by their names on the wire. */
  readonly methods: readonly string[];
  readonly message: string;
  /** What happens to whom; absent where nothing does. */
  readonly effect?: string;
  /** What a release manager can do about it; absent where nothing need be done. */
  readonly advice?: string;
  /** The proof of a change that breaks what is sent. */
  readonly witness?: Witness;
  /** Where it stands in the new document; in the old one where something was removed. */
  readonly file: string;
  readonly pointer: string;
  readonly place?: Place;
}

/** A place in both documents; one of them is absent where something is only in the other. */
export interface Spots {
  readonly old?: string;
  readonly new?: string;
}
