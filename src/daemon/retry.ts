import { setTimeout as sleep } from "node:timers/promises";
import { backOff, type CallOptions, isRpcError } from "../rpc/index.js";
import { warmingUp } from "./error-names.js";

/** When a failed call is retried. */
export interface RetryOptions extends CallOptions {
  /** Milliseconds after the first attempt during which another may begin. */
  readonly retryFor: number;
  /** Whether the call may be sent twice. */
  readonly isRepeatable: boolean;
  /** Whether the daemon has ever answered: then it may be restarting; otherwise it may not exist. */
  readonly hasAnswered: () => boolean;
  /** Fires when the client is closed. */
  readonly closing: AbortSignal;
}

const pauses = { first: 100, longest: 2_000 };

/**
 * Retries until the call succeeds, fails permanently or times out. All attempts share the call's deadline.
 *
 * @throws RpcError The last attempt's.
 */
export async function retry<T>(
  attempt: (options: CallOptions) => Promise<T>,
  { retryFor, isRepeatable, hasAnswered, closing, deadline, signal }: RetryOptions,
): Promise<T> {
  const start = Date.now();
  for (let failures = 1; ; failures++) {
    const passed = Date.now() - start;
    try {
      return await attempt({
        ...(deadline !== undefined && { deadline: Math.max(1, deadline - passed) }),
        ...(signal && { signal }),
      });
    } catch (error) {
      const pause = backOff(failures, pauses);
      const left = Math.min(retryFor, deadline ?? Number.POSITIVE_INFINITY) - (Date.now() - start);
      if (closing.aborted || pause >= left || !isPassing(error, isRepeatable, hasAnswered())) throw error;
      await sleep(pause, undefined, { signal: signal ? AbortSignal.any([signal, closing]) : closing }).catch(
        () => {
          throw error;
        },
      );
    }
  }
}

/** Whether a retry is safe and may succeed. */
function isPassing(error: unknown, isRepeatable: boolean, hasAnswered: boolean): boolean {
  if (!isRpcError(error)) return false;
  if (error.wireCode === warmingUp || error.code === "OVERLOADED") return true;
  if (error.code === "CONNECT_FAILED") return hasAnswered;
  return error.code === "CLOSED" && isRepeatable;
}
