import { readFile } from "node:fs/promises";
import { LineCounter, parse, parseDocument } from "yaml";
import type { Made, Place, Problem } from "../check/problem.js";
import { pointerSteps } from "../document/pointer.js";

/** A parsed JSON or YAML text, with the positions of pointers in it. */
export interface SourceText {
  readonly file: string;
  /** Undefined when the text is neither JSON nor YAML; `problems` then has the reason. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly place: (pointer: string) => Place | undefined;
  /** The reader that created `value` from the text, and the source pointer of each part. */
  readonly reader?: { readonly name: string; readonly origin: (pointer: string) => string };
}

/** The position of a pointer in a text, as reported in problems. */
export function placeIn(
  { file, place, reader }: SourceText,
  pointer: string,
): { file: string; pointer: string; place?: Place; made?: Made } {
  const origin = reader ? reader.origin(pointer) : pointer;
  const found = place(origin);
  return {
    file,
    pointer: origin,
    ...(found && { place: found }),
    ...(reader && { made: { reader: reader.name, pointer } }),
  };
}

/** Reads a JSON or YAML file. @throws what `readFile` throws. */
export async function readSource(file: string): Promise<SourceText> {
  return parseSource(file, await readFile(file, "utf8"));
}

/** Parses a JSON or YAML text. Positions are determined on demand: mapping a large text is slow. */
export function parseSource(file: string, text: string): SourceText {
  let mapped: ReturnType<typeof map> | undefined;
  const place = (pointer: string) => {
    mapped ??= map(text);
    return mapped(pointer);
  };
  try {
    return { file, value: parseText(text), problems: [], place };
  } catch (error) {
    return { file, value: undefined, problems: [syntaxProblem(file, text, error)], place };
  }
}

/** JSON first: it is many times faster, and most documents are JSON. */
function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parse(text);
  }
}

function map(text: string): (pointer: string) => Place | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const rows = text.split(/\r?\n/);
  return (pointer) => {
    let steps: (string | number)[] = pointerSteps(pointer).map((step) =>
      /^\d+$/.test(step) ? Number(step) : step,
    );
    for (;;) {
      const node: unknown = document.getIn(steps, true);
      const offset = nodeOffset(node);
      if (offset !== undefined) return place(lines.linePos(offset), rows);
      if (steps.length === 0) return undefined;
      steps = steps.slice(0, -1);
    }
  };
}

function nodeOffset(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range))
    return undefined;
  const [offset] = node.range;
  return typeof offset === "number" ? offset : undefined;
}

function place({ line, col }: { line: number; col: number }, rows: readonly string[]): Place {
  return { line, column: col, text: rows[line - 1] ?? "" };
}

function syntaxProblem(file: string, text: string, error: unknown): Problem {
  const linePos =
    error instanceof Error && "linePos" in error && Array.isArray(error.linePos)
      ? error.linePos[0]
      : undefined;
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  if (file.endsWith(".json")) return jsonProblem(file, text, linePos);
  return {
    severity: "error",
    file,
    pointer: "",
    ...(linePos && { place: place(linePos, text.split(/\r?\n/)) }),
    message: message.replace(/ at line \d+, column \d+:?$/, ""),
    expected: "a JSON or YAML text",
  };
}

/** The problem as the JSON parser reports it, at its offset; without an offset, at the position that the YAML parser found. */
function jsonProblem(file: string, text: string, yaml?: { line: number; col: number }): Problem {
  const message = jsonError(text);
  const [, position] = message.match(/ at position (\d+)/) ?? [];
  const isEnd = message.includes("end of JSON input");
  const before = text.slice(0, isEnd ? text.trimEnd().length : Number(position)).split(/\r?\n/);
  const found =
    isEnd || position !== undefined ? { line: before.length, col: (before.at(-1)?.length ?? 0) + 1 } : yaml;
  return {
    severity: "error",
    file,
    pointer: "",
    ...(found && { place: place(found, text.split(/\r?\n/)) }),
    message: message
      .replace(/ at position \d+.*$/, "")
      .replace(/, "?\.{3}.* is not valid JSON$/s, " in JSON"),
    expected: "a JSON text",
  };
}

function jsonError(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
