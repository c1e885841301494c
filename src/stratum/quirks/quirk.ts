import type { Call } from "../../wire/message.js";

/** A deviation of real peers that is accepted, because refusing it would exclude them. */
export interface Quirk {
  /** The peers that deviate. */
  readonly who: string;
  /** What is accepted, and what it means. */
  readonly accepts: string;
  /** A line as sent. */
  readonly example: string;
  /** Whether a message deviates. Used only if the quirk is switched off: such messages are refused. */
  readonly isIn: (call: Call, line: string) => boolean;
  /** The methods to normalize; `unknown` for those without a handler. Default: none. */
  readonly methods?: readonly string[] | "unknown";
  /** Returns the normalized message, or the same object if there is nothing to normalize. */
  readonly normalize?: (call: Call) => Call;
}

/** A message's parameters by position; empty if they are not an array. */
export function positionsOf({ params }: Call): readonly unknown[] {
  return Array.isArray(params) ? params : [];
}

/** Replaces positions of a message. Returns the same message if nothing changes. */
export function replacePositions(call: Call, replace: (value: unknown, index: number) => unknown): Call {
  const before = positionsOf(call);
  const after = before.map(replace);
  return after.every((value, index) => value === before[index]) ? call : { ...call, params: after };
}

/** Converts a string to a number. Returns other values, and strings that are not numbers, unchanged. */
export function asNumber(value: unknown): unknown {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

/** Pads the digits of a 32-bit number; converts a number to digits; returns anything else unchanged. */
export function asHexU32(value: unknown): unknown {
  if (typeof value === "string") return value.length < 8 && value !== "" ? value.padStart(8, "0") : value;
  const isU32 = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
  return isU32 ? value.toString(16).padStart(8, "0") : value;
}
