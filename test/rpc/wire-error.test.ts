import { describe, expect, it } from "vitest";
import { type ErrorCode, errorCodes, fromWireError, RpcError, toWireError } from "../../src/rpc/index.js";
import { jsonrpc1 } from "../../src/wire/jsonrpc1.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { stratum } from "../../src/wire/stratum.js";

const asItIs: ErrorCode[] = [
  "OTHER",
  "JOB_NOT_FOUND",
  "DUPLICATE_SHARE",
  "LOW_DIFFICULTY",
  "UNAUTHORIZED",
  "NOT_SUBSCRIBED",
  "PARSE_ERROR",
  "INVALID_REQUEST",
  "METHOD_NOT_FOUND",
  "INVALID_PARAMS",
  "INTERNAL_ERROR",
];
const withoutWords: ErrorCode[] = ["TIMEOUT", "OVERLOADED"];
const hidden: ErrorCode[] = [
  "INVALID_RESULT",
  "REMOTE",
  "ABORTED",
  "CLOSED",
  "CONNECT_FAILED",
  "DAEMON_EXITED",
  "TOO_LONG",
  "INVALID_OPTION",
];

const internalError = { code: -32603, message: "Internal error" };

describe("toWireError", () => {
  it("knows what to do with every code", () => {
    expect([...asItIs, ...withoutWords, ...hidden].sort()).toEqual(Object.keys(errorCodes).sort());
  });

  it.each(asItIs)("tells peers %s with its words and data", (code) => {
    const error = new RpcError(code, "words", { data: { a: 1 }, cause: new Error("secret") });
    const numbers = errorCodes[code];
    expect(toWireError(error, stratum())).toEqual({
      code: numbers.stratum,
      message: "words",
      data: { a: 1 },
    });
    expect(toWireError(error, jsonrpc2)).toEqual({ code: numbers.jsonRpc, message: "words", data: { a: 1 } });
    expect(toWireError(error, jsonrpc1)).toEqual({ code: numbers.jsonRpc, message: "words", data: { a: 1 } });
  });

  it("leaves out data that there is none of", () => {
    expect(toWireError(new RpcError("OTHER"), stratum())).toEqual({ code: 20, message: "Other/Unknown" });
  });

  it("prefers the number that the error has", () => {
    const error = new RpcError("OTHER", "no", { wireCode: 33 });
    expect(toWireError(error, stratum())).toEqual({ code: 33, message: "no" });
    expect(toWireError(error, jsonrpc2)).toEqual({ code: 33, message: "no" });
  });

  it.each(withoutWords)("tells peers %s without its words", (code) => {
    const { text, stratum: number, jsonRpc } = errorCodes[code];
    const error = new RpcError(code, "getblock at 10.0.0.5", { data: "secret", wireCode: 7 });
    expect(toWireError(error, stratum())).toEqual({ code: number, message: text });
    expect(toWireError(error, jsonrpc2)).toEqual({ code: jsonRpc, message: text });
  });

  it.each(hidden)("tells peers nothing of %s", (code) => {
    const error = new RpcError(code, "secret", { data: "secret", wireCode: -8 });
    expect(toWireError(error, jsonrpc2)).toEqual(internalError);
    expect(toWireError(error, stratum())).toEqual({ code: 20, message: "Internal error" });
  });

  it.each([
    ["an error", new TypeError("secret")],
    ["a text", "secret"],
    ["nothing", undefined],
    ["an error with a code", Object.assign(new Error("secret"), { code: "OTHER" })],
    [
      "an error of another package's RpcError",
      Object.assign(new Error("secret"), { name: "RpcError", code: -1 }),
    ],
  ])("tells peers nothing of %s", (_what, error) => {
    expect(toWireError(error, jsonrpc2)).toEqual(internalError);
  });

  it("tells peers nothing of what a daemon answered the handler", () => {
    for (const code of [-32700, -32600, -32601, -32602, -32603, -28, -8]) {
      const error = fromWireError({ code, message: "secret", data: "secret" }, jsonrpc2);
      expect(toWireError(error, jsonrpc2)).toEqual(internalError);
    }
  });

  it("tells peers nothing of a daemon that refused the handler's call before it was executed", () => {
    const error = new RpcError("UNAUTHORIZED", "http://10.0.0.5 refuses", { executed: "no" });
    expect(toWireError(error, jsonrpc2)).toEqual(internalError);
  });

  it("hands on the refusals of a pool that the handler forwarded to", () => {
    const error = fromWireError({ code: 23, message: "low difficulty share of 0.5" }, stratum());
    expect(toWireError(error, stratum())).toEqual({ code: 23, message: "low difficulty share of 0.5" });
  });
});

describe("fromWireError", () => {
  it.each<[number, ErrorCode]>([
    [20, "OTHER"],
    [21, "JOB_NOT_FOUND"],
    [22, "DUPLICATE_SHARE"],
    [23, "LOW_DIFFICULTY"],
    [24, "UNAUTHORIZED"],
    [25, "NOT_SUBSCRIBED"],
    [-21, "JOB_NOT_FOUND"],
    [-25, "NOT_SUBSCRIBED"],
    [26, "REMOTE"],
    [-3, "REMOTE"],
    [-32601, "REMOTE"],
  ])("reads the Stratum number %i as %s", (number, code) => {
    const error = fromWireError({ code: number, message: "no", data: [1] }, stratum());
    expect(error).toMatchObject({ code, message: "no", wireCode: number, data: [1], executed: "yes" });
  });

  it.each<[number, ErrorCode]>([
    [-32700, "PARSE_ERROR"],
    [-32600, "INVALID_REQUEST"],
    [-32601, "METHOD_NOT_FOUND"],
    [-32602, "INVALID_PARAMS"],
    [-32603, "INTERNAL_ERROR"],
    [-32000, "REMOTE"],
    [-28, "REMOTE"],
    [21, "REMOTE"],
    [32601, "REMOTE"],
  ])("reads the JSON-RPC number %i as %s", (number, code) => {
    for (const dialect of [jsonrpc1, jsonrpc2]) {
      const error = fromWireError({ code: number, message: "no" }, dialect);
      expect(error).toMatchObject({ code, message: "no", wireCode: number, executed: "yes" });
    }
  });
});
