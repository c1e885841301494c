import type { AddressInfo, Server, Socket } from "node:net";
import { RpcError } from "../rpc/error.js";
import { checkPort } from "../rpc/option.js";

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where to listen. Port 0 lets the system choose a free one. */
export interface ListenOptions {
  /** Default: 127.0.0.1. */
  readonly host?: string;
  readonly port: number;
}

/**
 * Starts to listen.
 *
 * @returns The address, with the port that the system chose where 0 was asked for.
 * @throws RpcError `CONNECT_FAILED` saying what is in the way: a port that is taken, an address that is not this machine's;
 *   `INVALID_OPTION` for a port that is none.
 */
export async function listen(server: Server, { host = "127.0.0.1", port }: ListenOptions): Promise<Address> {
  checkPort(port);
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => {
      reject(
        new RpcError(
          "CONNECT_FAILED",
          `can't listen on ${formatAddress({ host, port })}: ${reasonOf(cause)}`,
          { cause },
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

/** @throws RpcError `INVALID_OPTION` where a server already listens. */
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

/** The other end of a socket: `127.0.0.1:50112`. */
export function remoteAddressOf({ remoteAddress = "unknown", remotePort = 0 }: Socket): string {
  return formatAddress({ host: remoteAddress.replace(/^::ffff:/, ""), port: remotePort });
}

/** An address without its port. */
export function hostOf(address: string): string {
  return address.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}

/** `127.0.0.1:50112` in parts. What has no port, as `stdio`, gets 0. */
export function parseAddress(address: string): Address {
  return { host: hostOf(address), port: Number(/:(\d+)$/.exec(address)?.[1] ?? 0) };
}

/** Why a socket could not connect or listen, in words. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return (error.code !== undefined && reasons[error.code]) || error.message;
}

const reasons: Record<string, string> = {
  EADDRINUSE: "the port is taken",
  EADDRNOTAVAIL: "the address is not one of this machine's",
  EACCES: "ports below 1024 need privileges",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the other side closed the connection",
  ENOTFOUND: "the host is not known",
  EAI_AGAIN: "the host is not known",
  EHOSTUNREACH: "the host can't be reached",
  ENETUNREACH: "the network can't be reached",
  ETIMEDOUT: "it does not answer",
};
