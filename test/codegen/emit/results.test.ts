import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import { generated, notification, number, optional, param, reference, request, text } from "../inline.js";

const header: JsonSchema = { type: "object", properties: { hash: text }, required: ["hash"] };

/** What a method with this result is said to give. */
async function resultOf(result: JsonSchema, schemas: Record<string, JsonSchema> = {}): Promise<string> {
  const { client } = await generated({ methods: [request("get", [], result)], schemas });
  return client("ToServer")[2]?.replace("  get(options?: CallOptions): ", "") ?? "";
}

describe("a result", () => {
  it.each([
    [{ type: "boolean" }, "Promise<boolean>;"],
    [{ type: "string", maxLength: 3 }, "Promise<string>;"],
    [{ type: "number" }, "Promise<number>;"],
    [{ type: "integer" }, "Promise<number>;"],
    [{ type: "null" }, "Promise<null>;"],
    [{ type: ["string"] }, "Promise<string>;"],
  ])("stands in the signature where it is short: %j", async (schema, type) => {
    expect(await resultOf(schema)).toBe(type);
  });

  it.each<JsonSchema>([header, { type: "array", items: text }, { enum: ["a", "b"] }, {}])(
    "has a name of its own where it is longer: %j",
    async (schema) => {
      expect(await resultOf(schema)).toBe("Promise<GetResult>;");
    },
  );

  it("that is a shape goes by that shape's name", async () => {
    expect(await resultOf(reference("Header"), { Header: header })).toBe("Promise<Header>;");
  });
});

describe("a method without a result", () => {
  it("is a notification: its stub is void and it takes no options", async () => {
    const { methods, client, handlers } = await generated({
      methods: [notification("tell", [param("what")])],
    });
    expect(methods("tell")).toEqual([
      "export const tell: Method<TellParams, void> = {",
      '  name: "tell",',
      '  direction: "clientToServer",',
      '  kind: "notification",',
      '  params: ["what"],',
      '  structure: "either",',
      "  validators: { params: tellParams, result: noResult },",
      "};",
    ]);
    expect(client("ToServer")).toContain("  tell(params: TellParams): void;");
    expect(client("toServer")).toContain("    tell: (params) => caller.notify(tell, params),");
    expect(handlers("ServerMethods")).toContain("  tell: { params: TellParams; result: void };");
  });

  it("imports no options where all methods are such", async () => {
    const { file } = await generated({ methods: [notification("tell")] });
    expect(file("client.ts")).toContain('import type { Caller } from "stratum/runtime";');
  });
});

describe("a result of named positions", () => {
  const positions: JsonSchema = {
    type: "array",
    items: [{ ...text, description: "First." }, { type: "integer" }],
    minItems: 1,
    "x-positions": ["extranonce1", "size"],
  };
  const asObject = [
    "export interface GetResult {",
    "  /** First. */",
    "  extranonce1: string;",
    "  size?: number;",
    "}",
  ];

  it("is an object in TypeScript, and an array on the wire", async () => {
    const { types, methods } = await generated({ methods: [request("get", [], positions)] });
    expect(types("GetResult")).toEqual(asObject);
    expect(methods("get")).toContain('  result: ["extranonce1", "size"],');
  });

  it("may be a named shape, which stays a tuple elsewhere", async () => {
    const { types, methods } = await generated({
      methods: [
        request("get", [], reference("Pair")),
        request("list", [], { type: "array", items: reference("Pair") }),
      ],
      schemas: { Pair: positions },
    });
    expect(types("GetResult")).toEqual(asObject);
    expect(methods("get")).toContain('  result: ["extranonce1", "size"],');
    expect(types("ListResult")).toEqual(["export type ListResult = Pair[];"]);
    expect(types("Pair")).toEqual([
      "export type Pair = [extranonce1: string, size?: number, ...rest: unknown[]];",
    ]);
  });
});

