import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import { singular } from "../../../codegen/model/singular.js";
import { generated, number, param, reference, request, text } from "../inline.js";

const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => {
  return { type: "object", properties, ...more };
};
const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });
const coin = object({ txid: text, vout: number });

describe("a shape that is written out more than once", () => {
  it("is one type, named after its place: one of several by its singular", async () => {
    const { file, types } = await generated({
      methods: [request("a", [param("coins", list(coin))]), request("b", [], object({ coins: list(coin) }))],
    });
    expect(types("Coin")).toEqual(["export interface Coin {", "  txid?: string;", "  vout?: number;", "}"]);
    expect(types("AParams")).toContain("  coins: Coin[];");
    expect(types("BResult")).toContain("  coins?: Coin[];");
    expect(file("types.ts").filter((line) => line.includes("txid"))).toHaveLength(1);
  });

  it("is named as most of its places are", async () => {
    const { types } = await generated({
      methods: [
        request("a", [param("output", coin)]),
        request("b", [param("input", coin)]),
        request("c", [param("input", coin)]),
      ],
    });
    expect(types("AParams")).toContain("  output: Input;");
  });

  it("is named by its title, where it has one", async () => {
    const titled = { ...coin, title: "unspent coin" };
    const { types } = await generated({
      methods: [request("a", [param("x", titled)]), request("b", [param("x", titled)])],
    });
    expect(types("BParams")).toContain("  x: UnspentCoin;");
  });

  it("is what it is whatever the order of its members", async () => {
    const turned = object({ vout: number, txid: text });
    const { types } = await generated({
      methods: [request("a", [param("coin", coin)]), request("b", [param("coin", turned)])],
    });
    expect(types("BParams")).toContain("  coin: Coin;");
  });

  it("refers to the shape of the document that it equals", async () => {
    const { types, file } = await generated({
      methods: [request("a", [param("x", coin)]), request("b", [param("y", reference("outpoint"))])],
      schemas: { outpoint: coin },
    });
    expect(types("AParams")).toContain("  x: Outpoint;");
    expect(file("types.ts").filter((line) => line.includes("txid"))).toHaveLength(1);
  });

  it("keeps the words of each of its places", async () => {
    const { types } = await generated({
      methods: [
        request("a", [param("coin", { ...coin, description: "Spent." })]),
        request("b", [param("coin", { ...coin, description: "New." })]),
      ],
    });
    expect(types("AParams")).toContain("  /** Spent. */");
    expect(types("BParams")).toContain("  /** New. */");
    expect(types("Coin")[0]).toBe("export interface Coin {");
  });

  it("is another one where both its words and its places are called otherwise", async () => {
    const named = (description: string) => object({ name: { ...text, description }, value: text });
    const { types } = await generated({
      methods: [
        request("a", [param("header", named("Of the header."))]),
        request("b", [param("label", named("Of the label."))]),
      ],
    });
    expect(types("AParams")).toContain("  header: {");
    expect(types("BParams")).toContain("  label: {");
  });

  it("has what it holds written out in it, unless that occurs elsewhere, too", async () => {
    const outer = object({ inner: object({ a: text, b: text }), coin });
    const { types } = await generated({
      methods: [
        request("a", [param("outer", outer)]),
        request("b", [param("outer", outer)]),
        request("c", [param("coin", coin)]),
      ],
    });
    expect(types("Outer").slice(1, 6)).toEqual([
      "  inner?: {",
      "    a?: string;",
      "    b?: string;",
      "  };",
      "  coin?: Coin;",
    ]);
  });

  it("may be a choice of values or of shapes", async () => {
    const mode = { enum: ["fast", "slow", "never"] };
    const target = { oneOf: [text, object({ id: text })] };
    const { types } = await generated({
      methods: [
        request("a", [param("mode", mode), param("target", target)]),
        request("b", [param("mode", mode), param("target", target)]),
      ],
    });
    expect(types("Mode")).toEqual(['export type Mode = "fast" | "slow" | "never";']);
    expect(types("BParams").slice(1, 3)).toEqual(["  mode: Mode;", "  target: Target;"]);
  });

  it("is not worth a name with one member", async () => {
    const { types } = await generated({
      methods: [
        request("a", [param("x", object({ id: text }))]),
        request("b", [param("x", object({ id: text }))]),
      ],
    });
    expect(types("BParams")).toContain("  x: {");
  });
});

describe("a result that other methods have, too", () => {
  it("is named after the first of them, and each keeps its own name", async () => {
    const { types, client } = await generated({
      methods: [request("send", [], coin), request("sendAll", [], coin)],
    });
    expect(types("SendResult")[0]).toBe("export interface SendResult {");
    expect(types("SendAllResult")).toEqual(["export type SendAllResult = SendResult;"]);
    expect(client("ToServer")).toContain("  sendAll(options?: CallOptions): Promise<SendAllResult>;");
  });

  it("is named after a place where it has one", async () => {
    const { types } = await generated({
      methods: [request("find", [], coin), request("list", [], object({ coins: list(coin) }))],
    });
    expect(types("FindResult")).toEqual(["export type FindResult = Coin;"]);
  });
});

describe("a name that two shapes want", () => {
  const other = object({ txid: text, index: number });
  const methods = [
    request("a", [param("coin", other)]),
    request("b", [param("coin", other)]),
    request("x", [param("coin", coin)]),
    request("y", [param("coin", coin)]),
    request("z", [param("coin", coin)]),
  ];

  it("goes to the one of more places; the other has its method's name in front, and neither a number", async () => {
    const { types } = await generated({ methods });
    expect(types("XParams")).toContain("  coin: Coin;");
    expect(types("BParams")).toContain("  coin: ACoin;");
  });

  it("stays with the document's own shape, and with what generated code has itself", async () => {
    const { types } = await generated({
      methods: [
        ...methods.slice(0, 2),
        request("c", [param("error", coin)]),
        request("d", [param("error", coin)], reference("Coin")),
      ],
      schemas: { Coin: text },
    });
    expect(types("BParams")).toContain("  coin: ACoin;");
    expect(types("DParams")).toContain("  error: CError;");
  });
});

describe("a singular", () => {
  it.each([
    ["transactions", "transaction"],
    ["entries", "entry"],
    ["addresses", "address"],
    ["branches", "branch"],
    ["status", "status"],
    ["vin", "vin"],
    ["gas", "gas"],
    ["series", "series"],
    ["TxIds", "TxId"],
  ])("of %s is %s", (plural, one) => {
    expect(singular(plural)).toBe(one);
  });
});

describe("a shape in a tuple", () => {
  const coin = object({ txid: text, n: number });
  const tuple = (...items: JsonSchema[]): JsonSchema => ({ type: "array", items });

  it("has no number in its name", async () => {
    const { files } = await generated({
      methods: [
        request("one", [], tuple(coin)),
        request("two", [], tuple({ ...coin, description: "Other." }, { type: "array", items: [coin] })),
        request("three", [], tuple(text, object({ a: text, b: text }), object({ a: text, b: text }))),
      ],
    });
    const names = [...(files.get("types.ts") ?? "").matchAll(/export (?:type|interface) (\S+)/g)].map(
      ([, name]) => name,
    );
    expect(names.filter((name) => /[\d$]/.test(name ?? ""))).toEqual([]);
    expect(names).toContain("OneResultItem");
  });
});
