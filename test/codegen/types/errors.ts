import { getblockhash, uptime } from "../../../generated/daemon/methods.js";
import { isMethodError, type Method, methodError } from "../../../src/rpc/index.js";

declare const error: unknown;
declare const method: Method<{ height: number }, string, -5 | -8>;

/** The errors that a method's description names, as a union to go through. */
if (isMethodError(error, method)) {
  const code: -5 | -8 = error.wireCode;
  error.message.trim();
  switch (error.wireCode) {
    case -5:
    case -8:
      break;
    // @ts-expect-error Type '-7' is not comparable to type
    case -7:
      break;
    default: {
      const none: never = error;
      throw none;
    }
  }
  // @ts-expect-error Type '-8' is not assignable to type '-5'
  const other: -5 = code;
  throw other;
}
// @ts-expect-error 'error' is of type 'unknown'
error.wireCode;

/** Those of a generated method, and of one that names none. */
if (isMethodError(error, getblockhash)) {
  const code: -8 = error.wireCode;
  throw code;
}
if (isMethodError(error, uptime)) {
  const code: number = error.wireCode;
  throw code;
}

/** What a handler throws is one of them. */
methodError(method, -5, "no such block", { data: { height: 7 } });
// @ts-expect-error Argument of type '-7' is not assignable
methodError(method, -7);
