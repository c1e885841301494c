/** Stratum V1: servers, clients and proxies. */
export * from "../../generated/stratum/index.js";
export type { BackOffOptions } from "../rpc/back-off.js";
export type { Address, ListenOptions } from "../transport/address.js";
export type { SocketOptions } from "../transport/connect.js";
export type { Refusal, TlsIdentity } from "./accept.js";
export { type ConnectedClient, StratumClient } from "./client.js";
export type {
  ClientContext,
  ClientEventListener,
  ClientEventName,
  StratumClientEvents,
  StratumClientOptions,
  StratumConnectOptions,
} from "./client-options.js";
export type { CallsOf, ClientHandlersOf, SendOf, ServerHandlersOf } from "./extension.js";
export type { ExtranonceOptions } from "./extranonce.js";
export type { ServerLimits } from "./limits.js";
export type { MalformedLine } from "./malformed.js";
export type { MinerStatistics } from "./proxy/miner-statistics.js";
export { StratumProxy } from "./proxy/proxy.js";
export type { ProxyShare, StratumProxyEvents, StratumProxyOptions } from "./proxy/proxy-options.js";
export { type MinerQuirk, minerQuirks } from "./quirks/miners.js";
export { answerQuirks, type PoolQuirk, poolQuirks } from "./quirks/pools.js";
export type { Leniency } from "./quirks/reader.js";
export type { JobTerms } from "./sent-jobs.js";
export { StratumServer } from "./server.js";
export type { StratumServerEvents, StratumServerOptions } from "./server-options.js";
export type { SessionCounters, StratumContext, StratumSession } from "./session.js";
export type { Sessions } from "./sessions.js";
export type { Granted, PoolLogin, Worker } from "./upstream/login.js";
export { Upstream } from "./upstream/upstream.js";
export type { UpstreamEvents, UpstreamOptions } from "./upstream/upstream-options.js";
export { parseStratumUrl, type StratumUrl } from "./url.js";
export { isConclusive, retarget, type VardiffOptions, type VardiffWindow } from "./vardiff.js";
export { type Grants, generalPurposeBits, type Negotiated, negotiate } from "./version-mask.js";
