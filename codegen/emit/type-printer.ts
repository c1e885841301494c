import type { TypeForm } from "../model/declarations.js";

/** The types of a language. Parts of a type are passed as text. */
export interface TypeWords {
  readonly boolean: string;
  readonly integer: string;
  readonly number: string;
  readonly string: string;
  readonly null: string;
  /** Any value of JSON. */
  readonly unknown: string;
  readonly list: (items: string) => string;
  readonly map: (values: string) => string;
  /** A type that may be `null`. */
  readonly nullable: (type: string) => string;
  /** Default: the name. A recursive reference may need a box. */
  readonly reference?: (name: string, isRecursive: boolean) => string;
  /** One of several types. Default: `unknown`. */
  readonly union?: (alternatives: readonly string[]) => string;
  /** Default: `unknown`. */
  readonly tuple?: (items: readonly string[], required: number) => string;
  /** Enumerated values. Default: their common type. */
  readonly values?: (values: readonly unknown[]) => string;
}

/** Prints types in another language: `createTypePrinter({ string: "String", list: (items) => … })`. */
export function createTypePrinter(words: TypeWords): (form: TypeForm) => string {
  const bare = (form: TypeForm): string => {
    switch (form.kind) {
      case "list":
        return words.list(print(form.items));
      case "map":
        return words.map(print(form.values));
      case "reference":
        return words.reference?.(form.name, form.isRecursive) ?? form.name;
      case "union":
        return words.union?.(form.alternatives.map(print)) ?? words.unknown;
      case "tuple":
        return words.tuple?.(form.items.map(print), form.required) ?? words.list(words.unknown);
      case "values":
        return words.values?.(form.values) ?? commonType(form.values, words);
      case "never":
        return words.unknown;
      default:
        return words[form.kind];
    }
  };
  const print = (form: TypeForm): string => {
    const isPlain = !form.isNullable || form.kind === "null" || form.kind === "unknown";
    return isPlain ? bare(form) : words.nullable(bare(form));
  };
  return print;
}

function commonType(values: readonly unknown[], words: TypeWords): string {
  const types = new Set(values.map((value) => (Number.isInteger(value) ? "integer" : typeof value)));
  const [only, ...others] = types;
  if (others.length > 0) return words.unknown;
  return only === "string" || only === "boolean" || only === "integer" || only === "number"
    ? words[only]
    : words.unknown;
}
