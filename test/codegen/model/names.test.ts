import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  camelCase,
  createNames,
  createTypeNames,
  createValueNames,
  isIdentifier,
  pascalCase,
} from "../../../codegen/model/names.js";
import { generated, param, reference, request, text } from "../inline.js";

describe("camelCase", () => {
  it.each([
    ["set_difficulty", "setDifficulty"],
    ["SetDifficulty", "setDifficulty"],
    ["set-difficulty", "setDifficulty"],
    ["mining.set_difficulty", "miningSetDifficulty"],
    ["getblocktemplate", "getblocktemplate"],
    ["bip125-replaceable", "bip125Replaceable"],
    ["BLOCK_ID", "blockId"],
    ["ABIEntry", "abiEntry"],
    ["ID", "id"],
    ["eth_getBlockByHash", "ethGetBlockByHash"],
    ["größe", "größe"],
    ["1st", "_1st"],
    ["", "_"],
    ["%", "_"],
  ])("makes %j of a name that the wire writes %j", (name, expected) => {
    expect(camelCase(name)).toBe(expected);
  });
});

describe("pascalCase", () => {
  it.each([
    ["set_difficulty", "SetDifficulty"],
    ["BLOCK_ID", "BlockId"],
    ["ABIEntry", "ABIEntry"],
    ["a/b c", "ABC"],
    ["2fa", "_2fa"],
  ])("makes of %j the name %j", (name, expected) => {
    expect(pascalCase(name)).toBe(expected);
  });

  it("always gives an identifier", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect([pascalCase(name), camelCase(name)].filter((given) => !isIdentifier(given))).toEqual([]);
      }),
    );
  });
});

describe("createNames", () => {
  it("gives out every name once, whatever is asked for", () => {
    const wanted = fc.array(fc.constantFrom("a", "aParams", "b", "class", "call", "toServer", "x"));
    fc.assert(
      fc.property(wanted, (names) => {
        for (const give of [createNames(["b"]), createTypeNames(), createValueNames()]) {
          const given = names.map(give);
          expect(new Set(given).size).toBe(names.length);
          expect(
            given.every((name, index) => name.startsWith(names[index] ?? "") && /^\w+\$*$/.test(name)),
          ).toBe(true);
        }
      }),
    );
  });

  it("gives out a name together with what is made of it", () => {
    const give = createNames([], ["", "Params"]);
    expect(["a", "aParams", "bParams", "b"].map(give)).toEqual(["a", "aParams$", "bParams", "b$"]);
  });
});

describe("a name that is no identifier", () => {
  it("is quoted as a member and has an identifier as a constant", async () => {
    const { types, methods, client, handlers } = await generated({
      methods: [
        request("2fa.check-code", [
          param("o", { type: "object", properties: { "bip125-replaceable": text, a: text } }),
        ]),
      ],
    });
    expect(types("_2faCheckCodeParams")).toContain('    "bip125-replaceable"?: string;');
    expect(methods("_2faCheckCode")).toContain('  name: "2fa.check-code",');
    expect(client("ToServer").slice(2, 4)).toEqual([
      "  _2fa: {",
      "    checkCode(params: _2faCheckCodeParams, options?: CallOptions): Promise<boolean>;",
    ]);
    expect(handlers("ServerMethods")).toContain(
      '  "2fa.check-code": { params: _2faCheckCodeParams; result: boolean };',
    );
  });
});

describe("a reserved word", () => {
  it.each(["delete", "await", "protocol", "toServer", "caller", "options", "params", "noParams"])(
    "%s can't name a constant, but it names a stub",
    async (name) => {
      const { methods, client } = await generated({ methods: [request(name, [param("class")])] });
      expect(methods(`${name}$`)).toContain(`  name: "${name}",`);
      expect(client("toServer")).toContain(
        `    ${name}: (params, options) => caller.call(${name}$, params, options),`,
      );
    },
  );

  it.each(["Record", "Promise", "NoParams", "ToClient", "ServerMethods", "Validate"])(
    "%s, which generated files use themselves, can't name a type",
    async (name) => {
      const { types, client } = await generated({
        methods: [request("get", [], reference(name))],
        schemas: { [name]: { type: "object", properties: { me: reference(name) } } },
      });
      expect(types(`${name}$`)).toEqual([`export interface ${name}$ {`, `  me?: ${name}$;`, "}"]);
      expect(client("ToServer")).toContain(`  get(options?: CallOptions): Promise<${name}$>;`);
    },
  );
});

