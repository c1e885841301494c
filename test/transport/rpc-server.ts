import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { createHttpCaller, type HttpCaller, type HttpClientOptions } from "../../src/transport/index.js";
import { listening } from "./loopback.js";

/** A request that a server got. */
interface Received {
  readonly body: { readonly id: number; readonly method: string; readonly params: unknown };
  readonly text: string;
  readonly headers: IncomingMessage["headers"];
  readonly url: string | undefined;
  /** The caller's port: the same for requests on one connection. */
  readonly from: number | undefined;
}

type Respond = (received: Received, response: ServerResponse) => void;

/** An HTTP server until the test is over, what it got, and a caller of it. */
export async function called(respond: Respond, options: Partial<HttpClientOptions> = {}) {
  const requests: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { headers, url, socket } = request;
    const received = { body: JSON.parse(text), text, headers, url, from: socket.remotePort };
    requests.push(received);
    respond(received, response);
  });
  const port = await listening(server);
  const url = `http://127.0.0.1:${port}/`;
  return { requests, server, port, url, caller: callerOf({ url, ...options }) };
}

/** A caller until the test is over. */
export function callerOf(options: HttpClientOptions): HttpCaller {
  const caller = createHttpCaller(options);
  onTestFinished(() => caller.close());
  return caller;
}

/** Answers with a status and a text. */
export function says(status: number, text = "", headers: Record<string, string> = {}): Respond {
  return (_received, response) => {
    response.writeHead(status, headers).end(text);
  };
}

/** Answers every call with the same result. */
export function gives(result: unknown): Respond {
  return ({ body }, response) => {
    response.end(JSON.stringify({ jsonrpc: "2.0", result, id: body.id }));
  };
}
