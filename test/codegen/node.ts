import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** Runs something with an HTTP server on a port of its own. */
export function withHttp<T>(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  run: (host: string) => Promise<T>,
): Promise<T> {
  const server = createHttpServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => answer(request, response.setHeader("connection", "close"), body));
  });
  return listening(server, run);
}

/** Runs something with a raw server on a port of its own. */
export function withTcp<T>(
  connected: (socket: Socket) => void,
  run: (host: string) => Promise<T>,
): Promise<T> {
  return listening(
    createServer((socket) => connected(socket.on("error", () => socket.destroy()).resume())),
    run,
  );
}

async function listening<T>(server: Server, run: (host: string) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await run(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
