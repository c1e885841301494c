/** The typed Stratum client alone: neither the generator nor a server comes with it. */
export type * from "../generated/stratum/types.js";
export { type CallOptions, isRpcError, RpcError } from "./rpc/index.js";
export { type ConnectedClient, StratumClient } from "./stratum/client.js";
export type {
  ClientContext,
  StratumClientEvents,
  StratumClientOptions,
  StratumConnectOptions,
} from "./stratum/client-options.js";
export { parseStratumUrl, type StratumUrl } from "./stratum/url.js";
