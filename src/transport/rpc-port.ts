import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { type Connection, type Secrets, wireLog } from "../rpc/index.js";
import { values } from "../wire/values.js";
import { type Address, type ListenOptions, listen, remoteAddressOf } from "./address.js";
import { AnsweringConnection } from "./answering.js";
import { allowWebPages } from "./cors.js";
import { httpListener } from "./http-listener.js";
import { createPort } from "./port.js";
import { streamConnection } from "./stream.js";
import { webSocketUpgrade } from "./websocket.js";

/** What is spoken on an RPC port: raw TCP, HTTP with WebSocket, or all of these, told apart by the first byte. */
export type RpcMode = "tcp" | "http" | "both";

/** Where a message came from. */
export interface RpcOrigin {
  /** The caller's address and port. */
  readonly remoteAddress: string;
  /** The `Authorization` header of the request; over WebSocket that of the one which opened it. */
  readonly authorization?: string | undefined;
  /** Where the request was sent: `/`. Only over HTTP. */
  readonly path?: string | undefined;
  /** Fires when the connection is over. */
  readonly signal: AbortSignal;
}

/** What a message is answered with. */
export interface RpcAnswer {
  /** Undefined where nobody waits for one. */
  readonly text?: string | undefined;
  /** Of an HTTP response. Default: 200, or 204 without a text. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether a stream is closed after the answer. */
  readonly close?: boolean;
}

/** How an RPC port is hosted. */
export interface RpcPortOptions {
  readonly mode: RpcMode;
  /** Bytes of the longest message. */
  readonly maxMessage: number;
  /** Answers the text of a message, or of a batch of them. */
  readonly answer: (text: string, origin: RpcOrigin) => Promise<RpcAnswer>;
  /** Milliseconds for a connection's first bytes, and for the whole of a request. Default: 15,000. */
  readonly handshake?: number;
  /** What of messages is not for logs. Default: nothing. */
  readonly secrets?: Secrets;
  /** Whether web pages of every origin may call it over HTTP (CORS). Default: false. */
  readonly webPages?: boolean;
}

/** A port that answers JSON-RPC. */
export interface RpcPort {
  /** @throws RpcError `CONNECT_FAILED` where the port is taken. */
  listen(where: ListenOptions): Promise<Address>;
  /** Stops listening, gives answers that are on their way half a second, and closes every connection. */
  close(): Promise<void>;
}

const defaultHandshake = 15_000;

/** Hosts JSON-RPC on one port: objects that follow each other on raw TCP, POST requests, WebSocket frames. */
export function createRpcPort({
  mode,
  maxMessage,
  answer,
  handshake = defaultHandshake,
  secrets,
  webPages = false,
}: RpcPortOptions): RpcPort {
  const closing = new Set<() => void>();
  const answering = new Set<Promise<RpcAnswer>>();
  const answerText: RpcPortOptions["answer"] = (text, origin) => {
    const answered = answer(text, origin);
    answering.add(answered);
    const end = () => answering.delete(answered);
    answered.then(end, end);
    return answered;
  };

  const serve = (connection: Connection, authorization?: string) => {
    const over = new AbortController();
    const origin = { remoteAddress: connection.remoteAddress, authorization, signal: over.signal };
    const close = () => connection.close();
    closing.add(close);
    new AnsweringConnection(
      connection,
      (text) => answerText(text, origin),
      () => {
        closing.delete(close);
        over.abort();
      },
    );
  };

  const listener = httpListener({
    maxBody: maxMessage,
    answer: async (text, request) => {
      const origin = originOf(request);
      wireLog.received(origin.remoteAddress, text, secrets);
      const { text: body, status = body === undefined ? 204 : 200, headers } = await answerText(text, origin);
      if (body !== undefined) wireLog.sent(origin.remoteAddress, body, secrets);
      return { status, ...(body !== undefined && { body }), ...(headers && { headers }) };
    },
  });
  const http = {
    request: webPages ? allowWebPages(listener) : listener,
    upgrade: webSocketUpgrade({
      maxMessage,
      maxQueue: maxMessage,
      secrets,
      connected: (connection, request) => serve(connection, request.headers.authorization),
    }),
  };

  const port = createPort({
    ...(mode !== "http" && {
      messages: (socket) =>
        serve(streamConnection(socket, { framing: values, maxMessage, maxQueue: maxMessage, secrets })),
    }),
    ...(mode !== "tcp" && { http }),
    handshake,
  });
  const sockets = new Set<{ destroy(): void }>();
  port.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  return {
    listen: (where) => listen(port, where),
    close: async () => {
      const closed = new Promise<void>((resolve) =>
        port.listening ? port.close(() => resolve()) : resolve(),
      );
      await Promise.race([Promise.allSettled(answering), sleep(grace, undefined, { ref: false })]);
      await nextTurn();
      for (const close of closing) close();
      setImmediate(() => {
        for (const socket of sockets) socket.destroy();
      });
      await closed;
    },
  };
}

/** Milliseconds for answers when the port is closed. */
const grace = 500;

/** Of sockets that carry one HTTP request after another. */
const signals = new WeakMap<Socket, AbortSignal>();

function signalOf(socket: Socket): AbortSignal {
  const known = signals.get(socket);
  if (known) return known;
  const over = new AbortController();
  signals.set(socket, over.signal);
  socket.once("close", () => over.abort());
  return over.signal;
}

function originOf(request: IncomingMessage): RpcOrigin {
  return {
    remoteAddress: remoteAddressOf(request.socket),
    authorization: request.headers.authorization,
    path: request.url,
    signal: signalOf(request.socket),
  };
}
