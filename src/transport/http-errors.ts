import { isRpcError, RpcError } from "../rpc/error.js";
import { reasonOf } from "./address.js";

/** The longest part of a server's text in an error message. */
const excerpt = 120;

/** Characters of a server's text that are searched: bounds the regular expression on hostile HTML. */
const looked = 4_096;

/** The error for an answer that is not JSON-RPC: a proxy's page, an empty body, a daemon's plain text. */
export function statusError(name: string, url: string, status: number, text: string): RpcError {
  const words = text
    .slice(0, looked)
    .replace(/<[^<>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, excerpt);
  const said = `${name}: ${url} answered ${status}${words && `: ${words}`}`;
  if (status === 401)
    return new RpcError("UNAUTHORIZED", `${name}: ${url} refuses the credentials`, { executed: "no" });
  if (status === 403)
    return new RpcError("UNAUTHORIZED", `${said}: this address or user may not call it`, { executed: "no" });
  if (/work queue depth exceeded/i.test(words)) return new RpcError("OVERLOADED", said, { executed: "no" });
  if (status === 503) return new RpcError("CLOSED", `${said}: it is shutting down`, { executed: "perhaps" });
  return new RpcError("REMOTE", said, { executed: "perhaps" });
}

/** The error for a request without an answer. Only if nothing could be sent, it was certainly not executed. */
export function connectionError(name: string, url: string, cause: unknown): RpcError {
  if (isRpcError(cause)) return cause;
  const error: NodeJS.ErrnoException = cause instanceof Error ? cause : new Error(String(cause));
  const failed = unreachable.has(error.code ?? "");
  const reason = reasonOf(error);
  if (failed)
    return new RpcError("CONNECT_FAILED", `can't connect to ${url}: ${reason}`, { cause, executed: "no" });
  return new RpcError("CLOSED", `${name}: ${url}: ${reason}`, { cause, executed: "perhaps" });
}

const unreachable = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
