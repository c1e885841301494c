/** The typed Stratum client alone: neither the generator nor a server comes with it. */
export type * from "../generated/stratum/types.js";
export { type CallOptions, isRpcError, RpcError } from "./rpc/index.js";
export {
  type ClientContext,
  type ConnectedClient,
  StratumClient,
  type StratumClientEvents,
  type StratumClientOptions,
  type StratumConnectOptions,
} from "./stratum/client.js";
export { parseStratumUrl, type StratumUrl } from "./stratum/url.js";
