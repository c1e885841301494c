import { RpcError } from "../rpc/index.js";

/** An error as daemons answer it, under their own number. */
export function refusal(code: number, message: string): RpcError {
  return new RpcError("OTHER", message, { wireCode: code });
}
