import type { Socket } from "node:net";
import type { Connection } from "../rpc/index.js";
import { awaitOpening } from "../transport/opening.js";
import { streamConnection } from "../transport/stream.js";
import type { Framing } from "../wire/framing.js";
import { answerHttp } from "./http-answer.js";
import type { ServerLimits } from "./limits.js";

/** What becomes of a server's new sockets. */
export interface AcceptOptions {
  readonly limits: ServerLimits;
  readonly hostname: string | undefined;
  readonly framing: Framing;
  /** How late the event loop is, in milliseconds. */
  readonly lag: () => number;
  /** How many sessions there are. */
  readonly sessions: () => number;
  readonly accepted: (connection: Connection) => void;
  readonly refused: (reason: { lag: number; sessions: number }) => void;
}

/**
 * Lets sockets in: not while the server is busy, and not those that speak TLS to a port without it.
 * BFGMiner tries that first and comes back. Who asks by HTTP is told where Stratum is spoken.
 */
export function accept(
  socket: Socket,
  { limits, hostname, framing, lag, sessions, accepted, refused }: AcceptOptions,
): void {
  if (lag() > limits.lag || sessions() >= limits.sessions) {
    refused({ lag: lag(), sessions: sessions() });
    socket.destroy();
    return;
  }
  awaitOpening(socket, limits.handshake, (opening) => {
    if (opening === "http") answerHttp(socket, hostname);
    else if (opening === "tls") socket.destroy();
    else accepted(streamConnection(socket, { framing, maxMessage: limits.line, maxQueue: limits.queue }));
  });
}
