import type { Dialect } from "../wire/dialect.js";
import { jsonrpc1 } from "../wire/jsonrpc1.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Call, Malformed, WireError } from "../wire/message.js";

/** Daemons' errors for invalid parameters, by the validation message. The first match applies. */
const refusals: readonly (readonly [pattern: RegExp, code: number, message?: string])[] = [
  [/^getblocktemplate: rules/, -8, "getblocktemplate must be called with the segwit rule set"],
  [/: mode must be/, -8, "Invalid mode"],
  [/: (hexdata|data) must match/, -22, "Block decode failed"],
  [/: (hexstring|rawtxs\S*) must match/, -22, "TX decode failed"],
  [/: (amounts?|outputs|maxfeerate)\S* must (match|be string)/, -3, "Invalid amount"],
  [/: addressType must be/, -5, "Unknown address type"],
  [/: dummy must be/, -8, 'Dummy value must be set to ""'],
  [/: height must be >= 0/, -8, "Block height out of range"],
  [/: confTarget must be [<>]/, -8, "Invalid conf_target, must be between 1 and 1008"],
  [/ is missing$/, -1],
  [/ must (match|NOT have fewer|be (<|>|one of))/, -8],
];

/** The default: a value of the wrong type. */
const wrongType = -3;

/**
 * The dialect of an answer: the call's version of JSON-RPC, with the daemons' error codes in place of
 * JSON-RPC's.
 */
export function dialectFor(message: Call | Malformed): Dialect {
  return message.kind === "call" && message.version === "2.0" ? second : first;
}

const first = withDaemonCodes(jsonrpc1);
const second = withDaemonCodes(jsonrpc2);

function withDaemonCodes(dialect: Dialect): Dialect {
  return { ...dialect, error: (id, error) => dialect.error(id, inDaemonsWords(error)) };
}

function inDaemonsWords({ code, message }: WireError): WireError {
  if (code === -32601) return { code, message: "Method not found" };
  if (code !== -32602) return { code, message };
  const [, as = wrongType, words = message] = refusals.find(([pattern]) => pattern.test(message)) ?? [];
  return { code: as, message: words };
}
