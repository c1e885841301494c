import type { Method } from "./method.js";

/** A call on its way: to a handler on the receiving side, to the wire on the calling side. */
export interface InterceptedCall<Context> {
  readonly method: Method;
  readonly params: unknown;
  readonly context: Context;
}

/**
 * Stands around calls, on either side: to measure, log, limit or refuse. It returns what `next`
 * returns (a value, or a promise of it), or something in its place, or throws.
 */
export type Interceptor<Context> = (call: InterceptedCall<Context>, next: () => unknown) => unknown;

/** The interceptors as one; the first one stands outermost. Undefined where there are none. */
export function chain<Context>(
  interceptors: readonly Interceptor<Context>[] = [],
): Interceptor<Context> | undefined {
  return interceptors.reduceRight<Interceptor<Context> | undefined>((inner, outer) => {
    return inner ? (call, next) => outer(call, () => inner(call, next)) : outer;
  }, undefined);
}
