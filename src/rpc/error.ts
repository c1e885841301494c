/**
 * Every way in which something of this package fails, by code. `stratum` and `jsonRpc` are the
 * numbers a peer sees; `text` is what it reads where nobody gave a better message.
 * `docs/errors.md` explains each and says how to mend it.
 */
export const errorCodes = {
  /** A refusal that has no code of its own. */
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

  /** What was received is no JSON. */
  PARSE_ERROR: { stratum: 20, jsonRpc: -32700, text: "Parse error" },
  /** What was received is JSON but no message. */
  INVALID_REQUEST: { stratum: 20, jsonRpc: -32600, text: "Invalid Request" },
  /** Nothing handles the method. */
  METHOD_NOT_FOUND: { stratum: 20, jsonRpc: -32601, text: "Method not found" },
  /** Parameters that do not fit the method's schema. */
  INVALID_PARAMS: { stratum: 20, jsonRpc: -32602, text: "Invalid params" },
  /** A handler threw something that is no RpcError. The peer is not told what. */
  INTERNAL_ERROR: { stratum: 20, jsonRpc: -32603, text: "Internal error" },

  /** A result that does not fit the method's schema. */
  INVALID_RESULT: { stratum: 20, jsonRpc: -32603, text: "Invalid result" },
  /** The peer answered with an error that has no code here; `wireCode` has its number. */
  REMOTE: { stratum: 20, jsonRpc: -32000, text: "Remote error" },
  /** No answer within the deadline. */
  TIMEOUT: { stratum: 20, jsonRpc: -32002, text: "Timed out" },
  /** The caller's AbortSignal fired. */
  ABORTED: { stratum: 20, jsonRpc: -32003, text: "Aborted" },
  /** The connection closed before the answer, or was closed already. */
  CLOSED: { stratum: 20, jsonRpc: -32004, text: "Connection closed" },
  /** No connection could be made. */
  CONNECT_FAILED: { stratum: 20, jsonRpc: -32005, text: "Connection failed" },
  /** A line or message exceeds its limit; the connection is closed. */
  TOO_LONG: { stratum: 20, jsonRpc: -32006, text: "Message too long" },
  /** A peer reads too slowly, or too many calls wait already. */
  OVERLOADED: { stratum: 20, jsonRpc: -32007, text: "Overloaded" },
  /** A daemon's process ended, or could not be started. */
  DAEMON_EXITED: { stratum: 20, jsonRpc: -32008, text: "Daemon exited" },
  /** An option has a value that it can't have. */
  INVALID_OPTION: { stratum: 20, jsonRpc: -32603, text: "Invalid option" },
} as const satisfies Record<string, { stratum: number; jsonRpc: number; text: string }>;

/** A code of the registry. */
export type ErrorCode = keyof typeof errorCodes;

/** What an error may carry besides its message. */
export interface RpcErrorDetails {
  /** The number on the wire. Default: the registry's number for the dialect. */
  readonly wireCode?: number | undefined;
  /** What the other side calls that number: `WALLET_INSUFFICIENT_FUNDS`. */
  readonly wireName?: string;
  /** The method that was called. */
  readonly method?: string;
  /** Sent to the peer with the error. */
  readonly data?: unknown;
  /** Never sent to a peer. */
  readonly cause?: unknown;
  /** Whether the other side did what it was asked for. Default: `yes` for its own refusals, else `perhaps`. */
  readonly executed?: Executed;
}

/**
 * What is known of a call that failed: the other side handled it (`yes`), never saw it (`no`), or
 * nobody can tell (`perhaps`): then only what is safe to repeat may be sent again.
 */
export type Executed = "yes" | "no" | "perhaps";

/**
 * The one class of error of this package. Thrown in a handler it is sent to the peer: code,
 * message and `data`, never its cause or stack.
 */
export class RpcError extends Error {
  readonly code: ErrorCode;
  readonly wireCode: number | undefined;
  readonly wireName: string | undefined;
  readonly method: string | undefined;
  readonly data: unknown;
  readonly executed: Executed;

  /** @param message What went wrong, for people. Default: the registry's text. */
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

/**
 * True for an error of this package, and of the given code where one is given. By name and not by
 * class, so that it holds when two copies of the package are loaded.
 */
export function isRpcError<Code extends ErrorCode>(
  error: unknown,
  code?: Code,
): error is RpcError & { code: Code } {
  if (!(error instanceof Error) || error.name !== "RpcError" || !("code" in error)) return false;
  return code === undefined || error.code === code;
}
