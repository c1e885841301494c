import { isRpcError, RpcError } from "../../rpc/index.js";

/** Said to a miner while there is no connection. */
export const poolIsAway = "The pool is away";

/** Said to a miner whose share the pool refuses with nothing but `false`. */
export const noReason = "The pool gave no reason";

/**
 * Waits for what a pool says to a miner's call. A refusal reaches the miner in the pool's words, but with a
 * number that miners know: pools have more, and some negate them.
 */
export async function forMiner<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    throw isRpcError(error) ? refusalFor(error) : error;
  }
}

function refusalFor(error: RpcError): RpcError {
  const { code, message, wireCode } = error;
  if (code === "CLOSED") return new RpcError("OTHER", poolIsAway, { cause: error });
  if (code === "INVALID_RESULT")
    return new RpcError("OTHER", "The pool gave an answer that makes no sense", { cause: error });
  if (wireCode === undefined) return error;
  return new RpcError(code === "REMOTE" ? "OTHER" : code, message, { cause: error });
}
