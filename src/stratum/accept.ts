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

/** A server's certificate and its key, as `tls.createSecureContext` takes them. */
export interface TlsIdentity {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
}

/** Why a connection was refused. */
export interface Refusal {
  /** How late the event loop is, in milliseconds. */
  readonly lag: number;
  /** How many sessions there are. */
  readonly sessions: number;
  readonly remoteAddress: string;
}

/** What becomes of a server's new sockets. */
export interface AcceptOptions {
  readonly limits: ServerLimits;
  readonly framing: Framing;
  readonly hostname: string | undefined;
  readonly tls: SecureContext | undefined;
  readonly proxies: readonly string[] | undefined;
  /** How late the event loop is, in milliseconds. */
  readonly lag: () => number;
  /** How many sessions there are, of all or of one host. */
  readonly sessions: (host?: string) => number;
  /** Holds the sockets that have sent nothing yet, for who has to close them. */
  readonly opening: Set<Socket>;
  readonly accepted: (connection: Connection) => void;
  readonly refused: (refusal: Refusal) => void;
}

/**
 * Lets sockets in, but not while the server is busy. TLS and plain text are spoken on the same port;
 * without a certificate a TLS handshake is ended at once, because BFGMiner tries that first and comes
 * back in plain text. Who asks by HTTP is told where Stratum is spoken.
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
