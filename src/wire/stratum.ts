import { type Dialect, json } from "./dialect.js";
import type { WireError } from "./message.js";

/**
 * How a Stratum error is written. Real pools use all of these forms; miners show the reason of the first.
 *
 * - `standard`: `[21, "Job not found", null]`
 * - `node-stratum`: the same with negative codes
 * - `string`: `"Job not found"`
 * - `object`: `{ "code": 21, "message": "Job not found", "data": null }`
 */
export type ErrorDialect = "standard" | "node-stratum" | "string" | "object";

/**
 * Stratum V1: JSON-RPC 1.0 with other errors. Replies always have both `result` and `error`, because
 * cpuminer treats a reply without `result` as a refusal.
 */
export function stratum(errors: ErrorDialect = "standard"): Dialect {
  return {
    name: "stratum",
    family: "stratum",
    request: (id, method, params) => `{"id":${id},"method":${json(method)},"params":${json(params)}}`,
    notification: (method, params) => `{"id":null,"method":${json(method)},"params":${json(params)}}`,
    result: (id, result) => `{"id":${id},"result":${result === true ? "true" : json(result)},"error":null}`,
    error: (id, error) => `{"id":${id},"result":null,"error":${json(errorValue(error, errors))}}`,
  };
}

function errorValue({ code, message, data = null }: WireError, dialect: ErrorDialect): unknown {
  switch (dialect) {
    case "standard":
      return [code, message, data];
    case "node-stratum":
      return [-Math.abs(code), message, data];
    case "string":
      return message;
    case "object":
      return { code, message, data };
  }
}
