import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codePointLength,
  deepEqual,
  describeFault,
  noParams,
  noResult,
  withinDepth,
} from "../../src/rpc/index.js";

describe("describeFault", () => {
  const ajv = new Ajv();
  const schema = {
    type: "object",
    required: ["jobId"],
    additionalProperties: false,
    properties: {
      jobId: { type: "string" },
      ntime: { type: "string", pattern: "^[0-9a-f]{8}$" },
      outputs: { type: "array", items: { type: "object", required: ["value"] } },
      mode: { enum: ["a", "b"] },
      version: { const: 2 },
    },
  };

  it.each<[unknown, string]>([
    [{}, "jobId is missing"],
    [{ jobId: "1", extra: 1 }, "extra is unknown"],
    [{ jobId: 1 }, "jobId must be string"],
    [{ jobId: "1", ntime: "xyz" }, 'ntime must match pattern "^[0-9a-f]{8}$"'],
    [{ jobId: "1", outputs: [{ value: 1 }, {}] }, "outputs.1.value is missing"],
    [{ jobId: "1", outputs: [1] }, "outputs.0 must be object"],
    [{ jobId: "1", mode: "c" }, 'mode must be one of ["a","b"]'],
    [{ jobId: "1", version: 1 }, "version must be 2"],
    [7, "params must be object"],
  ])("says in one line what is wrong with %j", (value, text) => {
    const validate = ajv.compile(schema);
    expect(validate(value)).toBe(false);
    expect(describeFault(validate.errors, "params")).toBe(text);
  });

  it.each([[null], [undefined], [[]]])("says little where nothing is known: %j", (faults) => {
    expect(describeFault(faults, "the result")).toBe("the result invalid");
  });
});

describe("noParams and noResult", () => {
  it("take nothing", () => {
    expect([{}, { a: 1 }, null, "a"].map(noParams)).toEqual([true, false, false, false]);
    expect([undefined, null, 0].map(noResult)).toEqual([true, false, false]);
  });
});

describe("codePointLength", () => {
  it("counts code points, not UTF-16 units", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(codePointLength(text)).toBe([...text].length);
      }),
    );
    expect(["", "é", "\u{1f4a9}", "\ud83d", "\udca9\ud83d"].map(codePointLength)).toEqual([0, 1, 1, 1, 2]);
  });
});

describe("deepEqual", () => {
  it("holds for any JSON value and its copy", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(deepEqual(value, structuredClone(value))).toBe(true);
        expect(deepEqual([value], { 0: value })).toBe(false);
      }),
    );
  });

  it.each<[unknown, unknown]>([
    [1, "1"],
    [null, {}],
    [[], {}],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [
      [1, 2],
      [2, 1],
    ],
  ])("does not hold for %j and %j", (a, b) => {
    expect(deepEqual(a, b)).toBe(false);
    expect(deepEqual(b, a)).toBe(false);
  });
});

describe("withinDepth", () => {
  const nested = (levels: number): unknown => {
    let value: unknown = "x";
    for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
    return value;
  };
  const anything = (value: unknown): value is unknown => value !== undefined;

  it("refuses what is nested deeper than 128 levels, and says so", () => {
    const check = withinDepth(anything);
    expect(check(nested(128))).toBe(true);
    expect(check(nested(129))).toBe(false);
    expect(describeFault(check.errors, "params")).toBe("params is nested deeper than 128 levels");
    expect(check(nested(1))).toBe(true);
  });

  it("does not go as deep as a value does itself", () => {
    expect(withinDepth(anything)(nested(1_000_000))).toBe(false);
  });
});
