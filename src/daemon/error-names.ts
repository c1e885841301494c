import { isRpcError, RpcError } from "../rpc/index.js";

/** Names of the coin daemons' error codes (Bitcoin Core, src/rpc/protocol.h). */
export const daemonErrorNames: Readonly<Record<number, string>> = {
  [-1]: "MISC_ERROR",
  [-2]: "FORBIDDEN_BY_SAFE_MODE",
  [-3]: "TYPE_ERROR",
  [-4]: "WALLET_ERROR",
  [-5]: "INVALID_ADDRESS_OR_KEY",
  [-6]: "WALLET_INSUFFICIENT_FUNDS",
  [-7]: "OUT_OF_MEMORY",
  [-8]: "INVALID_PARAMETER",
  [-9]: "CLIENT_NOT_CONNECTED",
  [-10]: "CLIENT_IN_INITIAL_DOWNLOAD",
  [-11]: "WALLET_INVALID_LABEL_NAME",
  [-12]: "WALLET_KEYPOOL_RAN_OUT",
  [-13]: "WALLET_UNLOCK_NEEDED",
  [-14]: "WALLET_PASSPHRASE_INCORRECT",
  [-15]: "WALLET_WRONG_ENC_STATE",
  [-16]: "WALLET_ENCRYPTION_FAILED",
  [-17]: "WALLET_ALREADY_UNLOCKED",
  [-18]: "WALLET_NOT_FOUND",
  [-19]: "WALLET_NOT_SPECIFIED",
  [-20]: "DATABASE_ERROR",
  [-22]: "DESERIALIZATION_ERROR",
  [-23]: "CLIENT_NODE_ALREADY_ADDED",
  [-24]: "CLIENT_NODE_NOT_ADDED",
  [-25]: "VERIFY_ERROR",
  [-26]: "VERIFY_REJECTED",
  [-27]: "VERIFY_ALREADY_IN_UTXO_SET",
  [-28]: "IN_WARMUP",
  [-29]: "CLIENT_NODE_NOT_CONNECTED",
  [-30]: "CLIENT_INVALID_IP_OR_SUBNET",
  [-31]: "CLIENT_P2P_DISABLED",
  [-32]: "METHOD_DEPRECATED",
  [-33]: "CLIENT_MEMPOOL_DISABLED",
  [-34]: "CLIENT_NODE_CAPACITY_REACHED",
  [-35]: "WALLET_ALREADY_LOADED",
  [-36]: "WALLET_ALREADY_EXISTS",
  [-37]: "LIMIT_EXCEEDED",
};

/** Codes that a pool distinguishes. */
export const warmingUp = -28;
export const unknownBlock = -5;
export const notConnected = -9;
export const initialDownload = -10;

/**
 * Adds the method to a call's error and, if the daemon itself returned it, the daemon's message and the
 * name of its code.
 */
export function nameError(error: unknown, method: string): unknown {
  if (!isRpcError(error)) return error;
  const { code, wireCode, data, executed, message, cause = error } = error;
  if (executed !== "yes" || wireCode === undefined)
    return new RpcError(code, message, { wireCode, data, executed, cause, method });
  const wireName = daemonErrorNames[wireCode] ?? code;
  const [line] = message.split("\n");
  return new RpcError(code, `${method}: ${line} (${wireCode} ${wireName})`, {
    wireCode,
    wireName,
    data,
    executed,
    cause: error,
    method,
  });
}
