import { setTimeout as sleep } from "node:timers/promises";
import { backOff, type CallOptions, isRpcError } from "../rpc/index.js";
import { warmingUp } from "./error-names.js";

/** When a failed call is tried again. */
export interface RetryOptions extends CallOptions {
  /** Milliseconds after the first try in which another one may begin. */
  readonly retryFor: number;
  /** Whether it may be sent twice. */
  readonly isRepeatable: boolean;
  /** Whether the daemon has ever answered: one that did may be starting again, another may not exist. */
  readonly hasAnswered: () => boolean;
  /** Fires when the client is closed. */
  readonly closing: AbortSignal;
}

const pauses = { first: 100, longest: 2_000 };

/**
 * Tries until it goes well, fails for good, or takes too long. All tries together have the call's deadline.
 *
 * @throws RpcError The last try's.
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

/** Whether a later try may go well, and does no harm. */
function isPassing(error: unknown, isRepeatable: boolean, hasAnswered: boolean): boolean {
  if (!isRpcError(error)) return false;
  if (error.wireCode === warmingUp || error.code === "OVERLOADED") return true;
  if (error.code === "CONNECT_FAILED") return hasAnswered;
  return error.code === "CLOSED" && isRepeatable;
}