describe("a result with numbers whose digits must survive", () => {
  const amount: JsonSchema = { type: "number", "x-exact": true };

  it("has them as texts, and says where they are", async () => {
    const { types, methods } = await generated({
      methods: [
        request("get", [], {
          type: "object",
          properties: {
            fee: { ...amount, description: "In coins." },
            outputs: { type: "array", items: reference("Output") },
            "by/name": { type: "object", additionalProperties: amount },
          },
        }),
      ],
      schemas: { Output: { type: "object", properties: { value: amount, spentBy: reference("Output") } } },
    });
    expect(types("GetResult")).toContain("  fee?: string;");
    expect(types("Output")).toContain("  value?: string;");
    expect(methods("get")).toContain('  exact: ["/by~1name/*", "/fee", "/outputs/*/value"],');
  });

  it("may be such a number itself", async () => {
    const { methods, client } = await generated({ methods: [request("get", [], amount)] });
    expect(client("ToServer")).toContain("  get(options?: CallOptions): Promise<string>;");
    expect(methods("get")).toContain('  exact: [""],');
  });
});

describe("a result that an argument decides", () => {
  const result: JsonSchema = {
    anyOf: [text, header, reference("Full")],
    "x-by-argument": { name: "detail_level", values: [[0, false], [1, true, null], [2]] },
  };
  const schemas = { Full: { type: "object", properties: { tx: { type: "array", items: text } } } };
  const level: JsonSchema = { type: ["integer", "boolean"] };

  it("has an overload a case, and one for arguments of which less is known", async () => {
    const { types, methods, client } = await generated({
      methods: [request("get", [param("hash"), optional("detail_level", level)], result)],
      schemas,
    });
    const signatures = [
      "(params: GetParams & { detailLevel: 0 | false }, options?: CallOptions): Promise<string>;",
      "(params: GetParams & { detailLevel?: 1 | true }, options?: CallOptions): Promise<GetDetailLevel1Result>;",
      "(params: GetParams & { detailLevel: 2 }, options?: CallOptions): Promise<Full>;",
      "(params: GetParams, options?: CallOptions): Promise<GetResult>;",
    ];
    expect(client("ToServer").slice(2, -1)).toEqual(signatures.map((signature) => `  get${signature}`));
    expect(client("getStub")).toEqual([
      "function getStub(caller: Caller) {",
      ...signatures.map((signature) => `  function call${signature}`),
      "  function call(params: GetParams, options?: CallOptions): Promise<GetResult> {",
      "    return caller.call(get, params, options);",
      "  }",
      "",
      "  return call;",
      "}",
    ]);
    expect(client("toServer")).toContain("    get: getStub(caller),");
    expect(types("GetResult")).toEqual(["export type GetResult = string | GetDetailLevel1Result | Full;"]);
    expect(types("GetDetailLevel1Result")).toEqual([
      "export interface GetDetailLevel1Result {",
      "  hash: string;",
      "}",
    ]);
    expect(methods("get").slice(8, -1)).toEqual([
      '  byArgument: { param: "detailLevel", values: [[0,false],[1,true,null],[2]] },',
      "  validators: { params: getParams, result: getResult, results: getResults },",
    ]);
  });

  it("may be asked for without any parameters where one case needs none", async () => {
    const { client } = await generated({
      methods: [request("get", [optional("detail_level", level)], result)],
      schemas,
    });
    const [zero, one, , any] = client("ToServer").slice(2);
    expect(zero).toContain("get(params: GetParams & { detailLevel: 0 | false }");
    expect(one).toContain("get(params?: GetParams & { detailLevel?: 1 | true }");
    expect(any).toContain("get(params?: GetParams, ");
    expect(client("getStub")).toContain(
      "  function call(params: GetParams = {}, options?: CallOptions): Promise<GetResult> {",
    );
  });

  it("is checked against the case alone", async () => {
    const { file } = await generated({
      methods: [request("get", [optional("detail_level", level)], result)],
      schemas,
    });
    expect(file("validators.ts")).toContain(
      "export const getResults: readonly Validate<GetResult>[] = [getResults0, getResults1, getResults2];",
    );
  });
});

describe("a wire that has numbers only", () => {
  it("keeps them as numbers where nothing says that digits matter", async () => {
    const { methods } = await generated({ methods: [request("get", [], number)] });
    expect(methods("get").join()).not.toContain("exact");
  });
});
