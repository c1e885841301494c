import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import type { ClientStateEvents, Emitter } from "../../src/endpoint/index.js";

/** A TCP proxy between a client and a server that a test cuts. */
export interface CutProxy {
  readonly port: number;
  /** Connections that were made through it. */
  readonly count: number;
  /** Sockets that are open on both its sides. */
  readonly open: number;
  /** Cuts every connection. */
  cut(): void;
  /** Cuts and refuses connections, or takes them again. */
  block(isBlocked: boolean): Promise<void>;
  /** Passes nothing on to the client, so that answers are lost; calls still arrive. */
  swallow(isSwallowing: boolean): void;
}

/** Stands before a port of loopback until the test is over. */
export async function cutProxy(target: number): Promise<CutProxy> {
  const open = new Set<Socket>();
  let count = 0;
  let isSwallowing = false;
  const server = createServer((near) => {
    count++;
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => open.delete(socket));
    }
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => isSwallowing || near.write(chunk));
    near.once("close", () => far.destroy());
    far.once("close", () => near.destroy());
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.close();
    cut();
  });
  return {
    port,
    get count() {
      return count;
    },
    get open() {
      return open.size;
    },
    cut,
    async block(isBlocked) {
      if (!isBlocked) return listen(port);
      server.close();
      cut();
      await once(server, "close");
    },
    swallow(swallowing) {
      isSwallowing = swallowing;
    },
  };
}

/** The next event of a client, as a promise of its arguments. */
export function eventOf<Name extends keyof ClientStateEvents>(
  client: Emitter<ClientStateEvents>,
  name: Name,
): Promise<ClientStateEvents[Name]> {
  return new Promise((resolve) => client.once(name, (...args) => resolve(args)));
}
