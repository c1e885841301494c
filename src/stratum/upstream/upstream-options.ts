import type { MiningNotifyParams, MiningSetExtranonceParams } from "../../../generated/stratum/index.js";
import type { BackOffOptions } from "../../rpc/back-off.js";
import type { Logger, RpcError } from "../../rpc/index.js";
import type { SocketOptions } from "../../transport/connect.js";
import type { PoolQuirk } from "../quirks/pools.js";
import type { Leniency } from "../quirks/reader.js";
import type { Granted, PoolLogin } from "./login.js";

/** Options of an upstream. */
export interface UpstreamOptions extends PoolLogin, Leniency<PoolQuirk> {
  /** Pool URLs in order of preference. */
  readonly urls: readonly string[];
  readonly backOff?: BackOffOptions;
  /** Follows `client.reconnect` to other domains, too. Default: false. */
  readonly followAnywhere?: boolean;
  /** Milliseconds of silence before the pool is pinged; it is disconnected after twice as many. Default: 60,000. */
  readonly silence?: number;
  readonly tls?: SocketOptions["tls"];
  /** Checks a login. When it throws, the next pool is tried. Default: every login is accepted. */
  readonly admit?: (granted: Granted) => void;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** Events of an upstream. */
export interface UpstreamEvents {
  /** Logged in. `resumed`: at the same pool, with the extranonce1 of the previous connection. */
  online: [granted: Granted, url: string, resumed: boolean];
  /** The connection is lost; the upstream retries after `retryIn` milliseconds. */
  offline: [reason: RpcError, retryIn: number];
  job: [job: MiningNotifyParams];
  difficulty: [difficulty: number];
  extranonce: [extranonce: MiningSetExtranonceParams];
  versionMask: [mask: number];
  /** The pool sent a text for the owner. */
  message: [text: string];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}
