/** The port on which daemons report and owners ask. */
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
