import { debugLogger, type Receiver, RpcError } from "../rpc/index.js";

/**
 * What ends a connection whose receiver threw. An exception in a socket's event has no caller: it would end the
 * process.
 */
export function receiverFailed(cause: unknown): RpcError {
  debugLogger.error(cause instanceof Error ? `${cause.stack}` : String(cause));
  return new RpcError("INTERNAL_ERROR", "the receiver of a message failed", { cause });
}

/**
 * The end of a receiver's connection, told without an exception. Messages are delivered in a loop that catches what
 * the receiver throws: a function around each would be one more for every message to pass.
 *
 * @param fail Ends the connection with the error.
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
