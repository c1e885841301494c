import { delimited } from "./delimited.js";
import { type Framing, trimmed } from "./framing.js";

/** One message per line, as in Stratum. Empty lines are skipped. */
export const lines: Framing = delimited("\n", clean);

/** Lines that are not trimmed, for readers that refuse what `lines` removes. */
export const rawLines: Framing = delimited("\n", (line) => line);

/** Almost every line begins with `{` and ends with `}`: only others are searched for blanks. */
function clean(line: string): string {
  const isObject = line.charCodeAt(0) === 0x7b && line.charCodeAt(line.length - 1) === 0x7d;
  return isObject ? line : trimmed(line);
}
