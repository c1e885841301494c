import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { type ErrorCode, errorCodes, isRpcError, RpcError, version } from "../../src/rpc/index.js";

describe("RpcError", () => {
  it("has the registry's text where no other is given", () => {
    expect(new RpcError("JOB_NOT_FOUND")).toMatchObject({
      name: "RpcError",
      code: "JOB_NOT_FOUND",
      message: "Job not found",
      wireCode: undefined,
      data: undefined,
      executed: "perhaps",
    });
  });

  it("carries what it is given", () => {
    const cause = new Error("underneath");
    const error = new RpcError("REMOTE", "no", { wireCode: -5, data: [1], cause, executed: "yes" });
    expect(error).toMatchObject({ message: "no", wireCode: -5, data: [1], cause, executed: "yes" });
    expect(error).toBeInstanceOf(Error);
  });

  it("has no cause where none is given", () => {
    expect("cause" in new RpcError("OTHER")).toBe(false);
  });
});

describe("isRpcError", () => {
  it("knows an error and its code", () => {
    const error = new RpcError("TIMEOUT");
    expect(isRpcError(error)).toBe(true);
    expect(isRpcError(error, "TIMEOUT")).toBe(true);
    expect(isRpcError(error, "CLOSED")).toBe(false);
  });

  it("knows an error of another copy of the package", async () => {
    const path = "../../src/rpc/error.js?another-copy";
    const copy: typeof import("../../src/rpc/error.js") = await import(/* @vite-ignore */ path);
    expect(copy.RpcError).not.toBe(RpcError);
    expect(isRpcError(new copy.RpcError("TIMEOUT"), "TIMEOUT")).toBe(true);
    expect(copy.isRpcError(new RpcError("TIMEOUT"), "TIMEOUT")).toBe(true);
  });

  it.each([
    ["another error", new Error("no")],
    ["an error with a code", Object.assign(new Error("no"), { code: "TIMEOUT" })],
    ["an error with the name alone", Object.assign(new Error("no"), { name: "RpcError" })],
    ["what looks like one", { name: "RpcError", code: "TIMEOUT" }],
    ["nothing", undefined],
  ])("does not take %s for one", (_what, error) => {
    expect(isRpcError(error)).toBe(false);
  });
});

describe("the registry", () => {
  const codes = Object.entries(errorCodes);

  it.each(codes)("gives %s numbers that every peer can tell from success", (_code, { stratum, jsonRpc }) => {
    expect(stratum).toBeGreaterThanOrEqual(20);
    expect(stratum).toBeLessThanOrEqual(25);
    expect(jsonRpc).toBeTypeOf("number");
    expect(jsonRpc).not.toBe(0);
  });

  it("gives each share's refusal a Stratum number of its own", () => {
    const refusals: ErrorCode[] = ["OTHER", "JOB_NOT_FOUND", "DUPLICATE_SHARE", "LOW_DIFFICULTY"];
    const others: ErrorCode[] = ["UNAUTHORIZED", "NOT_SUBSCRIBED"];
    const numbers = [...refusals, ...others].map((code) => errorCodes[code].stratum);
    expect(numbers).toEqual([20, 21, 22, 23, 24, 25]);
  });
});

describe("version", () => {
  it("is the package's", async () => {
    const { version: published } = JSON.parse(await readFile("package.json", "utf8"));
    expect(version).toBe(published);
  });
});
