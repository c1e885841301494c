/** Connections between peers. */
export { type Address, formatAddress, type ListenOptions } from "./address.js";
export { connectSocket, type SocketOptions } from "./connect.js";
export type { HttpCaller, HttpCallerOptions } from "./http-caller.js";
export { createHttpCaller, type HttpClientOptions } from "./http-client.js";
export { memoryPair } from "./memory.js";
export { type StreamOptions, streamConnection } from "./stream.js";
