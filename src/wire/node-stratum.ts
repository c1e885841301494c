import { type Dialect, json } from "./dialect.js";
import { jsonrpc2 } from "./jsonrpc2.js";

/** JSON-RPC 2.0 as node-stratum's RPC server wrote it over TCP: `result` and `error` in replies, errors as texts. */
export const nodeStratum: Dialect = {
  ...jsonrpc2,
  name: "node-stratum",
  result: (id, result) => `{"jsonrpc":"2.0","result":${json(result)},"error":null,"id":${id}}`,
  error: (id, { message }) => `{"jsonrpc":"2.0","result":null,"error":${json(message)},"id":${id}}`,
};
