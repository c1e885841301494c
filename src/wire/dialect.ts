import type { IdText, WireError } from "./message.js";

/**
 * How messages are written. Reading is the same for all: `decode` accepts what any of them writes.
 * Every function returns the JSON text of one message without a line end.
 */
export interface Dialect {
  readonly name: string;
  /**
   * Which error numbers it has, and what a null id means: with `stratum` it is a notification's, with
   * `jsonrpc` a request's.
   */
  readonly family: "stratum" | "jsonrpc";
  readonly request: (id: number, method: string, params: unknown) => string;
  readonly notification: (method: string, params: unknown) => string;
  readonly result: (id: IdText, result: unknown) => string;
  readonly error: (id: IdText, error: WireError) => string;
}

/** A value that is JSON text already. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** JSON text of any value; what JSON can't express, `undefined` above all, becomes `null`. */
export function json(value: unknown): string {
  return value instanceof RawJson ? value.text : (JSON.stringify(value) ?? "null");
}
