import { RpcError } from "../rpc/index.js";

/** The address and credentials of a daemon's RPC. */
export interface DaemonUrl {
  /** Without credentials: `http://127.0.0.1:8332/`. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
}

/**
 * Reads `http://user:password@host:port/`; the path may name a wallet: `/wallet/pool`.
 *
 * @throws RpcError `INVALID_OPTION` for anything else; the message does not repeat the password.
 */
export function parseDaemonUrl(text: string): DaemonUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname || !/^https?:$/.test(url.protocol)) {
    throw new RpcError("INVALID_OPTION", "invalid daemon URL: expected http://user:password@host:port");
  }
  return {
    url: `${url.origin}${url.pathname}`,
    ...(url.username && { user: decodeURIComponent(url.username) }),
    ...((url.username || url.password) && { password: decodeURIComponent(url.password) }),
  };
}
