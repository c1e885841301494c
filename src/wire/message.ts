/**
 * The id of a request as JSON text: `4`, `"auth"`, `null`. It is only echoed, and text keeps its type and
 * every digit.
 */
export type IdText = string;

/** A decoded message. */
export type Message = Call | Reply | Malformed;

/** A request, or a notification if `id` is undefined. */
export interface Call {
  readonly kind: "call";
  readonly id: IdText | undefined;
  readonly method: string;
  /** As sent: an array by position, an object by name, or undefined. */
  readonly params: unknown;
  /** The `jsonrpc` member: `2.0`, or undefined in older dialects. */
  readonly version: unknown;
}

/** The answer to a request. `readError` returns its error, if any. */
export interface Reply {
  readonly kind: "reply";
  readonly id: IdText;
  readonly result: unknown;
  readonly error: unknown;
  /** The `reject-reason` that ckpool sends with or instead of `error` when the result is false. */
  readonly rejectReason: unknown;
  /** The original text, for numbers whose digits must be kept. Undefined in a batch. */
  readonly text: string | undefined;
}

/** Text that is not JSON, or JSON that is not a message. */
export interface Malformed {
  readonly kind: "malformed";
  /** The id if it could be read, else `null`. */
  readonly id: IdText;
  readonly fault: "not JSON" | "not a message";
  readonly reason: string;
  /** The original text. Undefined in a batch. */
  readonly text?: string | undefined;
}

/** An error, independent of the dialect. */
export interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}
