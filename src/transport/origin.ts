import type { Transport } from "./endpoint.js";

/** The origin of messages. */
export interface Origin {
  readonly transport: Transport;
  /** The peer's address and port: `127.0.0.1:50112`; `unix:/path`, `stdio` or `memory` without one. */
  readonly remoteAddress: string;
  /**
   * The headers of the HTTP request or of the WebSocket's upgrade. Names are in lower case. Empty for other
   * transports.
   */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Path and query of the HTTP request. */
  readonly path?: string | undefined;
  /** Fires when the connection has ended. */
  readonly signal: AbortSignal;
}
