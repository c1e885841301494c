import type { NoParams, Validators } from "./method.js";
import type { Validate } from "./validate.js";

/** The check of a method without parameters. */
export const noParams: Validate<NoParams> = (value): value is NoParams => {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
};

/** The check of a notification's result: there is none. */
export const noResult: Validate<void> = (value): value is undefined => value === undefined;

const anything: Validate<never> = (_value): _value is never => true;

/** The checks of a method that is generated without any: whatever comes is taken for what its types say. */
export const unchecked: Validators<never, never> = { params: anything, result: anything };
