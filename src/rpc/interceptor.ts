import type { Method } from "./method.js";

/** A call that is about to be handled (receiving side) or sent (calling side). */
export interface InterceptedCall<Context> {
  readonly method: Method;
  readonly params: unknown;
  readonly context: Context;
}

/**
 * Wraps calls on either side, to measure, log, limit or refuse them. It returns what `next` returns (a
 * value or a promise) or a replacement, or throws.
 */
export type Interceptor<Context> = (call: InterceptedCall<Context>, next: () => unknown) => unknown;

/** Combines interceptors; the first one is the outermost. Undefined for an empty list. */
export function chain<Context>(
  interceptors: readonly Interceptor<Context>[] = [],
): Interceptor<Context> | undefined {
  return interceptors.reduceRight<Interceptor<Context> | undefined>((inner, outer) => {
    return inner ? (call, next) => outer(call, () => inner(call, next)) : outer;
  }, undefined);
}
