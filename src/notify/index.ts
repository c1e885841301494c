/** The RPC port: notifications of daemons, and calls of the pool's owner. */
export * from "../../generated/notify/index.js";
export type { OpenRpcDocument } from "../endpoint/discover.js";
export { RpcServer, type RpcServerEvents, type RpcServerOptions } from "./old-names.js";
export { defaultPasswordHash, hashPassword } from "./password.js";
export {
  NotifyServer,
  type NotifyServerEvents,
  type NotifyServerOptions,
  type RpcContext,
  type RpcMode,
} from "./server.js";
