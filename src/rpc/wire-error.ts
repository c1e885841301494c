import type { Dialect } from "../wire/dialect.js";
import type { WireError } from "../wire/message.js";
import { type ErrorCode, errorCodes, isRpcError, RpcError } from "./error.js";

/**
 * What a peer is told of an error: never a cause or a stack, and nothing that a handler did not mean
 * for it. What a handler's own calls to a daemon or a pool failed with says too much of these.
 */
export function toWireError(error: unknown, dialect: Dialect): WireError {
  const { code, message, wireCode, data } = isRpcError(error)
    ? forPeers(error)
    : new RpcError("INTERNAL_ERROR");
  const numbers = errorCodes[code];
  return {
    code: wireCode ?? (dialect.family === "stratum" ? numbers.stratum : numbers.jsonRpc),
    message,
    ...(data !== undefined && { data }),
  };
}

/**
 * Whether a peer may learn an error as it is. One of a call that was not executed met a call of the
 * handler's own, as did one that another side's runtime answered.
 */
export function isForPeers({ code, executed }: RpcError): boolean {
  return (refusals.has(code) && executed !== "no") || (replies.has(code) && executed === "perhaps");
}

function forPeers(error: RpcError): RpcError {
  if (isForPeers(error)) return error;
  return new RpcError(
    error.code === "TIMEOUT" || error.code === "OVERLOADED" ? error.code : "INTERNAL_ERROR",
  );
}

/** Of a handler, or of the pool that it forwarded to. */
const refusals = new Set<ErrorCode>([
  "OTHER",
  "JOB_NOT_FOUND",
  "DUPLICATE_SHARE",
  "LOW_DIFFICULTY",
  "UNAUTHORIZED",
  "NOT_SUBSCRIBED",
]);

/** Of this side's runtime; another side's are not for this one's peers. */
const replies = new Set<ErrorCode>([
  "PARSE_ERROR",
  "INVALID_REQUEST",
  "METHOD_NOT_FOUND",
  "INVALID_PARAMS",
  "INTERNAL_ERROR",
]);

/** A peer's error, under the registry's code where its number is one of these; else `REMOTE`. */
export function fromWireError({ code, message, data }: WireError, dialect: Dialect): RpcError {
  const table = dialect.family === "stratum" ? stratumCodes : jsonRpcCodes;
  return new RpcError(table.get(dialect.family === "stratum" ? Math.abs(code) : code) ?? "REMOTE", message, {
    wireCode: code,
    data,
    executed: "yes",
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
  [errorCodes.UNAUTHORIZED.jsonRpc, "UNAUTHORIZED"],
]);
