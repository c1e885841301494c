import { describe, expect, it, vi } from "vitest";
import {
  checkResult,
  type ResultMismatch,
  type ResultPolicy,
  readResult,
  resultCheck,
  writeResult,
} from "../../src/rpc/index.js";
import { decode } from "../../src/wire/decode.js";
import { json } from "../../src/wire/dialect.js";
import { methodOf } from "./method-of.js";

/** The reply that a result's text comes in. */
function reply(result: string) {
  const message = decode(`{"id":1,"result":${result}}`);
  if (Array.isArray(message) || message.kind !== "reply") throw new Error("no reply");
  return message;
}

const subscribed = methodOf({ result: ["subscriptions", "extranonce1", "extranonce2Size"] });
const exact = methodOf({ exact: ["/fee", "/vout/*/value"] });
const exactPositions = methodOf({ result: ["label", "amount"], exact: ["/*"] });

describe("readResult", () => {
  it.each([
    ['[[],"aa",4]', { subscriptions: [], extranonce1: "aa", extranonce2Size: 4 }],
    ['[[],"aa"]', { subscriptions: [], extranonce1: "aa" }],
    ['[null,"aa",4,"more"]', { subscriptions: null, extranonce1: "aa", extranonce2Size: 4 }],
    ["[]", {}],
    ["false", false],
    ['{"extranonce1":"aa"}', { extranonce1: "aa" }],
  ])("names positions: %s", (text, result) => {
    expect(readResult(subscribed, reply(text))).toStrictEqual(result);
  });

  it("leaves a result without positions as it is", () => {
    expect(readResult(methodOf({}), reply("[1,[2]]"))).toEqual([1, [2]]);
  });

  it("keeps the digits of numbers that must be exact", () => {
    expect(readResult(exact, reply('{"fee":0.10000000,"size":1.0,"vout":[{"value":0.00000001}]}'))).toEqual({
      fee: "0.10000000",
      size: 1,
      vout: [{ value: "0.00000001" }],
    });
  });

  it("keeps them in positions, too", () => {
    expect(readResult(exactPositions, reply('["1.0",1.0]'))).toEqual({ label: "1.0", amount: "1.0" });
  });

  it("takes a reply without its text as it was parsed", () => {
    expect(readResult(exact, { ...reply('{"fee":0.10}'), text: undefined })).toEqual({ fee: 0.1 });
  });
});

describe("writeResult", () => {
  it.each([
    [{ subscriptions: [], extranonce1: "aa", extranonce2Size: 4 }, '[[],"aa",4]'],
    [{ subscriptions: [], extranonce2Size: 4 }, "[[],null,4]"],
    [{ extranonce2Size: 4 }, "[null,null,4]"],
    [{ subscriptions: [] }, "[[]]"],
    [{}, "[]"],
  ])("puts names into positions, null into holes: %j", (result, text) => {
    expect(json(writeResult(subscribed, result))).toBe(text);
  });

  it("writes exact numbers digit by digit", () => {
    expect(json(writeResult(exact, { fee: "0.10000000", vout: [{ value: "1.0" }] }))).toBe(
      '{"fee":0.10000000,"vout":[{"value":1.0}]}',
    );
    expect(json(writeResult(exactPositions, { label: "a", amount: "100000000.00000001" }))).toBe(
      '["a",100000000.00000001]',
    );
  });
});

describe("checkResult", () => {
  const { validators, ...method } = methodOf({ name: "getfee", returns: { type: "number" } });
  const check = (value: unknown, policy: ResultPolicy) =>
    checkResult({ ...method, validators }, validators.result, value, policy);

  it("looks at nothing where it is off", () => {
    const warn = vi.fn();
    check("one", { check: "off", warn });
    expect(warn).not.toHaveBeenCalled();
  });

  it("reports and passes on with warn", () => {
    const told: ResultMismatch[] = [];
    const policy: ResultPolicy = { check: "warn", warn: (mismatch) => told.push(mismatch) };
    check(1, policy);
    check("one", policy);
    const message = 'getfee: the result must be number, got "one"';
    expect(told).toEqual([{ method: "getfee", path: "", value: "one", message }]);
  });

  it("refuses what does not fit with strict", () => {
    check(1, { check: "strict" });
    expect(() => check("one", { check: "strict" })).toThrow(
      expect.objectContaining({
        code: "INVALID_RESULT",
        message: 'getfee: the result must be number, got "one"',
      }),
    );
  });
});

describe("a mismatch", () => {
  const returns = { type: "object", properties: { "a/b": { type: "array", items: { type: "string" } } } };
  const method = methodOf({ name: "getpage", returns });
  const told = (value: unknown): ResultMismatch | undefined => {
    const told: ResultMismatch[] = [];
    checkResult(method, method.validators.result, value, { check: "warn", warn: (one) => told.push(one) });
    return told[0];
  };

  it("says where in the result it is, and what is there", () => {
    expect(told({ "a/b": ["x", 7] })).toEqual({
      method: "getpage",
      path: "/a~1b/1",
      value: 7,
      message: "getpage: a~1b.1 must be string, got 7",
    });
  });

  it("shows the beginning of a long value", () => {
    expect(told({ "a/b": "x".repeat(100) })?.message).toBe(
      `getpage: a~1b must be array, got "${"x".repeat(59)}…`,
    );
  });
});

describe("resultCheck", () => {
  const types = ["string", "object", "array"].map(
    (type) => methodOf({ returns: { type } }).validators.result,
  );
  const { validators, ...facts } = methodOf({
    params: { hash: { type: "string" }, verbosity: { type: ["integer", "boolean", "null"] } },
    byArgument: { param: "verbosity", values: [[0, false], [1, true, null], [2]] },
  });
  const method = { ...facts, validators: { ...validators, results: types } };
  const chosen = (params: object) => types.indexOf(resultCheck(method, method.validators, params));

  it.each([
    [{ verbosity: 0 }, 0],
    [{ verbosity: false }, 0],
    [{ verbosity: 1 }, 1],
    [{ verbosity: true }, 1],
    [{}, 1],
    [{ verbosity: null }, 1],
    [{ verbosity: 2 }, 2],
  ])("takes the case that the argument leads to: %j", (params, index) => {
    expect(chosen(params)).toBe(index);
  });

  it("takes the common one for an argument without a case", () => {
    expect(resultCheck(method, method.validators, { verbosity: 3 })).toBe(validators.result);
  });

  it("takes the common one where no argument decides", () => {
    expect(resultCheck(methodOf({}), method.validators, { verbosity: 1 })).toBe(validators.result);
  });
});
