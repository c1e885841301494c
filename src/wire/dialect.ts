import type { IdText, WireError } from "./message.js";

/**
 * Encodes messages. Decoding is the same for all dialects: `decode` accepts what any of them writes.
 * Every function returns the JSON text of one message without a line end.
 */
export interface Dialect {
  readonly name: string;
  /**
   * Which error numbers it uses, and what a null id means: a notification in `stratum`, a request in
   * `jsonrpc`.
   */
  readonly family: "stratum" | "jsonrpc";
  readonly request: (id: number, method: string, params: unknown) => string;
  readonly notification: (method: string, params: unknown) => string;
  readonly result: (id: IdText, result: unknown) => string;
  readonly error: (id: IdText, error: WireError) => string;
}

/** A value that is already JSON text. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** JSON text of any value. What JSON can't express, such as `undefined`, becomes `null`. */
export function json(value: unknown): string {
  return value instanceof RawJson ? value.text : (JSON.stringify(value) ?? "null");
}
