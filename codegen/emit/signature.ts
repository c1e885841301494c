import { pointerSteps } from "../document/pointer.js";
import type { Method } from "../model/model.js";

/** The types of a method as they stand in signatures. */
export interface Signature {
  readonly params: string;
  readonly result: string;
  /** The names among them that `types` exports. */
  readonly types: readonly string[];
  /** The names among them that the runtime exports. */
  readonly runtimeTypes: readonly string[];
}

/** @returns `NoParams` where a method has no parameters, `void` where it has no result. */
export function signature({ paramsShape, result }: Method): Signature {
  const named = result?.shape?.name ?? referenceName(result?.schema.$ref);
  return {
    params: paramsShape?.name ?? "NoParams",
    result: named ?? scalar(result?.schema.type),
    types: [paramsShape?.name, named].filter((name) => name !== undefined),
    runtimeTypes: paramsShape ? [] : ["NoParams"],
  };
}

/** True where every parameter may be left out. */
export function takesNothing(method: Method): boolean {
  return method.params.every((param) => !param.required);
}

function referenceName(reference: string | undefined): string | undefined {
  return reference === undefined ? undefined : pointerSteps(reference).at(-1);
}

function scalar(type: string | string[] | undefined): string {
  if (type === "integer") return "number";
  return typeof type === "string" ? type : "void";
}
