import type { Dialect } from "../wire/dialect.js";
import type { WireError } from "../wire/message.js";
import { type ErrorCode, errorCodes, isRpcError, RpcError } from "./error.js";

/** What a peer is told of an error: never a cause or a stack, and nothing of what a handler did not mean for it. */
export function toWireError(error: unknown, dialect: Dialect): WireError {
  if (!isRpcError(error)) return toWireError(new RpcError("INTERNAL_ERROR"), dialect);
  const numbers = errorCodes[error.code];
  const code = error.wireCode ?? (dialect.name === "stratum" ? numbers.stratum : numbers.jsonRpc);
  return { code, message: error.message, ...(error.data !== undefined && { data: error.data }) };
}

/** A peer's error, under the registry's code where its number is one of these; else `REMOTE`. */
export function fromWireError({ code, message, data }: WireError, dialect: Dialect): RpcError {
  const table = dialect.name === "stratum" ? stratumCodes : jsonRpcCodes;
  return new RpcError(table.get(dialect.name === "stratum" ? Math.abs(code) : code) ?? "REMOTE", message, {
    wireCode: code,
    data,
  });
}

const stratumCodes = new Map<number, ErrorCode>([
  [20, "OTHER"],
  [21, "JOB_NOT_FOUND"],
  [22, "DUPLICATE_SHARE"],
  [23, "LOW_DIFFICULTY"],
  [24, "UNAUTHORIZED"],
  [25, "NOT_SUBSCRIBED"],
]);

const jsonRpcCodes = new Map<number, ErrorCode>([
  [-32700, "PARSE_ERROR"],
  [-32600, "INVALID_REQUEST"],
  [-32601, "METHOD_NOT_FOUND"],
  [-32602, "INVALID_PARAMS"],
  [-32603, "INTERNAL_ERROR"],
]);
