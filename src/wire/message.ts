/**
 * The id of a request as JSON text: `4`, `"auth"`, `null`. It is only ever echoed, and as text it
 * keeps its type and every digit.
 */
export type IdText = string;

/** What one JSON value on the wire says. */
export type Message = Call | Reply | Malformed;

/** A request, or a notification where `id` is undefined: then nobody waits for an answer. */
export interface Call {
  readonly kind: "call";
  readonly id: IdText | undefined;
  readonly method: string;
  /** As they were sent: an array of positions, an object of names, or nothing. */
  readonly params: unknown;
  /** The `jsonrpc` member: `2.0`, or undefined in older dialects. */
  readonly version: unknown;
}

/** The answer to a request. `readError` says whether it failed. */
export interface Reply {
  readonly kind: "reply";
  readonly id: IdText;
  readonly result: unknown;
  readonly error: unknown;
  /** The `reject-reason` that ckpool puts beside `error`, or in its place where the result is false. */
  readonly rejectReason: unknown;
  /** The text that it was read from, for numbers whose digits must survive; undefined for a part of a batch. */
  readonly text: string | undefined;
}

/** Text that is no JSON, or JSON that is no message. */
export interface Malformed {
  readonly kind: "malformed";
  /** The id, where one could be read; else `null`. */
  readonly id: IdText;
  readonly fault: "not JSON" | "not a message";
  readonly reason: string;
}

/** An error as every dialect can carry it. */
export interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}
