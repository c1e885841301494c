import type { Place } from "../check/problem.js";

/** The severity of a change: it breaks something, may break something, or doesn't. */
export type Severity = "breaking" | "risky" | "compatible";

/** From the worst to the best. */
export const severities: readonly Severity[] = ["breaking", "risky", "compatible"];

export function worst(given: readonly Severity[]): Severity {
  return severities.find((severity) => given.includes(severity)) ?? "compatible";
}

/** A value that one document's validators accept and the other's reject. */
export interface Witness {
  readonly method: string;
  /** The kind of value: the method's parameters as on the wire, or its result. */
  readonly of: "params" | "result";
  readonly value: unknown;
  /** The document that rejects it; the other one accepts it. */
  readonly refusedBy: "old" | "new";
}

/** A difference between two documents, and whom it affects. */
export interface Change {
  /** The worse of the two. */
  readonly severity: Severity;
  /** The severity for clients of the old document with servers of the new one. */
  readonly clients: Severity;
  /** The severity for servers of the old document with clients of the new one. */
  readonly servers: Severity;
  /** The affected methods, by name on the wire. */
  readonly methods: readonly string[];
  readonly message: string;
  /** What happens to whom; undefined when nothing does. */
  readonly effect?: string;
  /** What a release manager can do about it; undefined when there is nothing to do. */
  readonly advice?: string;
  /** The proof of a breaking change. */
  readonly witness?: Witness;
  /** The position in the new document; for removals, in the old one. */
  readonly file: string;
  readonly pointer: string;
  readonly place?: Place;
}

/** A place in both documents; one is undefined when something is only in the other. */
export interface Spots {
  readonly old?: string;
  readonly new?: string;
}
