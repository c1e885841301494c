import type { ErrorObject } from "ajv";

/** What an Ajv error says, in the terms of a problem. */
export interface Fault {
  /** JSON pointer into the checked value. */
  readonly pointer: string;
  readonly message: string;
  readonly expected?: string;
}

/** The innermost faults of Ajv's list; what `if`, `anyOf` and `oneOf` repeat of their branches is left out. */
export function faults(errors: readonly ErrorObject[] | null | undefined): Fault[] {
  const told = (errors ?? []).filter(({ keyword }) => keyword !== "if");
  const branches = told.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  return told
    .filter((error) => !branches.some((branch) => branch !== error && isWithin(error, branch)))
    .map(fault);
}

function isWithin(error: ErrorObject, branch: ErrorObject): boolean {
  return (
    error.schemaPath.startsWith(`${branch.schemaPath}/`) && error.instancePath.startsWith(branch.instancePath)
  );
}

function fault({ instancePath, keyword, message = keyword, params }: ErrorObject): Fault {
  if (keyword === "required") {
    return { pointer: instancePath, message: `${JSON.stringify(params.missingProperty)} is missing` };
  }
  if (keyword === "additionalProperties") {
    return {
      pointer: instancePath,
      message: `${JSON.stringify(params.additionalProperty)} is not known here`,
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
