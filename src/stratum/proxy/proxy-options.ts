import type { AnyProtocol, RpcError } from "../../rpc/index.js";
import type { Algorithm } from "../../work/index.js";
import type { SendOf, ServerHandlersOf } from "../extension.js";
import type { StratumServerOptions } from "../server-options.js";
import type { StratumContext } from "../session.js";
import type { Granted } from "../upstream/login.js";
import type { UpstreamOptions } from "../upstream/upstream-options.js";

/** Options of a proxy. */
export interface StratumProxyOptions<Extension extends AnyProtocol>
  extends Pick<
    StratumServerOptions<Extension, undefined>,
    "protocol" | "errors" | "hostname" | "tls" | "proxies" | "limits" | "logger"
  > {
  /**
   * The pools and the login. With a username, all shares are submitted under it; without one, each miner is
   * authorized at the pool under its own name.
   */
  readonly upstream: Omit<UpstreamOptions, "admit">;
  /** Your own handlers, for methods of `protocol` and instead of the proxy's. */
  readonly handlers?: Partial<ServerHandlersOf<Extension, StratumContext<SendOf<Extension>, undefined>>>;
  /** The algorithm for checking shares. Default: `sha256d`. */
  readonly algorithm?: Algorithm;
}

/** A share that the proxy forwarded or refused. */
export interface ProxyShare<Session> {
  readonly session: Session;
  readonly worker: string;
  /** The pool's difficulty. Undefined for an unknown job. */
  readonly difficulty: number | undefined;
  readonly accepted: boolean;
  /** The reason for a refusal by the proxy or the pool. */
  readonly reason?: RpcError;
}

/** Events of a proxy. */
export interface StratumProxyEvents<Session> {
  /** Logged in at a pool. */
  online: [granted: Granted, url: string];
  /** The pool's connection is lost; the proxy retries after `retryIn` milliseconds. Miners stay connected. */
  offline: [reason: RpcError, retryIn: number];
  share: [share: ProxyShare<Session>];
  job: [poolJobId: string, cleanJobs: boolean];
  difficulty: [difficulty: number];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}
