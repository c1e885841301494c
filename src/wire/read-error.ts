import type { WireError } from "./message.js";

/** The code of an error that came without one. */
const unknownCode = 20;

/**
 * The error of a reply, whichever way the peer writes errors: `[code, text, data]` of any length,
 * `{code, message, data}`, a text, `true`, or ckpool's `reject-reason` beside the result `false`. Returns
 * undefined where there is no error: `null`, or nothing.
 *
 * @param rejectReason The `reject-reason` that ckpool puts beside the error, or in its place. A share that was accepted has none.
 */
export function readError(error: unknown, rejectReason?: unknown, result?: unknown): WireError | undefined {
  const reason = isText(rejectReason) ? rejectReason : undefined;
  if (error === undefined || error === null || error === false) {
    const isRefused = reason !== undefined && (result ?? false) === false;
    return isRefused ? fields(undefined, reason, undefined) : undefined;
  }
  if (Array.isArray(error)) return fields(error[0], error[1], error[2], reason);
  if (typeof error === "object") {
    const { code, message, data } = error as Record<string, unknown>;
    return fields(code, message, data, reason);
  }
  return fields(undefined, error, undefined, reason);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function fields(code: unknown, message: unknown, data: unknown, reason = "unknown reason"): WireError {
  return {
    code: typeof code === "number" ? code : unknownCode,
    message: isText(message) ? message : reason,
    ...(data !== undefined && data !== null && { data }),
  };
}
