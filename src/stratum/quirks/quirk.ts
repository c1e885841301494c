import type { Call } from "../../wire/message.js";

/** A deviation of real peers that is taken, because refusing it would lose them. */
export interface Quirk {
  /** Who does it. */
  readonly who: string;
  /** What is accepted, and as what it is read. */
  readonly accepts: string;
  /** A line as it was sent. */
  readonly example: string;
  /** Whether a message has it. Only looked at where the quirk is switched off: the message is refused then. */
  readonly isIn: (call: Call, line: string) => boolean;
  /** The methods that have something to normalize; `unknown` for those that nothing handles. Default: none. */
  readonly methods?: readonly string[] | "unknown";
  /** The message as it was meant; the same object where there is nothing to normalize. */
  readonly normalize?: (call: Call) => Call;
}

/** A message's parameters by position; none where they are no array. */
export function positionsOf({ params }: Call): readonly unknown[] {
  return Array.isArray(params) ? params : [];
}

/** The message with some of its positions replaced; itself where nothing changes. */
export function replacePositions(call: Call, replace: (value: unknown, index: number) => unknown): Call {
  const before = positionsOf(call);
  const after = before.map(replace);
  return after.every((value, index) => value === before[index]) ? call : { ...call, params: after };
}

/** A number that was written as JSON text, or not at all: itself where it is none. */
export function asNumber(value: unknown): unknown {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

/** Digits of a 32-bit number, filled up from the left; a number as its digits; anything else as it is. */
export function asHexU32(value: unknown): unknown {
  if (typeof value === "string") return value.length < 8 && value !== "" ? value.padStart(8, "0") : value;
  const isU32 = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
  return isU32 ? value.toString(16).padStart(8, "0") : value;
}
