/** A validator. When it returns false, `errors` says why until its next call. */
export interface Validate<T> {
  (value: unknown): value is T;
  readonly errors?: readonly Fault[] | null;
}

/** One reason why a value does not match its schema, as Ajv reports it. */
export interface Fault {
  /** JSON pointer to the offending part of the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** The first mismatch in one line: `ntime must match pattern "^[0-9a-f]{8}$"`. */
export function describeFault(faults: readonly Fault[] | null | undefined, subject: string): string {
  const fault = faults?.[0];
  if (!fault) return `${subject} invalid`;
  const { instancePath, keyword, params, message = "is invalid" } = fault;
  const place = instancePath.slice(1).replaceAll("/", ".") || subject;
  if (keyword === "required") return `${join(instancePath, params.missingProperty)} is missing`;
  if (keyword === "additionalProperties")
    return `${join(instancePath, params.additionalProperty)} is unknown`;
  if (keyword === "enum") return `${place} must be one of ${JSON.stringify(params.allowedValues)}`;
  if (keyword === "const") return `${place} must be ${JSON.stringify(params.allowedValue)}`;
  return `${place} ${message}`;
}

function join(instancePath: string, name: unknown): string {
  return [...instancePath.split("/").slice(1), String(name)].join(".");
}

/** The length of a text in Unicode code points, as JSON Schema counts it. For generated validators. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if (isHighSurrogate(text.charCodeAt(index)) && isLowSurrogate(text.charCodeAt(index + 1))) {
      length--;
      index++;
    }
  }
  return length;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Whether two JSON values are equal, for `const`, `enum` and `uniqueItems`. For generated validators. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && deepEqual(Reflect.get(a, key), Reflect.get(b, key)));
}

/** How deeply arrays and objects may be nested if the schema sets no limit. */
const deepest = 128;

/**
 * A validator for recursive schemas that refuses values nested deeper than 128 levels: validators
 * recurse once per level, so a peer could exhaust the stack. For generated validators.
 */
export function withinDepth<T>(validate: Validate<T>): Validate<T> {
  const check: { (value: unknown): value is T; errors?: readonly Fault[] | null } = (value): value is T => {
    if (isDeeper(value)) {
      check.errors = [tooDeep];
      return false;
    }
    const fits = validate(value);
    check.errors = validate.errors ?? null;
    return fits;
  };
  return check;
}

const tooDeep: Fault = {
  instancePath: "",
  keyword: "depth",
  params: { limit: deepest },
  message: `is nested deeper than ${deepest} levels`,
};

/** Level by level, without recursion, so that no value can exhaust the stack. */
function isDeeper(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = [];
    for (const part of level)
      if (typeof part === "object" && part !== null) {
        if (depth === deepest) return true;
        for (const member of Object.values(part)) below.push(member);
      }
    level = below;
  }
  return false;
}
