import type { ErrorObject } from "ajv";

/** An Ajv error as part of a problem. */
export interface Fault {
  /** JSON pointer into the checked value. */
  readonly pointer: string;
  readonly message: string;
  readonly expected?: string;
}

/**
 * The innermost faults of Ajv's list, one per place if there are alternatives. Omits faults of alternatives as a
 * whole, and of values that contain another fault.
 */
export function faults(errors: readonly ErrorObject[] | null | undefined): Fault[] {
  const told = (errors ?? []).filter(({ keyword }) => !/^(if|anyOf|oneOf)$/.test(keyword));
  const tried = new Set(
    (errors ?? [])
      .filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf")
      .map(({ instancePath }) => instancePath),
  );
  return told
    .filter(({ instancePath: at }, index) => {
      if (!tried.has(at)) return true;
      const isWhole = told.some(({ instancePath }) => instancePath.startsWith(`${at}/`));
      return !isWhole && told.findIndex(({ instancePath }) => instancePath === at) === index;
    })
    .map(fault);
}

function fault({ instancePath, keyword, message = keyword, params }: ErrorObject): Fault {
  if (keyword === "required") {
    return { pointer: instancePath, message: `${JSON.stringify(params.missingProperty)} is missing` };
  }
  if (keyword === "additionalProperties") {
    return {
      pointer: instancePath,
      message: `${JSON.stringify(params.additionalProperty)} is not a known member`,
    };
  }
  if (keyword === "enum")
    return {
      pointer: instancePath,
      message: "not one of the allowed values",
      expected: params.allowedValues.join(", "),
    };
  if (keyword === "const")
    return {
      pointer: instancePath,
      message: "not the allowed value",
      expected: JSON.stringify(params.allowedValue),
    };
  if (keyword === "type")
    return {
      pointer: instancePath,
      message: "of the wrong type",
      expected: String(params.type).replaceAll(",", " or "),
    };
  return { pointer: instancePath, message };
}
