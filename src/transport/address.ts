import type { AddressInfo, Server, Socket } from "node:net";
import { RpcError } from "../rpc/error.js";
import { checkPort } from "../rpc/option.js";

/** A listening address. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where to listen. Port 0 lets the system choose a free port. */
export interface ListenOptions {
  /** Default: 127.0.0.1. */
  readonly host?: string;
  readonly port: number;
}

/**
 * Starts to listen.
 *
 * @returns The address, with the port that the system chose for port 0.
 * @throws RpcError `CONNECT_FAILED` with the reason, such as a port that is taken or an address of another machine;
 *   `INVALID_OPTION` for an invalid port.
 */
export async function listen(server: Server, { host = "127.0.0.1", port }: ListenOptions): Promise<Address> {
  checkPort(port);
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => {
      reject(
        new RpcError(
          "CONNECT_FAILED",
          `can't listen on ${formatAddress({ host, port })}: ${cause.code === "EACCES" ? privileged : reasonOf(cause)}`,
          { cause, executed: "no" },
        ),
      );
    };
    server.once("error", fail);
    server.listen({ host, port }, () => {
      server.off("error", fail);
      const { address, port } = server.address() as AddressInfo;
      resolve({ host: address, port });
    });
  });
}

/** @throws RpcError `INVALID_OPTION` when a server is already listening. */
export function refuseSecond(title: string, address: Address | undefined): void {
  if (!address) return;
  throw new RpcError(
    "INVALID_OPTION",
    `the ${title} already listens on ${formatAddress(address)}: close it first, or make another one`,
  );
}

/** `127.0.0.1:3333`, `[::1]:3333`. */
export function formatAddress({ host, port }: Address): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The remote address of a socket: `127.0.0.1:50112`. */
export function remoteAddressOf({ remoteAddress = "unknown", remotePort = 0 }: Socket): string {
  return formatAddress({ host: remoteAddress.replace(/^::ffff:/, ""), port: remotePort });
}

/** An address without its port. */
export function hostOf(address: string): string {
  return address.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}

/** Splits `127.0.0.1:50112`. The port is 0 if the text has none, such as `stdio`. */
export function parseAddress(address: string): Address {
  return { host: hostOf(address), port: Number(/:(\d+)$/.exec(address)?.[1] ?? 0) };
}

/** Why a socket could not connect or listen, for people. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return (error.code !== undefined && reasons[error.code]) || error.message;
}

const privileged = "ports below 1024 need privileges";

const reasons: Record<string, string> = {
  EADDRINUSE: "the port is taken",
  EADDRNOTAVAIL: "the address is not one of this machine's",
  EACCES: "permission denied",
  ENOENT: "nothing listens there",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the peer closed the connection",
  ENOTFOUND: "unknown host",
  EAI_AGAIN: "unknown host",
  EHOSTUNREACH: "the host can't be reached",
  ENETUNREACH: "the network can't be reached",
  ETIMEDOUT: "it does not answer",
};
