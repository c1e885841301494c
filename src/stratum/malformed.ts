import type { Malformed } from "../wire/message.js";

/** A line of a miner that is not a message. */
export interface MalformedLine {
  /** `not JSON`, or what the message lacks. */
  readonly reason: string;
  /**
   * The beginning of the line, at most 200 characters: punctuation, names of members and methods. Everything else
   * may be a password and is `***`.
   */
  readonly outline: string;
  /** How many such lines the session has sent so far. */
  readonly count: number;
}

/** Characters of an outline. */
const longest = 200;

/** What a line of a message shows without telling a secret: names of members, and of methods. */
const shown = /^"(?:id|method|params|result|error|jsonrpc|(?:mining|client)\.[a-z_.]{1,40})"$/;

/** What is said of a malformed line. The parser's own reason is not: it quotes the line. */
export function describeMalformed({ fault, reason }: Malformed, text: string, count: number): MalformedLine {
  const start = text.slice(0, longest).replace(/"(?:[^"\\]|\\.)*"?|[^\s{}[\]:,"]+/g, (token) => {
    return shown.test(token) ? token : "***";
  });
  const outline = start.replace(/(?:\*\*\*\s+)+\*\*\*/g, "***").slice(0, longest);
  return { reason: fault === "not JSON" ? fault : reason, outline, count };
}

/** Whether one of so many is told: the first, the second, the fourth, and so on. */
export function isTold(count: number): boolean {
  return Number.isInteger(Math.log2(count));
}
