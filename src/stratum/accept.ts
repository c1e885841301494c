import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import type { Connection } from "../rpc/index.js";
import { hostOf } from "../transport/address.js";
import { awaitOpening } from "../transport/opening.js";
import { streamConnection } from "../transport/stream.js";
import type { Framing } from "../wire/framing.js";
import { answerHttp } from "./http-answer.js";
import type { ServerLimits } from "./limits.js";
import { stratumSecrets } from "./secrets.js";

/** A server's certificate and its key, as options of `tls.createSecureContext`. */
export interface TlsIdentity {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
}

/** Why a connection was refused. */
export interface Refusal {
  /** The event loop's lag in milliseconds. */
  readonly lag: number;
  /** The number of sessions. */
  readonly sessions: number;
  readonly remoteAddress: string;
}

/** How a server's new sockets are handled. */
export interface AcceptOptions {
  readonly limits: ServerLimits;
  readonly framing: Framing;
  readonly hostname: string | undefined;
  readonly tls: SecureContext | undefined;
  readonly proxies: readonly string[] | undefined;
  /** The event loop's lag in milliseconds. */
  readonly lag: () => number;
  /** The number of sessions, of all hosts or of one. */
  readonly sessions: (host?: string) => number;
  /** The sockets that have sent nothing yet, so that the server can close them. */
  readonly opening: Set<Socket>;
  readonly accepted: (connection: Connection) => void;
  readonly refused: (refusal: Refusal) => void;
}

/**
 * Accepts sockets unless the server is busy. TLS and plain text share the port; without a certificate, a
 * TLS handshake is closed at once, because BFGMiner tries it first and then reconnects in plain text. HTTP
 * requests get the Stratum URL.
 */
export function accept(socket: Socket, options: AcceptOptions): void {
  const { limits, hostname, tls, proxies, opening, lag, sessions, refused } = options;
  const refuse = (remoteAddress: string) => {
    refused({ lag: lag(), sessions: sessions(), remoteAddress });
    socket.destroy();
  };
  if (lag() > limits.lag || sessions() + opening.size >= limits.sessions) {
    refuse(`${socket.remoteAddress}`);
    return;
  }
  opening.add(socket);
  socket.once("close", () => opening.delete(socket));
  awaitOpening(socket, { deadline: limits.handshake, proxies: proxies ?? [] }, ({ kind, remoteAddress }) => {
    opening.delete(socket);
    if (sessions(hostOf(remoteAddress)) >= limits.sessionsPerHost) refuse(remoteAddress);
    else if (kind === "http") answerHttp(socket, hostname);
    else if (kind === "messages") connect(socket, remoteAddress, options);
    else if (tls)
      connect(new TLSSocket(socket, { isServer: true, secureContext: tls }), remoteAddress, options);
    else socket.destroy();
  });
}

function connect(socket: Socket, remoteAddress: string, { framing, limits, accepted }: AcceptOptions): void {
  accepted(
    streamConnection(socket, {
      framing,
      maxMessage: limits.line,
      maxQueue: limits.queue,
      remoteAddress,
      secrets: stratumSecrets,
    }),
  );
}
