import { pointerSteps } from "../document/pointer.js";
import type { Method, Result } from "../model/model.js";

/** The types of a method in signatures. */
export interface Signature {
  readonly params: string;
  readonly result: string;
  /** The names among them that `types` exports. */
  readonly types: readonly string[];
  /** The names among them that the runtime exports. */
  readonly runtimeTypes: readonly string[];
}

/** @returns `NoParams` for a method without parameters, `void` for one without a result. */
export function signature({ paramsShape, result }: Method): Signature {
  const names = [paramsShape?.name, result && nameOf(result)];
  return {
    params: paramsShape?.name ?? "NoParams",
    result: result ? typeOf(result) : "void",
    types: names.filter((name) => name !== undefined),
    runtimeTypes: paramsShape ? [] : ["NoParams"],
  };
}

/** The names that `types` exports among the types of a method's overloads. */
export function overloadTypes({ result }: Method): string[] {
  return result?.byArgument?.cases.map(nameOf).filter((name) => name !== undefined) ?? [];
}

/** The type of a result, or of one of its cases: a name, or something short. */
export function typeOf(result: Pick<Result, "schema" | "shape">): string {
  return nameOf(result) ?? scalar(result.schema.type);
}

function nameOf({ schema, shape }: Pick<Result, "schema" | "shape">): string | undefined {
  return shape?.name ?? (schema.$ref === undefined ? undefined : pointerSteps(schema.$ref).at(-1));
}

/** Whether all parameters are optional. */
export function takesNothing(method: Method): boolean {
  return method.params.every((param) => !param.required);
}

function scalar(type: string | string[] | undefined): string {
  if (type === "integer") return "number";
  return typeof type === "string" ? type : "void";
}
