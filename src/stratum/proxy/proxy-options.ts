import type { AnyProtocol, RpcError } from "../../rpc/index.js";
import type { Algorithm } from "../../work/index.js";
import type { SendOf, ServerHandlersOf } from "../extension.js";
import type { StratumServerOptions } from "../server-options.js";
import type { StratumContext } from "../session.js";
import type { Granted } from "../upstream/login.js";
import type { UpstreamOptions } from "../upstream/upstream-options.js";

/** How a proxy behaves. */
export interface StratumProxyOptions<Extension extends AnyProtocol>
  extends Pick<
    StratumServerOptions<Extension, undefined>,
    "protocol" | "errors" | "hostname" | "tls" | "proxies" | "limits" | "logger"
  > {
  /**
   * The pools, and who mines there. With a username all shares are submitted under that; without one each
   * miner is authorized at the pool under its own.
   */
  readonly upstream: Omit<UpstreamOptions, "admit">;
  /** Handlers of one's own, for methods of `protocol` and in place of the proxy's. */
  readonly handlers?: Partial<ServerHandlersOf<Extension, StratumContext<SendOf<Extension>, undefined>>>;
  /** What shares are checked with. Default: `sha256d`. */
  readonly algorithm?: Algorithm;
}

/** A share that went through the proxy, or did not. */
export interface ProxyShare<Session> {
  readonly session: Session;
  readonly worker: string;
  /** The pool's; undefined where the job is not known. */
  readonly difficulty: number | undefined;
  readonly accepted: boolean;
  /** Why it was refused, by the proxy or by the pool. */
  readonly reason?: RpcError;
}

/** What a proxy emits. */
export interface StratumProxyEvents<Session> {
  /** Logged in at a pool. */
  online: [granted: Granted, url: string];
  /** No connection to a pool; the next try comes after so many milliseconds. Miners stay. */
  offline: [reason: RpcError, retryIn: number];
  share: [share: ProxyShare<Session>];
  job: [poolJobId: string, cleanJobs: boolean];
  difficulty: [difficulty: number];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}
