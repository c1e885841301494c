/** The maximum number of extra repetitions of `*` and `+`. */
const longestRepeat = 3;

/** The maximum number of letters and groups per text: nested repetitions can explode. */
const mostSteps = 10_000;

/** How one text of a pattern is chosen among all: the n-th choice of that many. */
type Choose = (count: number) => number;

/**
 * Texts that match a regular expression: the shortest, the longest, and some others, always the same.
 * Assertions and backreferences are ignored, so the texts are tested at the end.
 *
 * @returns An empty list when no text was found.
 */
export function sampleTexts(pattern: string, count: number): string[] {
  const fits = compiled(pattern);
  if (!fits) return [];
  const texts = Array.from({ length: count }, (_, index) => {
    try {
      return write(pattern, choices(index));
    } catch {
      return undefined;
    }
  });
  return [...new Set(texts)].filter((text): text is string => text !== undefined && fits.test(text));
}

function compiled(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""])
    try {
      return new RegExp(pattern, flags);
    } catch {}
  return undefined;
}

/** First the least, then the most, then others by a fixed series of numbers. */
function choices(index: number): Choose {
  if (index === 0) return () => 0;
  if (index === 1) return (count) => count - 1;
  let state = index * 7919;
  return (count) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % count;
  };
}

/** Reads a pattern and writes one of its texts. @throws Error for an unsupported pattern. */
function write(pattern: string, choose: Choose): string {
  let at = 0;
  const peek = () => pattern[at];
  const take = () => pattern[at++] ?? fail();

  const alternatives = (): string => {
    const branches: string[] = [sequence()];
    while (peek() === "|") {
      at++;
      branches.push(sequence());
    }
    return branches[choose(branches.length)] ?? "";
  };

  const sequence = (): string => {
    let text = "";
    while (at < pattern.length && peek() !== "|" && peek() !== ")") text += repeated();
    return text;
  };

  /** An atom is read anew for each repetition, so that each may be another one. */
  const repeated = (): string => {
    const start = at;
    atom();
    const end = at;
    const [least, most] = quantifier();
    const after = at;
    let text = "";
    for (let left = least + choose(most - least + 1); left > 0; left--) {
      at = start;
      text += atom();
      if (at !== end) fail();
    }
    at = after;
    return text;
  };

  const quantifier = (): [number, number] => {
    const found = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(pattern.slice(at));
    if (!found) return [1, 1];
    at += found[0].length;
    const [text, low, comma, high] = found;
    if (text.startsWith("*")) return [0, longestRepeat];
    if (text.startsWith("+")) return [1, 1 + longestRepeat];
    if (text.startsWith("?")) return [0, 1];
    const least = Number(low);
    if (comma === undefined) return [least, least];
    return [least, high === "" ? least + longestRepeat : Number(high)];
  };

  let steps = 0;
  const atom = (): string => {
    if (++steps > mostSteps) fail();
    const letter = take();
    if (letter === "(") return group();
    if (letter === "[") return pick(set());
    if (letter === ".") return pick([..."ax0 "]);
    if (letter === "^" || letter === "$") return "";
    return letter === "\\" ? escaped() : letter;
  };

  const group = (): string => {
    const head = /^\?(?::|<?[=!]|<\w+>)/.exec(pattern.slice(at))?.[0] ?? "";
    at += head.length;
    const text = alternatives();
    if (take() !== ")") fail();
    return /[=!]$/.test(head) ? "" : text;
  };

  const escaped = (): string => {
    const letter = take();
    if (/[bB]/.test(letter)) return "";
    const known = classes[letter];
    if (known) return pick(known);
    if (/[1-9kpP]/.test(letter)) return fail();
    return letterOf(letter);
  };

  const letterOf = (letter: string): string => {
    const length = { x: 2, u: 4 }[letter];
    if (length === undefined) return controls[letter] ?? letter;
    const code = pattern.slice(at, at + length);
    at += length;
    return String.fromCharCode(Number.parseInt(code, 16));
  };

  const set = (): string[] => {
    const isNegated = peek() === "^";
    if (isNegated) at++;
    const letters: string[] = [];
    while (peek() !== "]") {
      const from = member();
      if (peek() !== "-" || pattern[at + 1] === "]" || from.length > 1) letters.push(...from);
      else {
        at++;
        letters.push(...between(from[0] ?? "", member()[0] ?? ""));
      }
    }
    at++;
    return isNegated ? [...printable].filter((letter) => !letters.includes(letter)) : letters;
  };

  const member = (): string[] => {
    const letter = take();
    if (letter !== "\\") return [letter];
    const next = take();
    return classes[next] ?? [letterOf(next)];
  };

  const pick = (letters: readonly string[]): string => letters[choose(letters.length)] ?? fail();

  const text = alternatives();
  return at === pattern.length ? text : fail();
}

function fail(): never {
  throw new Error("the pattern is not supported");
}

function between(from: string, to: string): string[] {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  const count = Math.min(last - first + 1, 512);
  const letters = Array.from({ length: count }, (_, index) => String.fromCharCode(first + index));
  return [...letters.slice(0, -1), to];
}

const printable = [..."abcxyzABCXYZ0189 _-.:/#é", ...between("!", "~")];
const digits = between("0", "9");
const word = [...digits, ...between("A", "Z"), "_", ...between("a", "z")];
const classes: Readonly<Record<string, string[]>> = {
  d: digits,
  w: word,
  s: [" ", "\t"],
  D: printable.filter((letter) => !digits.includes(letter)),
  W: printable.filter((letter) => !word.includes(letter)),
  S: printable.filter((letter) => letter !== " "),
};
const controls: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v", 0: "\0" };
