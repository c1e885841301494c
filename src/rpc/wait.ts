import type { CallOptions } from "./call-options.js";
import { RpcError } from "./error.js";

/**
 * Waits for a promise until a deadline or an abort.
 *
 * @param what Names the wait in the error: `mining.subscribe`.
 * @throws RpcError `TIMEOUT` or `ABORTED`; otherwise the promise's rejection.
 */
export function waitFor<T>(promise: Promise<T>, what: string, { deadline, signal }: CallOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = watch(what, { deadline, signal }, reject);
    promise.then(resolve, reject).finally(stop);
  });
}

/**
 * Throws if the signal has already fired. Call it before sending.
 *
 * @throws RpcError `ABORTED`, not executed.
 */
export function refuseAborted(method: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new RpcError("ABORTED", `${method}: aborted`, { method, cause: signal.reason, executed: "no" });
}

/** Milliseconds: a longer timer fires at once. */
const longestTimer = 2_147_483_647;

/**
 * Calls `fail` once when the deadline passes or the signal fires, never before this function returns.
 *
 * @returns A function that stops watching.
 */
export function watch(
  what: string,
  { deadline, signal }: CallOptions,
  fail: (error: RpcError) => void,
): () => void {
  let over = false;
  const stop = () => {
    over = true;
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  };
  const end = (error: RpcError) => {
    if (over) return;
    stop();
    fail(error);
  };
  const expire = () => end(new RpcError("TIMEOUT", `${what}: no answer within ${deadline} ms`));
  const abort = () => end(new RpcError("ABORTED", `${what}: aborted`, { cause: signal?.reason }));
  const timer = deadline === undefined ? undefined : setTimeout(expire, Math.min(deadline, longestTimer));
  if (signal?.aborted) queueMicrotask(abort);
  else signal?.addEventListener("abort", abort);
  return stop;
}
