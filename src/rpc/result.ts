import { parseExact, writeExact } from "../wire/exact.js";
import type { Reply } from "../wire/message.js";
import { RpcError } from "./error.js";
import type { Method, Validators } from "./method.js";
import { describeFault, type Fault, type Validate } from "./validate.js";

/**
 * What happens to results that do not match their schema: they are not checked (`off`), reported and
 * passed on (`warn`), or refused (`strict`).
 */
export interface ResultPolicy {
  readonly check: "off" | "warn" | "strict";
  /** Called for each result that does not match, if `check` is `warn`. */
  readonly warn?: (mismatch: ResultMismatch) => void;
}

/** A result that does not match its schema. */
export interface ResultMismatch {
  readonly method: string;
  /** JSON pointer to the mismatch within the result. */
  readonly path: string;
  /** The value there. Undefined when it is missing. */
  readonly value: unknown;
  /** The mismatch in one line, with the beginning of the value. */
  readonly message: string;
}

/** The validator of the result for these parameters. */
export function resultCheck<Result>(
  { byArgument }: Method,
  { result, results = [] }: Pick<Validators<unknown, Result>, "result" | "results">,
  params: unknown,
): Validate<Result> {
  if (!byArgument) return result;
  const given: unknown = Reflect.get(Object(params), byArgument.param) ?? null;
  const index = byArgument.values.findIndex((values) => values.some((value) => value === given));
  return results[index] ?? result;
}

/** Converts a result for its caller, not validated: positions get names, exact numbers keep their digits. */
export function readResult(method: Method, reply: Reply): unknown {
  const wire =
    method.exact && reply.text !== undefined ? exactResult(reply.text, method.exact) : reply.result;
  return method.result && Array.isArray(wire) ? toNamed(method.result, wire) : wire;
}

/** Converts a handler's result to its form on the wire. */
export function writeResult(method: Method, result: unknown): unknown {
  const wire = method.result ? toPositions(method.result, result) : result;
  return method.exact ? writeExact(wire, method.exact) : wire;
}

/**
 * Asserts that a result matches its schema. With `off` and `warn` the peer is trusted.
 *
 * @throws RpcError `INVALID_RESULT` when it does not match and the policy is `strict`.
 */
export function checkResult<Result>(
  { name }: Method,
  validate: Validate<Result>,
  value: unknown,
  policy: ResultPolicy,
): asserts value is Result {
  if (policy.check === "off" || validate(value)) return;
  const mismatch = mismatchOf(name, validate.errors, value);
  if (policy.check === "strict") throw new RpcError("INVALID_RESULT", mismatch.message, { method: name });
  policy.warn?.(mismatch);
}

/** Characters of a value that a message quotes. */
const excerpt = 60;

function mismatchOf(
  method: string,
  faults: readonly Fault[] | null | undefined,
  result: unknown,
): ResultMismatch {
  const path = faults?.[0]?.instancePath ?? "";
  const value = valueAt(result, path);
  const text = JSON.stringify(value) ?? "nothing";
  const shown = text.length > excerpt ? `${text.slice(0, excerpt)}…` : text;
  return { method, path, value, message: `${method}: ${describeFault(faults, "the result")}, got ${shown}` };
}

/** The value at a JSON pointer (RFC 6901). */
function valueAt(value: unknown, path: string): unknown {
  return path
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((from, step) => Reflect.get(Object(from), step), value);
}

function exactResult(text: string, paths: readonly string[]): unknown {
  const message: unknown = parseExact(
    text,
    paths.map((path) => `/result${path}`),
  );
  return Reflect.get(Object(message), "result");
}

function toNamed(names: readonly string[], wire: readonly unknown[]): object {
  return Object.fromEntries(
    names.flatMap((name, index) => (wire[index] === undefined ? [] : [[name, wire[index]]])),
  );
}

/** Up to the last given position. */
function toPositions(names: readonly string[], result: unknown): unknown[] {
  const values = names.map((name): unknown => Reflect.get(Object(result), name));
  while (values.length > 0 && values.at(-1) === undefined) values.pop();
  return values;
}
