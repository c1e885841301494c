import { RpcError } from "./error.js";

/** The valid range of a number. */
export interface Range {
  /** Default: 0. */
  readonly min?: number;
  /** Default: none, infinity is allowed. */
  readonly max?: number;
  /** The number must be more than `min`. */
  readonly above?: boolean;
  readonly whole?: boolean;
}

/**
 * Checks an option that is a number. Undefined is valid.
 *
 * @throws RpcError `INVALID_OPTION` with the valid range.
 */
export function checkOption(
  name: string,
  value: number | undefined,
  { min = 0, max = Number.POSITIVE_INFINITY, above = false, whole = false }: Range = {},
): void {
  if (value === undefined) return;
  const fits = typeof value === "number" && (above ? value > min : value >= min) && value <= max;
  if (fits && (!whole || Number.isInteger(value))) return;
  const kind = whole ? "a whole number" : "a number";
  const bounds =
    max < Number.MAX_VALUE
      ? `${above ? "above" : "from"} ${min} to ${max}`
      : `${above ? "above" : "not below"} ${min}`;
  throw new RpcError("INVALID_OPTION", `${name} must be ${kind} ${bounds}, not ${shown(value)}`);
}

/** A value in an error message. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Checks a port. @throws RpcError `INVALID_OPTION`. */
export function checkPort(port: number, min = 0): void {
  checkOption("port", port, { min, max: 65_535, whole: true });
}
