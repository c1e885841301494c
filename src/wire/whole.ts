import { trimmed } from "./framing.js";
import { values } from "./values.js";

/** Whether a text consists of complete JSON objects and arrays, and was not cut in one. */
export function isWhole(text: string): boolean {
  const given = trimmed(text);
  if (!/^[{[]/.test(given) || !/[}\]]$/.test(given)) return false;
  const reader = values.createReader(given.length);
  reader.push(Buffer.from(given));
  while (reader.next() !== undefined);
  return reader.rest() === undefined;
}
