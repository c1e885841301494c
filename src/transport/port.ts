import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type SecureContext, TLSSocket } from "node:tls";
import { awaitOpening, closeUnlessMessages, type Opening } from "./opening.js";

/** The transports of a port, at least one. */
export interface PortOptions {
  /** Handles connections that begin with neither HTTP nor TLS. */
  readonly messages?: (socket: Socket) => void;
  readonly http?: {
    readonly request: RequestListener;
    /** Handles upgrade requests, such as WebSocket. */
    readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  };
  /** The certificate for connections that begin with a TLS handshake. Default: they are closed. */
  readonly tls?: () => SecureContext;
  /** Milliseconds for a connection's first bytes, and for a whole HTTP request. */
  readonly handshake: number;
}

/**
 * A TCP server that detects TLS, HTTP and raw messages by a connection's first byte, so that one port serves
 * them all, in plain text and encrypted. Unsupported connections are closed silently. A port for raw messages
 * alone does not wait for a byte: the server may speak first.
 */
export function createPort({ messages, http, tls, handshake }: PortOptions): Server {
  const httpServer = http && createHttp(http, handshake);
  const take = (socket: Socket, { kind }: Pick<Opening, "kind">) => {
    if (kind === "http" && httpServer) httpServer.emit("connection", socket);
    else if (kind === "messages" && messages) messages(socket);
    else if (kind === "tls" && tls && !(socket instanceof TLSSocket)) {
      const secure = new TLSSocket(socket, { isServer: true, secureContext: tls() });
      awaitOpening(secure, { deadline: handshake }, (opening) => take(secure, opening));
    } else socket.destroy();
  };
  if (messages && !http && !tls) {
    return createServer({ allowHalfOpen: true }, (socket) => {
      closeUnlessMessages(socket);
      messages(socket);
    });
  }
  return createServer({ allowHalfOpen: true }, (socket) => {
    awaitOpening(socket, { deadline: handshake }, (opening) => take(socket, opening));
  });
}

/**
 * An HTTP server that gets its sockets from a port. Node's request timeouts only work in servers that listen
 * themselves, so an unfinished request is cut off here.
 *
 * BFGMiner sends `getblocktemplate` with both a length and chunks, which daemons accept and Node's parser only
 * in lenient mode. The chunks count, and anything after them is ignored (RFC 9112, section 6.3).
 */
function createHttp({ request, upgrade }: NonNullable<PortOptions["http"]>, deadline: number): HttpServer {
  const closing = new WeakSet<Duplex>();
  const server = createHttpServer({ insecureHTTPParser: true }, (message, response) => {
    const { socket } = message;
    if (closing.has(socket)) return;
    if (hasTwoLengths(message)) {
      closing.add(socket);
      response.shouldKeepAlive = false;
    }
    request(message, response);
  });
  const timers = new WeakMap<Duplex, NodeJS.Timeout>();
  const stop = (socket: Duplex) => clearTimeout(timers.get(socket));
  const start = (socket: Duplex) => {
    stop(socket);
    timers.set(
      socket,
      setTimeout(() => socket.destroy(), deadline),
    );
  };
  server.on("connection", (socket: Socket) => {
    start(socket);
    socket.once("close", () => stop(socket));
  });
  server.prependListener("request", (message, response) => {
    const { socket } = message;
    message.once("end", () => {
      if (!response.writableEnded) stop(socket);
    });
    response.once("close", () => {
      if (!socket.destroyed) start(socket);
    });
  });
  server.on("upgrade", (message, socket, head) => {
    stop(socket);
    if (upgrade) upgrade(message, socket, head);
    else socket.destroy();
  });
  return server;
}

function hasTwoLengths({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined && headers["transfer-encoding"] !== undefined;
}
