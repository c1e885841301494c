import { RpcError } from "../rpc/index.js";

/** An error with a daemon's error code. */
export function refusal(code: number, message: string): RpcError {
  return new RpcError("OTHER", message, { wireCode: code });
}
