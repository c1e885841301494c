import type { Place } from "../check/problem.js";

/** How bad a change is: it breaks something, it may, or it does not. */
export type Severity = "breaking" | "risky" | "compatible";

/** From the worst to the best. */
export const severities: readonly Severity[] = ["breaking", "risky", "compatible"];

export function worst(given: readonly Severity[]): Severity {
  return severities.find((severity) => given.includes(severity)) ?? "compatible";
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

/** A difference in what is sent, seen by who sends it and by who gets it. */
export interface Difference {
  readonly at: Spots;
  readonly message: string;
  readonly sender: Severity;
  readonly receiver: Severity;
}

/** Less may be sent than before: who sends more is refused. */
export function narrowed(at: Spots, message: string, sender: Severity = "breaking"): Difference {
  return { at, message, sender, receiver: "compatible" };
}

/** More may be sent than before: who gets it may not know what to do with it. */
export function widened(at: Spots, message: string, receiver: Severity = "breaking"): Difference {
  return { at, message, sender: "compatible", receiver };
}

/** Something else may be sent. */
export function altered(at: Spots, message: string, severity: Severity = "risky"): Difference {
  return { at, message, sender: severity, receiver: severity };
}
