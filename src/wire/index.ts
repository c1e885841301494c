/** Messages on the wire: framings and dialects, and the interfaces that others implement. Pure functions on text. */
export type { Dialect } from "./dialect.js";
export type { FrameReader, Framing } from "./framing.js";
export { jsonrpc1 } from "./jsonrpc1.js";
export { jsonrpc2 } from "./jsonrpc2.js";
export { lines, rawLines } from "./lines.js";
export type { Call, IdText, Malformed, Message, Reply, WireError } from "./message.js";
export { type ErrorDialect, stratum } from "./stratum.js";
export { values } from "./values.js";
