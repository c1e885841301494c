import { type Dialect, json } from "./dialect.js";

/** JSON-RPC 2.0 (https://www.jsonrpc.org/specification). */
export const jsonrpc2: Dialect = {
  name: "jsonrpc2",
  family: "jsonrpc",
  request: (id, method, params) =>
    `{"jsonrpc":"2.0","method":${json(method)},"params":${json(params)},"id":${id}}`,
  notification: (method, params) => `{"jsonrpc":"2.0","method":${json(method)},"params":${json(params)}}`,
  result: (id, result) => `{"jsonrpc":"2.0","result":${json(result)},"id":${id}}`,
  error: (id, error) => `{"jsonrpc":"2.0","error":${json(error)},"id":${id}}`,
};
