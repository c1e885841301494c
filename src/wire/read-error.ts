import type { WireError } from "./message.js";

/** The code of an error that came without one. */
const unknownCode = 20;

/**
 * The error of a reply, whichever way the peer writes errors: `[code, text, data]` of any length,
 * `{code, message, data}`, a text, or `true`. Returns undefined where there is no error: `null`, or nothing.
 *
 * @param rejectReason The `reject-reason` that ckpool puts beside the error.
 */
export function readError(error: unknown, rejectReason?: unknown): WireError | undefined {
  if (error === undefined || error === null || error === false) return undefined;
  if (Array.isArray(error)) return fields(error[0], error[1], error[2]);
  if (typeof error === "object") {
    const { code, message, data } = error as Record<string, unknown>;
    return fields(code, message, data);
  }
  return fields(undefined, typeof error === "string" ? error : rejectReason, undefined);
}

function fields(code: unknown, message: unknown, data: unknown): WireError {
  return {
    code: typeof code === "number" ? code : unknownCode,
    message: typeof message === "string" ? message : "unknown reason",
    ...(data !== undefined && data !== null && { data }),
  };
}
