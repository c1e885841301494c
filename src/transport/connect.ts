import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type CallOptions, checkPort, RpcError, watch } from "../rpc/index.js";
import { type Address, formatAddress, reasonOf } from "./address.js";

/** Where to connect and how. */
export interface SocketOptions extends Address, CallOptions {
  /** Over TLS: `true`, or options of `tls.connect` other than host and port. */
  readonly tls?: boolean | { ca?: string | Buffer; rejectUnauthorized?: boolean; servername?: string };
}

const defaultDeadline = 10_000;

/**
 * Opens a TCP or TLS connection.
 *
 * @throws RpcError `CONNECT_FAILED` with the reason, `TIMEOUT` or `ABORTED`; `INVALID_OPTION` for an invalid port.
 */
export async function connectSocket({
  host,
  port,
  tls,
  deadline = defaultDeadline,
  signal,
}: SocketOptions): Promise<Socket> {
  checkPort(port, 1);
  const where = formatAddress({ host, port });
  const servername = isIP(host) ? {} : { servername: host };
  return new Promise((resolve, reject) => {
    const socket = tls
      ? connectTls({ host, port, ...servername, ...(tls === true ? {} : tls) })
      : connectTcp({ host, port });
    const settle = (error?: RpcError) => {
      stop();
      socket.off("error", fail);
      if (!error) return resolve(socket);
      socket.on("error", () => {}).destroy();
      reject(error);
    };
    const fail = (cause: NodeJS.ErrnoException) => {
      const reason = `can't connect to ${where}: ${reasonOf(cause)}`;
      settle(new RpcError("CONNECT_FAILED", reason, { cause, executed: "no" }));
    };
    const stop = watch(`connecting to ${where}`, { deadline, signal }, settle);
    socket.once("error", fail);
    socket.once(tls ? "secureConnect" : "connect", () => settle());
  });
}
