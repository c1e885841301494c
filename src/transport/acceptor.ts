import type { IncomingMessage } from "node:http";
import type { Server, Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import { type Connection, type Secrets, wireLog } from "../rpc/index.js";
import type { Framing } from "../wire/framing.js";
import { remoteAddressOf } from "./address.js";
import type { Transport } from "./endpoint.js";
import { type HttpAnswer, httpListener } from "./http-listener.js";
import type { Origin } from "./origin.js";
import { createPort } from "./port.js";
import { streamConnection } from "./stream.js";
import { webSocketUpgrade } from "./websocket.js";

/** How incoming connections and requests are handled. */
export interface Accepting {
  readonly framing: Framing;
  /** The longest message: characters, or bytes for framings that count these. */
  readonly maxMessage: number;
  /** Bytes that may wait for a peer to read them before it is disconnected. */
  readonly maxQueue: number;
  /** Milliseconds for a connection's first bytes, and for a whole HTTP request. */
  readonly handshake: number;
  /** Parts of messages that logs hide. Default: none. */
  readonly secrets?: Secrets | undefined;
  /** Called with each connection of messages, raw or WebSocket. */
  readonly connected: (connection: Connection, origin: Origin) => void;
  /** Answers an HTTP request; `text` is its body. */
  readonly request: (text: string, origin: Origin) => Promise<HttpAnswer>;
  /** Sees each HTTP request or WebSocket upgrade first; what it returns is answered instead. */
  readonly admit?: (
    request: IncomingMessage,
    origin: Origin,
  ) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;
}

/** The transports of one port. */
export interface Spoken {
  readonly transports: ReadonlySet<Transport>;
  /** Whether a transport is served at this path; the path of raw messages is empty. */
  readonly speaks: (transport: Transport, path: string) => boolean;
  /** The certificate for TLS. Default: no TLS. */
  readonly tls?: () => SecureContext;
}

/** A server that is not listening yet. */
export interface Acceptor {
  readonly server: Server;
  /** Closes remaining connections. Close the server first. */
  destroy(): void;
}

/** Turns a port's sockets into connections of messages and HTTP requests. */
export function createAcceptor({ transports, speaks, tls }: Spoken, accepting: Accepting): Acceptor {
  const { framing, maxMessage, maxQueue, secrets, connected, request, admit, handshake } = accepting;
  const sockets = new Set<Socket>();
  const has = (...some: Transport[]) => some.some((transport) => transports.has(transport));

  const open = (connection: Connection, origin: Omit<Origin, "signal">, socket: Socket) => {
    connected(connection, { ...origin, signal: signalOf(socket) });
  };
  const refusal = (message: IncomingMessage, transport: "http" | "ws") => {
    const origin = originOf(message, transport);
    if (!speaks(origin.transport, message.url ?? "/"))
      return { status: 404, body: `${origin.transport} is not served at this path\n` };
    return admit?.(message, origin);
  };
  const upgrade = webSocketUpgrade({
    maxMessage,
    maxQueue,
    secrets,
    admit: (message) => refusal(message, "ws"),
    connected: (connection, message) => {
      open(connection, originOf(message, "ws"), message.socket);
    },
  });

  const server = createPort({
    ...(has("tcp", "tls") && {
      messages: (socket) => {
        const transport = socket instanceof TLSSocket ? "tls" : "tcp";
        if (!speaks(transport, "")) return socket.destroy();
        const connection = streamConnection(socket, { framing, maxMessage, maxQueue, secrets });
        open(connection, { transport, remoteAddress: connection.remoteAddress, headers: {} }, socket);
      },
    }),
    ...(has("http", "https", "ws", "wss") && {
      http: {
        request: httpListener({
          maxBody: maxMessage,
          admit: (message) => refusal(message, "http"),
          answer: async (text, message) => {
            const origin = originOf(message, "http");
            wireLog.received(origin.remoteAddress, text, secrets);
            const answer = await request(text, origin);
            if (answer.body !== undefined) wireLog.sent(origin.remoteAddress, answer.body, secrets);
            return answer;
          },
        }),
        upgrade,
      },
    }),
    ...(tls && { tls }),
    handshake,
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  return {
    server,
    destroy: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The origins of sockets that carry several HTTP requests. */
const signals = new WeakMap<Socket, AbortSignal>();

function signalOf(socket: Socket): AbortSignal {
  const known = signals.get(socket);
  if (known) return known;
  const over = new AbortController();
  signals.set(socket, over.signal);
  socket.once("close", () => over.abort());
  return over.signal;
}

function originOf(message: IncomingMessage, transport: "http" | "ws"): Origin {
  const isSecure = message.socket instanceof TLSSocket;
  return {
    transport: isSecure ? (`${transport}s` as const) : transport,
    remoteAddress: remoteAddressOf(message.socket),
    headers: headersOf(message),
    path: message.url,
    signal: signalOf(message.socket),
  };
}

function headersOf({ headers }: IncomingMessage): Origin["headers"] {
  const texts = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
  const token = bearerProtocol.exec(texts["sec-websocket-protocol"] ?? "")?.[1];
  return token === undefined ? texts : { authorization: `Bearer ${token}`, ...texts };
}

/** Browsers can't set headers of a WebSocket and send a token as a subprotocol. */
const bearerProtocol = /(?:^|,)\s*bearer\.([\w.~+/=-]+)/;
