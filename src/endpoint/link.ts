import type { CallOptions } from "../rpc/call-options.js";
import type { Caller } from "../rpc/method.js";
import type { Peer } from "../rpc/peer.js";

/** What carries a client's calls: a connection, one after the other, or HTTP requests. */
export interface Link extends Caller {
  /** Calls a method without a schema. */
  request(name: string, wire: unknown, options?: CallOptions): Promise<unknown>;
  close(): Promise<void>;
}

/** What a link needs of a peer, whatever context its handlers get. */
export type LinkedPeer = Pick<Peer<never>, "call" | "notify" | "request" | "receive" | "closed">;