describe("names that clash", () => {
  it("of shapes: the later one by name gets a $", async () => {
    const { types } = await generated({
      methods: [request("get", [], { type: "array", items: [reference("block_id"), reference("BlockId")] })],
      schemas: { block_id: { ...text, description: "later" }, BlockId: { ...text, description: "earlier" } },
    });
    expect(types("BlockId")[0]).toBe("/** earlier */");
    expect(types("BlockId$")[0]).toBe("/** later */");
    expect(types("GetResult")).toEqual([
      "export type GetResult = [] | [BlockId$] | [BlockId$, BlockId, ...unknown[]];",
    ]);
  });

  it("of a shape and a method's parameters: the shape keeps its name", async () => {
    const { types, handlers } = await generated({
      methods: [request("get", [param("x")], reference("GetParams"))],
      schemas: { GetParams: text },
    });
    expect(types("GetParams")).toEqual(["export type GetParams = string;"]);
    expect(handlers("ServerMethods")).toContain("  get: { params: GetParams$; result: GetParams };");
    expect(types("GetParams$").slice(1, -1)).toEqual(["  x: string;"]);
  });

  it("of descriptors", async () => {
    const { methods, index } = await generated({ methods: [request("getBlock"), request("get_block")] });
    expect(methods("getBlock")).toContain('  name: "getBlock",');
    expect(methods("getBlock$")).toContain('  name: "get_block",');
    expect(index("protocol")).toContain("    get_block: getBlock$,");
  });

  it("of a descriptor and the validators of another", async () => {
    const { methods, file } = await generated({
      methods: [request("get", [param("x")]), request("getParams")],
    });
    expect(methods("get")).toContain("  validators: { params: getParams, result: getResult },");
    expect(methods("getParams$")).toContain("  validators: { params: noParams, result: getParams$Result },");
    expect(file("validators.ts").filter((line) => line.startsWith("export const"))).toHaveLength(3);
  });

  it("of parameters", async () => {
    const { types, methods } = await generated({
      methods: [request("get", [param("block_id"), param("blockId")])],
    });
    expect(types("GetParams").slice(1, -1)).toEqual(["  blockId: string;", "  blockId$: string;"]);
    expect(methods("get")).toContain('  wireNames: ["block_id", "blockId"],');
  });

  it("of a namespace and a method: the namespace keeps its name", async () => {
    const { client } = await generated({
      methods: [request("mining.extranonce"), request("mining.extranonce.subscribe")],
    });
    expect(client("toServer").slice(2, -1)).toEqual([
      "  return {",
      "    mining: {",
      "      extranonce: {",
      "        subscribe: (options) => caller.call(miningExtranonceSubscribe, {}, options),",
      "      },",
      "      extranonce$: (options) => caller.call(miningExtranonce, {}, options),",
      "    },",
      "  };",
    ]);
  });

  it("of methods in a namespace that is written in two ways", async () => {
    const { client } = await generated({ methods: [request("mining.get"), request("Mining.get")] });
    expect(client("ToServer").slice(1)).toEqual([
      "export interface ToServer {",
      "  mining: {",
      "    get(options?: CallOptions): Promise<boolean>;",
      "    get$(options?: CallOptions): Promise<boolean>;",
      "  };",
      "}",
    ]);
    expect(client("toServer")).toContain("      get$: (options) => caller.call(miningGet$, {}, options),");
  });
});

describe("namespaces", () => {
  it("nest as the dots of names do, namespaces before methods", async () => {
    const { client } = await generated({
      methods: [request("a.z"), request("a.b.c.deep_one"), request("a.b.y"), request("top")],
    });
    expect(client("ToServer").slice(1)).toEqual([
      "export interface ToServer {",
      "  a: {",
      "    b: {",
      "      c: {",
      "        deepOne(options?: CallOptions): Promise<boolean>;",
      "      };",
      "      y(options?: CallOptions): Promise<boolean>;",
      "    };",
      "    z(options?: CallOptions): Promise<boolean>;",
      "  };",
      "  top(options?: CallOptions): Promise<boolean>;",
      "}",
    ]);
  });
});
