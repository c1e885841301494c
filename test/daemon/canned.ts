import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A server that answers every request as it is told: what no daemon here would say. */
export interface CannedServer {
  readonly url: string;
  /** The paths that were asked for. */
  readonly paths: readonly string[];
  close(): Promise<void>;
}

/** @param answer The status and the body; undefined to break the connection off. */
export async function startCanned(
  answer: (call: { method: string; params: unknown }) => readonly [status: number, body: string] | undefined,
): Promise<CannedServer> {
  const paths: string[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    paths.push(request.url ?? "");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const given = answer(JSON.parse(Buffer.concat(chunks).toString()));
    if (given) response.writeHead(given[0]).end(given[1]);
    else request.socket.destroy();
  };
  const server = createServer((request, response) => void handle(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    paths,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
