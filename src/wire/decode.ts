import type { IdText, Malformed, Message } from "./message.js";
import { writtenIds } from "./written-ids.js";

/**
 * Decodes one message or a batch (JSON-RPC 2.0, section 6). Never throws, and takes time proportional to the
 * length of the text, whatever it contains.
 */
export function decode(text: string): Message | Message[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return malformed("null", "not JSON", error instanceof Error ? error.message : String(error), text);
  }
  let ids: readonly (IdText | undefined)[] | undefined;
  const written: Written = (index) => {
    ids ??= writtenIds(text);
    return ids[index];
  };
  if (!Array.isArray(value)) return toMessage(value, 0, written, text);
  if (value.length === 0) return malformed("null", "not a message", "the batch is empty", text);
  return value.map((item, index) => toMessage(item, index, written));
}

/** Returns the id of a message as it was written. */
type Written = (index: number) => IdText | undefined;

/**
 * Lenient about the envelope: accepts unknown members, missing `params`, a missing `result` or `error`
 * and members in any order, because real peers send them.
 */
function toMessage(value: unknown, index: number, written: Written, text?: string): Message {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return malformed("null", "not a message", "a message must be an object", text);
  }
  const {
    id,
    method,
    params,
    result,
    error,
    jsonrpc: version,
    "reject-reason": rejectReason,
  } = value as Envelope;
  const idText = id === undefined ? undefined : idTextOf(id, index, written);
  if (id !== undefined && idText === undefined) {
    return malformed("null", "not a message", "an id must be a string, a number or null", text);
  }
  if (typeof method === "string" && (result ?? error ?? null) === null) {
    return { kind: "call", id: idText, method, params, version };
  }
  if (method === undefined && (result !== undefined || error !== undefined)) {
    return { kind: "reply", id: idText ?? "null", result, error, rejectReason, text };
  }
  return malformed(
    idText ?? "null",
    "not a message",
    "a message must have a method, a result or an error",
    text,
  );
}

/** The members of all kinds of messages. */
type Envelope = Record<
  "id" | "method" | "params" | "result" | "error" | "jsonrpc" | "reject-reason",
  unknown
>;

/** A number keeps its digits, such as 1.50 or 12345678901234567890, which parsing would shorten or round. */
function idTextOf(id: unknown, index: number, written: Written): IdText | undefined {
  if (typeof id === "number")
    return Number.isSafeInteger(id) ? String(id) : (written(index) ?? JSON.stringify(id));
  if (typeof id === "string") return JSON.stringify(id);
  return id === null ? "null" : undefined;
}

function malformed(id: IdText, fault: Malformed["fault"], reason: string, text?: string): Malformed {
  return { kind: "malformed", id, fault, reason, text };
}
