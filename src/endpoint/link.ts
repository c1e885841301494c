import type { CallOptions } from "../rpc/call-options.js";
import type { Caller } from "../rpc/method.js";
import type { Peer } from "../rpc/peer.js";

/** Sends a client's calls: over a connection, or as HTTP requests. */
export interface Link extends Caller {
  /** Calls a method without a schema. */
  request(name: string, wire: unknown, options?: CallOptions): Promise<unknown>;
  close(): Promise<void>;
}

/** The part of a peer that a link uses, whatever its context. */
export type LinkedPeer = Pick<Peer<never>, "call" | "notify" | "request" | "receive" | "closed">;
