/**
 * The errors of this package, by code. `stratum` and `jsonRpc` are the numbers on the wire;
 * `text` is the default message. `docs/errors.md` explains each and says how to fix it.
 */
export const errorCodes = {
  /** A refusal without a more specific code. */
  OTHER: { stratum: 20, jsonRpc: -32000, text: "Other/Unknown" },
  /** The share's job is unknown or stale. */
  JOB_NOT_FOUND: { stratum: 21, jsonRpc: 21, text: "Job not found" },
  /** The same header was submitted before. */
  DUPLICATE_SHARE: { stratum: 22, jsonRpc: 22, text: "Duplicate share" },
  /** The share's hash is above the target of its job. */
  LOW_DIFFICULTY: { stratum: 23, jsonRpc: 23, text: "Low difficulty share" },
  /** The worker, or the caller of an RPC port, is not authorized. */
  UNAUTHORIZED: { stratum: 24, jsonRpc: -32001, text: "Unauthorized worker" },
  /** `mining.subscribe` must come first. */
  NOT_SUBSCRIBED: { stratum: 25, jsonRpc: 25, text: "Not subscribed" },

  /** The received text is not JSON. */
  PARSE_ERROR: { stratum: 20, jsonRpc: -32700, text: "Parse error" },
  /** The received text is JSON but not a message. */
  INVALID_REQUEST: { stratum: 20, jsonRpc: -32600, text: "Invalid Request" },
  /** Nothing handles the method. */
  METHOD_NOT_FOUND: { stratum: 20, jsonRpc: -32601, text: "Method not found" },
  /** The parameters do not match the method's schema. */
  INVALID_PARAMS: { stratum: 20, jsonRpc: -32602, text: "Invalid params" },
  /** A handler threw something other than an RpcError. The peer does not see what. */
  INTERNAL_ERROR: { stratum: 20, jsonRpc: -32603, text: "Internal error" },

  /** The result does not match the method's schema. */
  INVALID_RESULT: { stratum: 20, jsonRpc: -32603, text: "Invalid result" },
  /** The peer answered with an error that has no code here; `wireCode` has its number. */
  REMOTE: { stratum: 20, jsonRpc: -32000, text: "Remote error" },
  /** No answer within the deadline. */
  TIMEOUT: { stratum: 20, jsonRpc: -32002, text: "Timed out" },
  /** The caller's AbortSignal fired. */
  ABORTED: { stratum: 20, jsonRpc: -32003, text: "Aborted" },
  /** The connection closed before the answer, or was already closed. */
  CLOSED: { stratum: 20, jsonRpc: -32004, text: "Connection closed" },
  /** No connection could be made. */
  CONNECT_FAILED: { stratum: 20, jsonRpc: -32005, text: "Connection failed" },
  /** A line or message exceeds its limit; the connection is closed. */
  TOO_LONG: { stratum: 20, jsonRpc: -32006, text: "Message too long" },
  /** A peer reads too slowly, or too many calls are waiting. */
  OVERLOADED: { stratum: 20, jsonRpc: -32007, text: "Overloaded" },
  /** A daemon's process exited, or could not be started. */
  DAEMON_EXITED: { stratum: 20, jsonRpc: -32008, text: "Daemon exited" },
  /** An option has an invalid value. */
  INVALID_OPTION: { stratum: 20, jsonRpc: -32603, text: "Invalid option" },
} as const satisfies Record<string, { stratum: number; jsonRpc: number; text: string }>;

/** A code of `errorCodes`. */
export type ErrorCode = keyof typeof errorCodes;

/** Optional details of an error. */
export interface RpcErrorDetails {
  /** The number on the wire. Default: the number of the code in the dialect. */
  readonly wireCode?: number | undefined;
  /** The peer's name for that number: `WALLET_INSUFFICIENT_FUNDS`. */
  readonly wireName?: string;
  /** The method that was called. */
  readonly method?: string;
  /** Sent to the peer with the error. */
  readonly data?: unknown;
  /** Never sent to a peer. */
  readonly cause?: unknown;
  /** Whether the peer executed the call. Default: `yes` for its own refusals, else `perhaps`. */
  readonly executed?: Executed;
}

/**
 * Whether the peer executed a call that failed: it did (`yes`), it did not (`no`), or this is unknown
 * (`perhaps`). After `perhaps`, only calls that are safe to repeat may be sent again.
 */
export type Executed = "yes" | "no" | "perhaps";

/**
 * The only error class of this package. When a handler throws it, its code, message and `data` are sent to
 * the peer, never its cause or stack.
 */
export class RpcError extends Error {
  readonly code: ErrorCode;
  readonly wireCode: number | undefined;
  readonly wireName: string | undefined;
  readonly method: string | undefined;
  readonly data: unknown;
  readonly executed: Executed;

  /** @param message What went wrong, for people. Default: the text of the code. */
  constructor(
    code: ErrorCode,
    message: string = errorCodes[code].text,
    { wireCode, wireName, method, data, cause, executed = "perhaps" }: RpcErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "RpcError";
    this.code = code;
    this.wireCode = wireCode;
    this.wireName = wireName;
    this.method = method;
    this.data = data;
    this.executed = executed;
  }
}

/** A copy of the error that ended a call, with the call's method. */
export function failedCall(
  { code, message, wireCode, wireName, data, cause, executed: known }: RpcError,
  method: string,
  executed = known,
): RpcError {
  const name = wireName === undefined ? {} : { wireName };
  return new RpcError(code, message, { wireCode, ...name, method, data, cause, executed });
}

/**
 * Whether a value is an error of this package, and of `code` when that is given. Compares the name, not the
 * class, so that it works when two copies of the package are loaded.
 */
export function isRpcError<Code extends ErrorCode>(
  error: unknown,
  code?: Code,
): error is RpcError & { code: Code } {
  if (!(error instanceof Error) || error.name !== "RpcError" || !("code" in error)) return false;
  return code === undefined || error.code === code;
}
