import type { MiningNotifyParams, MiningSetExtranonceParams } from "../../../generated/stratum/index.js";
import type { BackOffOptions } from "../../rpc/back-off.js";
import type { Logger, RpcError } from "../../rpc/index.js";
import type { SocketOptions } from "../../transport/connect.js";
import type { PoolQuirk } from "../quirks/pools.js";
import type { Leniency } from "../quirks/reader.js";
import type { Granted, PoolLogin } from "./login.js";

/** How a connection to a pool is kept. */
export interface UpstreamOptions extends PoolLogin, Leniency<PoolQuirk> {
  /** Pools, the best first: each connection is tried with them in this order. */
  readonly urls: readonly string[];
  readonly backOff?: BackOffOptions;
  /** Follow `client.reconnect` to other domains, too. Default: false. */
  readonly followAnywhere?: boolean;
  /** Milliseconds of silence after which a pool is asked whether it is there; after twice as many it is given up. Default: 60,000. */
  readonly silence?: number;
  readonly tls?: SocketOptions["tls"];
  /** Looks at what a pool granted. What it throws is why the pool is left for the next one. Default: all are taken. */
  readonly admit?: (granted: Granted) => void;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** What a kept connection tells. */
export interface UpstreamEvents {
  /** Logged in. `resumed`: at the same pool, with the extranonce1 of the connection before. */
  online: [granted: Granted, url: string, resumed: boolean];
  /** The connection is lost; the next try comes after so many milliseconds. */
  offline: [reason: RpcError, retryIn: number];
  job: [job: MiningNotifyParams];
  difficulty: [difficulty: number];
  extranonce: [extranonce: MiningSetExtranonceParams];
  versionMask: [mask: number];
  /** The pool wants a text to be shown. */
  message: [text: string];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}
