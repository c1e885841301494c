import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Secrets } from "../rpc/index.js";
import { values } from "../wire/values.js";
import { createAcceptor } from "./acceptor.js";
import { type Address, type ListenOptions, listen } from "./address.js";
import type { HttpAnswer } from "./http-listener.js";
import type { Origin } from "./origin.js";

/** Options of an HTTP server. */
export interface HttpServerOptions {
  /** The longest body, in bytes. */
  readonly maxMessage: number;
  /** Answers a request; `text` is its body. */
  readonly answer: (text: string, origin: Origin) => Promise<HttpAnswer>;
  /** Milliseconds for a whole request. Default: 15,000. */
  readonly handshake?: number;
  /** Parts of messages that logs hide. Default: none. */
  readonly secrets?: Secrets;
}

/** A server of POST requests. */
export interface HttpServer {
  /** @throws RpcError `CONNECT_FAILED` when the port is taken. */
  listen(where: ListenOptions): Promise<Address>;
  /** Stops listening, waits half a second for answers in progress, and closes every connection. */
  close(): Promise<void>;
}

const defaultHandshake = 15_000;

/** Milliseconds for answers in progress when the server closes. */
const grace = 500;

/** Serves POST requests at any path. */
export function createHttpServer({
  maxMessage,
  answer,
  handshake = defaultHandshake,
  secrets,
}: HttpServerOptions): HttpServer {
  const answering = new Set<Promise<HttpAnswer>>();
  const { server, destroy } = createAcceptor(
    { transports: new Set(["http"]), speaks: (transport) => transport === "http" },
    {
      framing: values,
      maxMessage,
      maxQueue: maxMessage,
      handshake,
      secrets,
      connected: (connection) => connection.close(),
      request: (text, origin) => {
        const answered = answer(text, origin);
        const end = () => answering.delete(answered);
        answering.add(answered);
        answered.then(end, end);
        return answered;
      },
    },
  );
  return {
    listen: (where) => listen(server, where),
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        if (server.listening) server.close(() => resolve());
        else resolve();
      });
      await Promise.race([Promise.allSettled(answering), sleep(grace, undefined, { ref: false })]);
      await nextTurn();
      destroy();
      await closed;
    },
  };
}
