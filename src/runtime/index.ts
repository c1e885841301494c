/** Imported by generated code. Not for direct use: it changes with the generator. */
export type { CallOptions } from "../rpc/call-options.js";
export type { Caller, Handlers, Method, NoParams, Protocol } from "../rpc/method.js";
export { noParams, noResult, unchecked } from "../rpc/no-checks.js";
export { codePointLength, deepEqual, type Validate, withinDepth } from "../rpc/validate.js";
export { requireRuntime } from "./require-runtime.js";
