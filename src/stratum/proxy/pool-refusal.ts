import { isRpcError, RpcError } from "../../rpc/index.js";

/** The error for miners while the proxy has no pool. */
export const poolIsAway = "Pool not connected";

/** The error for a miner whose share the pool answers with just `false`. */
export const noReason = "The pool gave no reason";

/**
 * Waits for a pool's answer to a miner's call. The miner gets the pool's error message with a number that
 * miners know: pools use others, and some negate them.
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
    return new RpcError("OTHER", "The pool sent an invalid answer", { cause: error });
  if (wireCode === undefined) return error;
  return new RpcError(code === "REMOTE" ? "OTHER" : code, message, { cause: error });
}
