import { isRpcError, RpcError, type RpcErrorDetails } from "./error.js";
import type { Method } from "./method.js";

/** An error that a method declares, with the numbers that it may have on the wire. */
export type MethodError<Code extends number> = Code extends number
  ? RpcError & { readonly wireCode: Code }
  : never;

/**
 * Whether the peer answered with an error that the method declares. A `switch` over its `wireCode` then has
 * a case for each.
 */
export function isMethodError<Code extends number>(
  error: unknown,
  method: Method<unknown, unknown, Code>,
): error is MethodError<Code> {
  return (
    isRpcError(error) && error.wireCode !== undefined && Object.hasOwn(method.errors ?? {}, error.wireCode)
  );
}

/**
 * Creates a declared error of the method, for its handler to throw.
 *
 * @param message For people. Default: the declared message.
 */
export function methodError<Code extends number>(
  method: Method<unknown, unknown, Code>,
  wireCode: NoInfer<Code>,
  message: string | undefined = method.errors?.[wireCode],
  details: Pick<RpcErrorDetails, "data" | "cause"> = {},
): RpcError {
  return new RpcError("OTHER", message, { ...details, wireCode });
}
