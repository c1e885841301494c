import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExact, writeExact } from "../../src/wire/exact.js";

const amounts = [
  "0.00000001",
  "100000000.00000000",
  "100000000.00000001",
  "20999999.97690000",
  "0.10",
  "0",
  "1",
  "-0.00012345",
  "12345678901234567890",
  "1e-8",
  "1.5E+10",
];

describe("parseExact", () => {
  it.each(amounts)("keeps every digit of %s", (amount) => {
    expect(parseExact(`{"amount":${amount}}`, ["/amount"])).toEqual({ amount });
    expect(parseExact(amount, [""])).toBe(amount);
  });

  it.each<[string, string, unknown]>([
    ["/a/b", '{"a":{"b":1.0},"b":1.0}', { a: { b: "1.0" }, b: 1 }],
    ["/*", "[1.0,2.50]", ["1.0", "2.50"]],
    [
      "/vout/*/value",
      '{"vout":[{"value":1.0,"n":0},{"value":2.0,"n":1}]}',
      {
        vout: [
          { value: "1.0", n: 0 },
          { value: "2.0", n: 1 },
        ],
      },
    ],
    [
      "/*/fees/base",
      '{"tx1":{"fees":{"base":0.10}},"tx2":{"fees":{"base":0.20}}}',
      {
        tx1: { fees: { base: "0.10" } },
        tx2: { fees: { base: "0.20" } },
      },
    ],
    ["/a~1b/c~0d", '{"a/b":{"c~d":1.0}}', { "a/b": { "c~d": "1.0" } }],
    ["/missing", '{"a":1.0}', { a: 1 }],
    ["/a", '{"a":{"b":1.0}}', { a: { b: 1 } }],
  ])("finds the numbers at %s", (path, text, expected) => {
    expect(parseExact(text, [path])).toEqual(expected);
  });

  it("takes many paths", () => {
    const text = '{"a":1.0,"b":[2.0],"c":3.0}';
    expect(parseExact(text, ["/a", "/b/*"])).toEqual({ a: "1.0", b: ["2.0"], c: 3 });
  });

  it.each([
    '{"a":"1.0"}',
    '{"a":"paid 1.50 of 3"}',
    '{"a":"\\"1.0\\""}',
    '{"a":"\\\\","b":"1.0"}',
    '{"a":"\\\\\\" 1.0"}',
    '{"1.0":"x","a":"\\u0031"}',
    '{"a":true,"b":null,"c":[]}',
  ])("leaves strings as they are: %s", (text) => {
    expect(parseExact(text, ["/a", "/b", "/1.0"])).toEqual(JSON.parse(text));
  });

  it("throws where JSON.parse does", () => {
    expect(() => parseExact('{"a":1.0', ["/a"])).toThrow(SyntaxError);
  });

  it("gives what JSON.parse gives where no path leads", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseExact(text, [])).toEqual(JSON.parse(text));
      }),
    );
  });

  it("takes strings of many megabytes", () => {
    const hex = "a".repeat(32_000_000);
    expect(parseExact(`{"hex":"${hex}","fee":0.10}`, ["/fee"])).toEqual({ hex, fee: "0.10" });
  });
});

describe("writeExact", () => {
  it.each(amounts)("writes every digit of %s", (amount) => {
    expect(writeExact({ amount }, ["/amount"]).text).toBe(`{"amount":${amount}}`);
    expect(writeExact(amount, [""]).text).toBe(amount);
  });

  it.each([["007"], ["1."], [".5"], ["+1"], ["NaN"], ["0x10"], ["1 "], [""], ["one"]])(
    "leaves %j a string, as it is no JSON number",
    (text) => {
      expect(writeExact({ amount: text }, ["/amount"]).text).toBe(JSON.stringify({ amount: text }));
    },
  );

  it("leaves strings elsewhere alone", () => {
    expect(writeExact({ a: "1.0", b: ["2.0", { c: "3.0" }] }, ["/b/*/c"]).text).toBe(
      '{"a":"1.0","b":["2.0",{"c":3.0}]}',
    );
  });

  it("writes numbers that are numbers already, and undefined as JSON does", () => {
    expect(writeExact({ a: 1, b: undefined }, ["/a"]).text).toBe('{"a":1}');
    expect(writeExact(undefined, [""]).text).toBe("null");
  });

  it("does not change the caller's value", () => {
    const value = { list: [{ amount: "1.0" }] };
    writeExact(value, ["/list/*/amount"]);
    expect(value).toEqual({ list: [{ amount: "1.0" }] });
  });
});

describe("parseExact and writeExact", () => {
  const amount = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 16n }), fc.integer({ min: 0, max: 99_999_999 }))
    .map(([coins, rest]) => `${coins}.${String(rest).padStart(8, "0")}`);

  it("give back any amount among any strings", () => {
    fc.assert(
      fc.property(amount, fc.string({ unit: "binary" }), fc.array(amount), (fee, label, values) => {
        fc.pre(!label.includes("\u0000#"));
        const value = { fee, label, vout: values.map((item) => ({ value: item, label })) };
        const { text } = writeExact(value, ["/fee", "/vout/*/value"]);
        expect(parseExact(text, ["/fee", "/vout/*/value"])).toEqual(value);
        expect(JSON.parse(text)).toMatchObject({ label, fee: Number(fee) });
      }),
    );
  });
});
