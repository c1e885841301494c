import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type ServerOpts, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Listens on loopback until the test is over; gives the port. */
export async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return port;
}

/** A connection to a port of loopback, until the test is over. */
export async function connected(port: number, options: { allowHalfOpen?: boolean } = {}): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, ...options });
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, "connect");
  socket.on("error", () => {});
  return socket;
}

/** Both ends of a TCP connection. */
export async function socketPair(options: ServerOpts = {}): Promise<[near: Socket, far: Socket]> {
  const server = createServer(options);
  const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
  const near = await connected(await listening(server), { allowHalfOpen: true });
  return [near, await accepted];
}

/** All that a socket receives until the other end closes its half. */
export async function everything(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "end");
  return Buffer.concat(chunks).toString("utf8");
}
