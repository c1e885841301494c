import { once } from "node:events";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";

/** A call that came. */
export interface FrontCall {
  readonly method: string;
  readonly params: unknown;
}

/** What becomes of a call: undefined to pass it on, else an answer in its place. */
type Intercept = (
  call: FrontCall,
  /** Passes it on, and gives what the daemon answers. */
  pass: () => Promise<unknown>,
) => undefined | Promise<unknown> | { result?: unknown; error?: { code: number; message: string } };

/** What stands before a daemon. */
export interface Front {
  /** With the daemon's credentials in it. */
  readonly url: string;
  /** Every call that came. */
  readonly calls: readonly FrontCall[];
  /** Looks at calls from now on. Where it throws, the connection breaks. */
  intercept(by: Intercept): void;
}

/** Stands before the daemon at a URL, until the test is over. */
export async function startFront(daemon: string): Promise<Front> {
  const { host } = new URL(daemon);
  const calls: FrontCall[] = [];
  let intercept: Intercept = () => undefined;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { id, method, params } = JSON.parse(body.toString());
    calls.push({ method, params });
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const forward = () =>
      fetch(`http://${host}${request.url}`, {
        method: "POST",
        body,
        headers: { authorization: request.headers.authorization ?? "" },
        signal: gone.signal,
      });
    try {
      const instead = await intercept({ method, params }, async () => (await forward()).json());
      if (instead) response.end(JSON.stringify({ result: null, error: null, ...instead, id }));
      else {
        const answer = await forward();
        response.writeHead(answer.status).end(await answer.text());
      }
    } catch {
      request.socket.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: daemon.replace(host, `127.0.0.1:${address.port}`),
    calls,
    intercept: (by) => {
      intercept = by;
    },
  };
}

/** Whether a call waits for a template to change. */
export function isLongPoll({ method, params }: FrontCall): boolean {
  return method === "getblocktemplate" && JSON.stringify(params).includes("longpollid");
}
