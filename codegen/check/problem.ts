/** A position in a source: line and column, starting at 1, and the text of the line. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** The part of a reader's output that comes from a part of an input. */
export interface Made {
  /** The reader's name. */
  readonly reader: string;
  /** JSON pointer into the OpenRPC document that the reader returned. */
  readonly pointer: string;
}

/** A problem in a source, and how to fix it. */
export interface Problem {
  /** Errors prevent generation, warnings don't. */
  readonly severity: "error" | "warning";
  readonly file: string;
  /** JSON pointer (RFC 6901) to the offending value; empty for the whole file. */
  readonly pointer: string;
  readonly place?: Place;
  /** For inputs read by a reader: the part of its output that has the problem. */
  readonly made?: Made;
  /** What is wrong. */
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
  /** The rule of `stratum lint` that it violates. */
  readonly rule?: string;
}

/** Thrown when sources are invalid. Has all problems found, not only the first. */
export class InvalidSource extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n\n"));
    this.name = "InvalidSource";
    this.problems = problems;
  }
}

/** Formats a problem: position and message, code frame, expected value, hint. */
export function formatProblem(problem: Problem): string {
  const { severity, place, made, message, expected, hint, rule } = problem;
  return [
    formatPlace(problem),
    `  ${severity}: ${message}${rule ? ` (${rule})` : ""}`,
    ...(place ? frame(place) : []),
    ...(made
      ? [`  reader: ${made.reader}, at ${made.pointer || "the root"} of the document it returned`]
      : []),
    ...(expected ? [`  expected: ${expected}`] : []),
    ...(hint ? [`  hint: ${hint}`] : []),
  ].join("\n");
}

/** File, line, column and pointer, as far as known. */
export function formatPlace({ file, pointer, place }: Pick<Problem, "file" | "pointer" | "place">): string {
  const at = place ? `${file}:${place.line}:${place.column}` : file;
  return `${at}${pointer && ` ${pointer}`}`;
}

const frameWidth = 100;

function frame({ line, column, text }: Place): string[] {
  const gutter = `  ${line} | `;
  const from = Math.max(0, Math.min(column - 1 - frameWidth / 2, text.length - frameWidth));
  const shown = text.slice(from, from + frameWidth);
  return [gutter + shown, `${" ".repeat(gutter.length + column - 1 - from)}^`];
}
