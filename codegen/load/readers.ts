import { InvalidSource, type Problem } from "../check/problem.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import type { SourceText } from "./document.js";
import type { Reader } from "./reader.js";

/**
 * Converts a text to OpenRPC with the first reader that accepts it; returns OpenRPC texts unchanged.
 *
 * @throws InvalidSource when a reader fails, or when the text is not OpenRPC and no reader accepts it.
 */
export async function readForeign(text: SourceText, readers: readonly Reader[]): Promise<SourceText> {
  if (readers.length === 0 || text.problems.length > 0) return text;
  for (const reader of readers)
    if (await attempt(text, reader, () => reader.accepts(text.value))) return readWith(reader, text);
  if (typeof text.value === "object" && text.value !== null && "openrpc" in text.value) return text;
  throw new InvalidSource([unread(text, readers)]);
}

async function readWith(reader: Reader, text: SourceText): Promise<SourceText> {
  const sources = new Map<object, object>();
  const from = <T extends object>(source: object, part: T): T => {
    sources.set(part, source);
    return part;
  };
  const { read, value } = await attempt(text, reader, async () => {
    const read = await reader.read(text.value, { file: text.file, from });
    return { read, value: plain(read) };
  });
  let known: ReadonlyMap<object, string> | undefined;
  const origin = (at: string) => {
    known ??= pointersIn(text.value);
    return originOf(read, at, sources, known);
  };
  return { ...text, value, reader: { name: reader.name, origin } };
}

/** Converts to plain JSON, without undefined members or cycles. */
function plain(document: OpenRpcDocument): unknown {
  return document === undefined ? undefined : JSON.parse(JSON.stringify(document));
}

/** The source pointer of the innermost recorded part at this pointer of a document. */
function originOf(
  document: unknown,
  at: string,
  sources: ReadonlyMap<object, object>,
  known: ReadonlyMap<object, string>,
): string {
  let found = "";
  let value = document;
  for (const step of [undefined, ...pointerSteps(at)]) {
    if (step !== undefined) value = Reflect.get(Object(value), step);
    if (typeof value !== "object" || value === null) break;
    const source = sources.get(value);
    found = (source && known.get(source)) ?? found;
  }
  return found;
}

/** All objects and arrays of a value, with their pointers. */
function pointersIn(root: unknown): Map<object, string> {
  const pointers = new Map<object, string>();
  const visit = (value: unknown, at: string): void => {
    if (typeof value !== "object" || value === null || pointers.has(value)) return;
    pointers.set(value, at);
    for (const [key, below] of Object.entries(value)) visit(below, pointer(at, key));
  };
  visit(root, "");
  return pointers;
}

/** Runs a reader's function. @throws InvalidSource with the reader's name and the position of the error. */
async function attempt<T>({ file }: SourceText, { name }: Reader, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: "" };
    const [, place] = stack?.match(/^ +at (.+)$/m) ?? [];
    throw new InvalidSource([
      {
        severity: "error",
        file,
        pointer: "",
        message: `the reader ${name} failed: ${message}`,
        ...(place && { hint: `thrown in ${place}` }),
      },
    ]);
  }
}

function unread({ file }: SourceText, readers: readonly Reader[]): Problem {
  return {
    severity: "error",
    file,
    pointer: "",
    message: "the document is not OpenRPC, and no reader accepts it",
    expected: `OpenRPC 1.0 to 1.4, or a format of these readers: ${readers.map(({ name }) => name).join(", ")}`,
    hint: "check the function accepts of this format's reader",
  };
}
