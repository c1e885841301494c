import { debugLogger, type Receiver, RpcError } from "../rpc/index.js";

/**
 * The error that ends a connection whose receiver threw. Thrown from a socket's event, the exception would end
 * the process.
 */
export function receiverFailed(cause: unknown): RpcError {
  debugLogger.error(cause instanceof Error ? `${cause.stack}` : String(cause));
  return new RpcError("INTERNAL_ERROR", "the receiver of a message failed", { cause });
}

/**
 * Guards a receiver's `ended` and `closed` against exceptions. Messages are delivered in a loop that catches
 * them itself, which saves one call per message.
 *
 * @param fail Closes the connection with the error.
 */
export function guardedEnd(
  receiver: Receiver,
  fail: (error: RpcError) => void,
): Pick<Receiver, "ended" | "closed"> {
  const guard = (tell: () => void) => {
    try {
      tell();
    } catch (error) {
      fail(receiverFailed(error));
    }
  };
  return {
    ...(receiver.ended && { ended: () => guard(() => receiver.ended?.()) }),
    closed: (reason) => guard(() => receiver.closed(reason)),
  };
}
