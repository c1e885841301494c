import { describe, expect, it } from "vitest";
import { readError } from "../../src/wire/read-error.js";

describe("readError", () => {
  it.each([[null], [undefined], [false]])("finds no error in %s", (error) => {
    expect(readError(error)).toBeUndefined();
  });

  it.each([
    ["a tuple of three", [21, "Job not found", null], { code: 21, message: "Job not found" }],
    ["a tuple with data", [23, "low", "0.5"], { code: 23, message: "low", data: "0.5" }],
    ["a tuple with a trace", [-2, "no", ["File a.py"]], { code: -2, message: "no", data: ["File a.py"] }],
    ["a tuple of two", [20, "Invalid params"], { code: 20, message: "Invalid params" }],
    ["a tuple of one", [22], { code: 22, message: "unknown reason" }],
    ["an empty tuple", [], { code: 20, message: "unknown reason" }],
    ["a longer tuple", [-1, "no", null, 4], { code: -1, message: "no" }],
    ["a tuple with a code that is none", ["21", "no"], { code: 20, message: "no" }],
    ["an object", { code: 24, message: "no" }, { code: 24, message: "no" }],
    ["an object with data", { code: 24, message: "no", data: 0 }, { code: 24, message: "no", data: 0 }],
    ["an object with null for data", { code: -1, message: "no", data: null }, { code: -1, message: "no" }],
    ["an object without a code", { message: "no" }, { code: 20, message: "no" }],
    ["an empty object", {}, { code: 20, message: "unknown reason" }],
    ["a text", "-3:method not found", { code: 20, message: "-3:method not found" }],
    ["true", true, { code: 20, message: "unknown reason" }],
    ["a number", 5, { code: 20, message: "unknown reason" }],
  ])("reads %s", (_what, error, expected) => {
    expect(readError(error)).toEqual(expected);
  });

  it("takes the reason that ckpool puts beside an error", () => {
    expect(readError(true, "Above target")).toEqual({ code: 20, message: "Above target" });
  });

  it("prefers the words of the error itself", () => {
    expect(readError("Stale", "Above target")).toEqual({ code: 20, message: "Stale" });
  });

  it.each([[null], [7], [undefined]])("passes over a reason that is no text: %s", (reason) => {
    expect(readError(true, reason)).toEqual({ code: 20, message: "unknown reason" });
  });

  it.each([[null], [undefined], [false]])(
    "takes ckpool's reason where the error is %s and the result false",
    (error) => {
      expect(readError(error, "Above target", false)).toEqual({ code: 20, message: "Above target" });
      expect(readError(error, "Stale", null)).toEqual({ code: 20, message: "Stale" });
      expect(readError(error, "Stale", undefined)).toEqual({ code: 20, message: "Stale" });
    },
  );

  it.each([
    ["the share was accepted", "Above target", true],
    ["the result is something else", "Above target", { odd: true }],
    ["the reason is empty", "", false],
    ["the reason is null", null, false],
    ["there is none", undefined, false],
  ])("finds no error where %s", (_what, reason, result) => {
    expect(readError(null, reason, result)).toBeUndefined();
  });

  it.each([[[23]], [[23, null]], [[23, ""]], [{ code: 23 }]])(
    "takes the reason beside an error without words: %j",
    (error) => {
      expect(readError(error, "Above target", false)).toEqual({ code: 23, message: "Above target" });
    },
  );

  it("takes the reason beside an empty text", () => {
    expect(readError("", "Above target", false)).toEqual({ code: 20, message: "Above target" });
  });
});
