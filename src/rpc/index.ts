/** The parts that every protocol uses: descriptors, peers, errors. */
export { type BackOffOptions, backOff } from "./back-off.js";
export type { CallOptions } from "./call-options.js";
export type { Connection, Receiver } from "./connection.js";
export { type Answer, Dispatcher, type DispatcherOptions } from "./dispatcher.js";
export { type ErrorCode, errorCodes, isRpcError, RpcError, type RpcErrorDetails } from "./error.js";
export { exchange } from "./exchange.js";
export { implied } from "./implied.js";
export { chain, type InterceptedCall, type Interceptor } from "./interceptor.js";
export { debugLogger, type Logger, wireLog } from "./log.js";
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
} from "./method.js";
export { isMethodError, type MethodError, methodError } from "./method-error.js";
export { noParams, noResult, unchecked } from "./no-checks.js";
export { checkOption, checkPort } from "./option.js";
export { readParams, writeParams } from "./params.js";
export { encodeNotification, Peer, type PeerOptions } from "./peer.js";
export { loadValidators, type PreparedCall, prepareCall } from "./prepared-call.js";
export {
  checkResult,
  type ResultMismatch,
  type ResultPolicy,
  readResult,
  resultCheck,
  writeResult,
} from "./result.js";
export type { Secrets } from "./secrets.js";
export { whenSettled } from "./settled.js";
export { type CallTrace, traceCall } from "./trace.js";
export {
  codePointLength,
  deepEqual,
  describeFault,
  type Fault,
  type Validate,
  withinDepth,
} from "./validate.js";
export { version } from "./version.js";
export { refuseAborted, waitFor, watch } from "./wait.js";
export { fromWireError, toWireError } from "./wire-error.js";
