import type { Dialect } from "../wire/dialect.js";
import type { WireError } from "../wire/message.js";
import { type ErrorCode, errorCodes, isRpcError, RpcError } from "./error.js";

/**
 * The error that a peer gets: without cause or stack, and only what a handler meant for it. Errors of a
 * handler's own calls to a daemon or a pool are hidden, because they reveal details of these.
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
 * Whether a peer may see an error unchanged. Errors of calls that were not executed, or that a remote
 * runtime answered, come from the handler's own calls and are hidden.
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

/** Errors of a handler, or of the pool that it forwarded to. */
const refusals = new Set<ErrorCode>([
  "OTHER",
  "JOB_NOT_FOUND",
  "DUPLICATE_SHARE",
  "LOW_DIFFICULTY",
  "UNAUTHORIZED",
  "NOT_SUBSCRIBED",
]);

/** Errors of this runtime; those of a remote runtime are hidden from peers. */
const replies = new Set<ErrorCode>([
  "PARSE_ERROR",
  "INVALID_REQUEST",
  "METHOD_NOT_FOUND",
  "INVALID_PARAMS",
  "INTERNAL_ERROR",
]);

/** Converts a peer's error to the code with its number, else to `REMOTE`. @param method The method that was called. */
export function fromWireError(
  { code, message, data }: WireError,
  dialect: Dialect,
  method?: string,
): RpcError {
  const table = dialect.family === "stratum" ? stratumCodes : jsonRpcCodes;
  return new RpcError(table.get(dialect.family === "stratum" ? Math.abs(code) : code) ?? "REMOTE", message, {
    wireCode: code,
    data,
    executed: "yes",
    ...(method !== undefined && { method }),
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
