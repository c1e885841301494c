import { debugLogger, type Receiver, RpcError } from "../rpc/index.js";

/**
 * A receiver that never throws: an exception in it would end the process, since a socket's event has
 * no caller. It is logged, and the connection fails with it.
 *
 * @param fail Ends the connection with the error.
 */
export function guarded(receiver: Receiver, fail: (error: RpcError) => void): Receiver {
  const failed = (cause: unknown) => {
    debugLogger.error(cause instanceof Error ? `${cause.stack}` : String(cause));
    fail(new RpcError("INTERNAL_ERROR", "the receiver of a message failed", { cause }));
  };
  return {
    message: (text) => {
      try {
        receiver.message(text);
      } catch (error) {
        failed(error);
      }
    },
    ...(receiver.ended && {
      ended: () => {
        try {
          receiver.ended?.();
        } catch (error) {
          failed(error);
        }
      },
    }),
    closed: (reason) => {
      try {
        receiver.closed(reason);
      } catch (error) {
        failed(error);
      }
    },
  };
}
