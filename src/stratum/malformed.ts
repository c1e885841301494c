import type { Malformed } from "../wire/message.js";

/** A line of a miner that is not a message. */
export interface MalformedLine {
  /** `not JSON`, or what the message lacks. */
  readonly reason: string;
  /**
   * The beginning of the line, at most 200 characters: punctuation, names of members and methods. Everything else
   * may be a password and is shown as `***`.
   */
  readonly outline: string;
  /** The number of malformed lines of the session so far. */
  readonly count: number;
}

/** The longest outline, in characters. */
const longest = 200;

/** Names of members and of methods, which are not secret. */
const shown = /^"(?:id|method|params|result|error|jsonrpc|(?:mining|client)\.[a-z_.]{1,40})"$/;

/** Describes a malformed line. Omits the parser's reason, because it quotes the line. */
export function describeMalformed({ fault, reason }: Malformed, text: string, count: number): MalformedLine {
  const start = text.slice(0, longest).replace(/"(?:[^"\\]|\\.)*"?|[^\s{}[\]:,"]+/g, (token) => {
    return shown.test(token) ? token : "***";
  });
  const outline = start.replace(/(?:\*\*\*\s+)+\*\*\*/g, "***").slice(0, longest);
  return { reason: fault === "not JSON" ? fault : reason, outline, count };
}

/** Whether the line with this number is reported: the first, second, fourth, and so on. */
export function isTold(count: number): boolean {
  return Number.isInteger(Math.log2(count));
}
