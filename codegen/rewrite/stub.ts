import type { Contract } from "./contracts.js";
import type { Style } from "./style.js";

/** The form of a handler: `"a": () => {}`, `"a": function () {}` or `"a"() {}`. */
export type Form = "arrow" | "function" | "method";

export interface StubStyle extends Style {
  readonly form: Form;
  /** Quotes names that need none. */
  readonly quoteAll: boolean;
  /** Annotates parameters, because the context of the handler does not type them. */
  readonly annotate: boolean;
  /** In a class, where a method that only throws would have the type `void`. */
  readonly inClass: boolean;
  /** The file's local name of `RpcError`. */
  readonly error: string;
}

/** A handler that compiles and rejects calls until it is written; without a comma, not indented. */
export function stub({ name, params, summary }: Contract, style: StubStyle): string {
  const { newline, quote, semicolon, indent, form, annotate, inClass, error } = style;
  const key = style.quoteAll || !/^[A-Za-z_$][\w$]*$/.test(name) ? quote + name + quote : name;
  const parameter = params === undefined ? "" : annotate ? `_params: ${params}` : "_params";
  const heads = {
    arrow: `${key}: (${parameter}) => {`,
    function: `${key}: function (${parameter}) {`,
    method: `${key}(${parameter})${inClass ? ": never" : ""} {`,
  };
  const reason = `${name} is not implemented yet`;
  return [
    ...(summary ? [`/** ${summary.replaceAll("*/", "*\\/")} */`] : []),
    heads[form],
    `${indent}throw new ${error}(${quote}METHOD_NOT_FOUND${quote}, ${quote}${reason}${quote})${semicolon}`,
    "}",
  ].join(newline);
}
