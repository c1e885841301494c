import type { WireError } from "./message.js";

/** The code of an error that has none. */
const unknownCode = 20;

/**
 * Reads the error of a reply in any form that peers write: `[code, text, data]` of any length,
 * `{code, message, data}`, a text, `true`, or ckpool's `reject-reason` with the result `false`. Undefined when
 * the error is null or missing.
 *
 * @param rejectReason The `reject-reason` that ckpool sends with or instead of the error. Accepted shares have none.
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
