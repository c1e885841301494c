import type { IdText } from "./message.js";

/**
 * The numeric ids of messages as they were written, one per message: `1.50`, `12345678901234567890`.
 * Undefined for a message whose id is not a number. Each character is read once.
 *
 * @param text Valid JSON: a message, or a batch of them.
 */
export function writtenIds(text: string): readonly (IdText | undefined)[] {
  const ids: (IdText | undefined)[] = [];
  let depth = 0;
  let index = 0;
  let name = "";
  let isId = false;
  let isBatch: boolean | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const isMember = depth === (isBatch ? 2 : 1);
    if (character === '"') {
      const start = at;
      at = endOfString(text, at);
      if (isMember) name = text.slice(start, at + 1);
    } else if (character === "{" || character === "[") {
      isBatch ??= character === "[";
      depth++;
    } else if (character === "}" || character === "]") {
      depth--;
    } else if (character === ":") {
      if (isMember) isId = isNamedId(name);
    } else if (character === ",") {
      if (isBatch && depth === 1) index++;
      if (isMember) isId = false;
    } else if (isMember && isId && isInNumber(character)) {
      const start = at;
      while (isInNumber(text.charAt(at + 1))) at++;
      ids[index] = text.slice(start, at + 1);
    }
  }
  return ids;
}

/** The end of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at;
}

const longestName = String.raw`"\u0069\u0064"`.length;

/** Whether the JSON text of a name means `id`, which may be written with escapes. */
function isNamedId(name: string): boolean {
  return name.length <= longestName && JSON.parse(name) === "id";
}

function isInNumber(character: string): boolean {
  return (character >= "0" && character <= "9") || (character !== "" && "+-.eE".includes(character));
}
