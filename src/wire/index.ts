/** Dialects (how messages are written) and framings (how they are separated). Both interfaces are open. */
export { contentLength } from "./content-length.js";
export { decode } from "./decode.js";
export { delimited } from "./delimited.js";
export { type Dialect, json, RawJson } from "./dialect.js";
export { type FrameReader, type Framing, trimmed } from "./framing.js";
export { jsonrpc1 } from "./jsonrpc1.js";
export { jsonrpc2 } from "./jsonrpc2.js";
export { lines, rawLines } from "./lines.js";
export type { Call, IdText, Malformed, Message, Reply, WireError } from "./message.js";
export { nodeStratum } from "./node-stratum.js";
export { nul } from "./nul.js";
export { readError } from "./read-error.js";
export { type ErrorDialect, stratum } from "./stratum.js";
export { values } from "./values.js";
