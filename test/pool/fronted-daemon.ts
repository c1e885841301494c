import { once } from "node:events";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { DevDaemon } from "../../src/daemon/dev-chain/daemon.js";

/** What is done with a call before the daemon gets it: nothing, or an answer in its place. */
export type Intercept = (
  method: string,
  pass: () => Promise<unknown>,
) => undefined | Promise<unknown> | { result?: unknown; error?: { code: number; message: string } };

/** A development daemon, and what stands before it. */
export interface FrontedDaemon {
  readonly daemon: DevDaemon;
  /** With the password in it. */
  readonly url: string;
  /** Asks the daemon itself. */
  readonly client: DaemonClient;
  /** A client that asks as everybody does. */
  through(): DaemonClient;
  /** Every call that came by the URL. */
  readonly calls: { readonly method: string; readonly params: unknown }[];
  /** Stands between from now on. */
  intercept(by: Intercept): void;
  /** A block of somebody else's. @returns Its hash. */
  mine(): Promise<string>;
}

/** Starts one, which ends with the test. @param bits Its target. Default: the easiest one. */
export async function startFrontedDaemon(bits?: number): Promise<FrontedDaemon> {
  const daemon = new DevDaemon({
    user: "pool",
    password: "secret",
    interval: 0,
    ...(bits !== undefined && { bits }),
  });
  const { port } = await daemon.listen({ port: 0 });
  const client = new DaemonClient({ url: `http://pool:secret@127.0.0.1:${port}` });
  const calls: { method: string; params: unknown }[] = [];
  let intercept: Intercept = () => undefined;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const call = JSON.parse(body.toString());
    calls.push({ method: call.method, params: call.params });
    const given = new AbortController();
    response.on("close", () => given.abort());
    const forward = async () =>
      fetch(`http://127.0.0.1:${port}${request.url}`, {
        method: "POST",
        body,
        headers: { authorization: request.headers.authorization ?? "" },
        signal: given.signal,
      });
    try {
      const instead = await intercept(call.method, async () => (await forward()).json());
      if (instead) response.end(JSON.stringify({ result: null, error: null, ...instead, id: call.id }));
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
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const url = `http://pool:secret@127.0.0.1:${address.port}`;
  const clients = [client];
  onTestFinished(async () => {
    await Promise.all(clients.map((one) => one.close()));
    server.closeAllConnections();
    server.close();
    await daemon.close();
  });
  return {
    daemon,
    url,
    client,
    through: () => {
      const one = new DaemonClient({ url });
      clients.push(one);
      return one;
    },
    calls,
    intercept: (by) => {
      intercept = by;
    },
    mine: async () => {
      const address = await client.rpc.getnewaddress();
      const [hash = ""] = await client.rpc.generatetoaddress({ nblocks: 1, address });
      return hash;
    },
  };
}
