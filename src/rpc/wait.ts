import type { CallOptions } from "./call-options.js";
import { RpcError } from "./error.js";

/**
 * Waits for a promise, but neither beyond a deadline nor beyond an abort.
 *
 * @param what Names the wait in the error: `mining.subscribe`.
 * @throws RpcError `TIMEOUT` or `ABORTED`; otherwise what the promise is rejected with.
 */
export function waitFor<T>(promise: Promise<T>, what: string, { deadline, signal }: CallOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = watch(what, { deadline, signal }, reject);
    promise.then(resolve, reject).finally(stop);
  });
}

/**
 * Calls `fail` once when the deadline passes or the signal fires, never before it returned.
 *
 * @returns A function that ends the watch.
 */
export function watch(
  what: string,
  { deadline, signal }: CallOptions,
  fail: (error: RpcError) => void,
): () => void {
  const expire = () => fail(new RpcError("TIMEOUT", `${what}: no answer within ${deadline} ms`));
  const timer = deadline === undefined ? undefined : setTimeout(expire, deadline);
  const abort = () => fail(new RpcError("ABORTED", `${what}: aborted`, { cause: signal?.reason }));
  if (signal?.aborted) queueMicrotask(abort);
  else signal?.addEventListener("abort", abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  };
}
