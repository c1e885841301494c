/** The port on which daemons report and owners ask. */
export * from "../../generated/notify/index.js";
export type { OpenRpcDocument } from "./discover.js";
export { defaultPasswordHash, hashPassword } from "./password.js";
export { type RpcContext, RpcServer, type RpcServerEvents, type RpcServerOptions } from "./server.js";
