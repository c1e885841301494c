import { isRpcError, RpcError, type RpcErrorDetails } from "./error.js";
import type { Method } from "./method.js";

/** An error that a method's description names, with the numbers that it may have on the wire. */
export type MethodError<Code extends number> = Code extends number
  ? RpcError & { readonly wireCode: Code }
  : never;

/**
 * True for an error that the other side answered with and that the method's description names:
 * a `switch` over its `wireCode` then has a case for each.
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
 * An error of the method's description, for its handler to throw.
 *
 * @param message For people. Default: what the description says.
 */
export function methodError<Code extends number>(
  method: Method<unknown, unknown, Code>,
  wireCode: NoInfer<Code>,
  message: string | undefined = method.errors?.[wireCode],
  details: Pick<RpcErrorDetails, "data" | "cause"> = {},
): RpcError {
  return new RpcError("OTHER", message, { ...details, wireCode });
}
