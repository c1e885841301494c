import { type Dialect, json } from "./dialect.js";

/** JSON-RPC 1.0 as coin daemons use it: `result` and `error` in every reply, errors as objects. */
export const jsonrpc1: Dialect = {
  name: "jsonrpc1",
  family: "jsonrpc",
  request: (id, method, params) => `{"method":${json(method)},"params":${json(params)},"id":${id}}`,
  notification: (method, params) => `{"method":${json(method)},"params":${json(params)},"id":null}`,
  result: (id, result) => `{"result":${json(result)},"error":null,"id":${id}}`,
  error: (id, error) => `{"result":null,"error":${json(error)},"id":${id}}`,
};
