/** The RPC port: notifications of daemons, and calls of the pool's owner. */
export * from "../../generated/notify/index.js";
export type { OpenRpcDocument } from "../endpoint/discover.js";
export { defaultPasswordHash, hashPassword } from "./password.js";
export {
  NotifyServer,
  type NotifyServerEvents,
  type NotifyServerOptions,
  type RpcContext,
  type RpcMode,
  RpcServer,
  type RpcServerEvents,
  type RpcServerOptions,
} from "./server.js";
