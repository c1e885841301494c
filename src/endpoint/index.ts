/** `serve` and `connect` for any protocol, by URL, with calls in both directions. */
export { type BackOffOptions, backOff } from "../rpc/back-off.js";
export type { CallOptions } from "../rpc/call-options.js";
export type { Connection, Receiver } from "../rpc/connection.js";
export {
  type ErrorCode,
  type Executed,
  errorCodes,
  isRpcError,
  RpcError,
  type RpcErrorDetails,
} from "../rpc/error.js";
export type { InterceptedCall, Interceptor } from "../rpc/interceptor.js";
export type { Logger } from "../rpc/log.js";
export type {
  AnyProtocol,
  Caller,
  ClientMethodsOf,
  Direction,
  Handler,
  Handlers,
  Method,
  MethodTable,
  MethodTypes,
  NoParams,
  NotificationsOf,
  ParamsOf,
  Protocol,
  ResultOf,
  ServerMethodsOf,
  ToClientOf,
  ToServerOf,
  Validators,
} from "../rpc/method.js";
export { isMethodError, type MethodError, methodError } from "../rpc/method-error.js";
export type { ResultMismatch, ResultPolicy } from "../rpc/result.js";
export type { Secrets } from "../rpc/secrets.js";
export type { CallTrace } from "../rpc/trace.js";
export type { Fault, Validate } from "../rpc/validate.js";
export { version } from "../rpc/version.js";
export type {
  Endpoint,
  PathEndpoint,
  SocketEndpoint,
  StdioEndpoint,
  Transport,
  WebEndpoint,
} from "../transport/endpoint.js";
export { memoryPair } from "../transport/memory.js";
export type { Origin } from "../transport/origin.js";
export type { ChildTarget } from "../transport/pipe.js";
export type { Dialect } from "../wire/dialect.js";
export type { FrameReader, Framing } from "../wire/framing.js";
export { type ConnectTarget, connect } from "./connect.js";
export type {
  Client,
  ClientContext,
  ClientControl,
  ClientEvents,
  ClientLimits,
  ClientOptions,
  ClientStateEvents,
  ConnectOptions,
  ReconnectOptions,
} from "./connect-options.js";
export type { CorsOptions } from "./cors.js";
export {
  defineProtocol,
  type MethodOutline,
  type MethodOutlines,
  type NotificationTypes,
  notification,
  type OutlinedMethods,
  type OutlinedStubs,
  request,
} from "./define-protocol.js";
export type { OpenRpcDocument } from "./discover.js";
export type { Emitter } from "./emitter.js";
export type { ServiceLimits } from "./limits.js";
export type { ListenerTls } from "./listen.js";
export { type Server, serve } from "./serve.js";
export type { AuthenticationRequest, CallContext, ServeOptions, ServerEvents } from "./serve-options.js";
