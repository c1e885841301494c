import type { NoParams, Validators } from "./method.js";
import type { Validate } from "./validate.js";

/** The validator of a method without parameters. */
export const noParams: Validate<NoParams> = (value): value is NoParams => {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
};

/** The validator of a notification's result, which is always undefined. */
export const noResult: Validate<void> = (value): value is undefined => value === undefined;

const anything: Validate<never> = (_value): _value is never => true;

/** The validators of a method generated without checks: every value is trusted to have its type. */
export const unchecked: Validators<never, never> = { params: anything, result: anything };
