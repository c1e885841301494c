/** Everything that runs. Each part has a subpath of its own with more: `stratum/client`, `stratum/work`. */
export { DaemonClient, type DaemonClientOptions } from "./daemon/client.js";
export type { CoinPreset } from "./daemon/presets/preset.js";
export { type CoinName, presets } from "./daemon/presets/presets.js";
export { RpcServer, type RpcServerEvents, type RpcServerOptions } from "./notify/old-names.js";
export { hashPassword } from "./notify/password.js";
export {
  NotifyServer,
  type NotifyServerEvents,
  type NotifyServerOptions,
  type RpcContext,
} from "./notify/server.js";
export { SoloPool } from "./pool/solo-pool.js";
export type { BlockEvent, ShareEvent, SoloPoolEvents, SoloPoolOptions } from "./pool/solo-pool-options.js";
export {
  type CallOptions,
  type ErrorCode,
  errorCodes,
  isRpcError,
  type Logger,
  RpcError,
  version,
} from "./rpc/index.js";
export { type ConnectedClient, StratumClient } from "./stratum/client.js";
export type { StratumClientEvents, StratumClientOptions } from "./stratum/client-options.js";
export { StratumProxy } from "./stratum/proxy/proxy.js";
export type { StratumProxyOptions } from "./stratum/proxy/proxy-options.js";
export { StratumServer } from "./stratum/server.js";
export type { StratumServerEvents, StratumServerOptions } from "./stratum/server-options.js";
export type { StratumContext, StratumSession } from "./stratum/session.js";
export { Upstream } from "./stratum/upstream/upstream.js";
export type { UpstreamOptions } from "./stratum/upstream/upstream-options.js";
export { memoryPair } from "./transport/memory.js";
export { type Algorithm, scrypt, sha256d } from "./work/index.js";
