import type { AnyProtocol } from "../rpc/index.js";
import { NotifyServer, type NotifyServerEvents, type NotifyServerOptions } from "./server.js";

/**
 * The notify server under its old name.
 *
 * @deprecated Renamed to `NotifyServer`.
 */
export const RpcServer = NotifyServer;

/**
 * The notify server under its old name.
 *
 * @deprecated Renamed to `NotifyServer`.
 */
export type RpcServer<Extension extends AnyProtocol = AnyProtocol> = NotifyServer<Extension>;

/**
 * The options of a notify server under their old name.
 *
 * @deprecated Renamed to `NotifyServerOptions`.
 */
export type RpcServerOptions<Extension extends AnyProtocol> = NotifyServerOptions<Extension>;

/**
 * The events of a notify server under their old name.
 *
 * @deprecated Renamed to `NotifyServerEvents`.
 */
export type RpcServerEvents = NotifyServerEvents;
