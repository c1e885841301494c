/** The typed Stratum client alone: neither the generator nor a server comes with it. */
export type * from "../generated/stratum/types.js";
export { type CallOptions, isRpcError, RpcError } from "./rpc/index.js";
export { type ConnectedClient, StratumClient } from "./stratum/client.js";
export type {
  ClientContext,
  ClientEventListener,
  ClientEventName,
  StratumClientEvents,
  StratumClientOptions,
  StratumConnectOptions,
} from "./stratum/client-options.js";
export type { CallsOf, ClientHandlersOf } from "./stratum/extension.js";
export type { PoolQuirk } from "./stratum/quirks/pools.js";
export type { Leniency } from "./stratum/quirks/reader.js";
export { parseStratumUrl, type StratumUrl } from "./stratum/url.js";
export type { SocketOptions } from "./transport/connect.js";
