import { describe, expect, it } from "vitest";
import { generated, number, optional, param, request, text } from "../inline.js";

describe("parameters", () => {
  it("are one object, in which those that may be left out are optional", async () => {
    const { types, methods, client, handlers } = await generated({
      methods: [request("share", [param("worker"), param("nonce", number), optional("bits")])],
    });
    expect(types("ShareParams")).toEqual([
      "export interface ShareParams {",
      "  worker: string;",
      "  nonce: number;",
      "  bits?: string;",
      "}",
    ]);
    expect(methods("share")).toEqual([
      "export const share: Method<ShareParams, boolean> = {",
      '  name: "share",',
      '  direction: "clientToServer",',
      '  kind: "request",',
      '  params: ["worker", "nonce", "bits"],',
      '  optional: ["bits"],',
      '  structure: "either",',
      "  validators: { params: shareParams, result: shareResult },",
      "};",
    ]);
    expect(client("ToServer")).toContain(
      "  share(params: ShareParams, options?: CallOptions): Promise<boolean>;",
    );
    expect(client("toServer")).toContain(
      "    share: (params, options) => caller.call(share, params, options),",
    );
    expect(handlers("ServerMethods")).toContain("  share: { params: ShareParams; result: boolean };");
  });

  it("may be required after optional ones: the object has no order", async () => {
    const { types, methods } = await generated({
      methods: [request("send", [optional("dummy"), param("amount", number)])],
    });
    expect(types("SendParams").slice(1, -1)).toEqual(["  dummy?: string;", "  amount: number;"]);
    expect(methods("send")).toContain('  params: ["dummy", "amount"],');
    expect(methods("send")).toContain('  optional: ["dummy"],');
  });

  it("may all be left out, and then so may the object", async () => {
    const { client } = await generated({ methods: [request("help", [optional("command")])] });
    expect(client("ToServer")).toContain(
      "  help(params?: HelpParams, options?: CallOptions): Promise<boolean>;",
    );
    expect(client("toServer")).toContain(
      "    help: (params = {}, options) => caller.call(help, params, options),",
    );
  });

  it("may be none", async () => {
    const { types, methods, client, handlers } = await generated({ methods: [request("uptime")] });
    expect(types("UptimeParams")).toEqual(["nothing is called UptimeParams"]);
    expect(methods("uptime")).toEqual([
      "export const uptime: Method<NoParams, boolean> = {",
      '  name: "uptime",',
      '  direction: "clientToServer",',
      '  kind: "request",',
      "  params: [],",
      '  structure: "either",',
      "  validators: { params: noParams, result: uptimeResult },",
      "};",
    ]);
    expect(client("ToServer")).toContain("  uptime(options?: CallOptions): Promise<boolean>;");
    expect(client("toServer")).toContain("    uptime: (options) => caller.call(uptime, {}, options),");
    expect(handlers("ServerMethods")).toContain("  uptime: { params: NoParams; result: boolean };");
  });

  it("have names in camelCase, and keep those of the wire beside them", async () => {
    const { types, methods } = await generated({
      methods: [request("get", [param("block_hash"), param("id"), param("Max-Fee Rate", number)])],
    });
    expect(types("GetParams").slice(1, -1)).toEqual([
      "  blockHash: string;",
      "  id: string;",
      "  maxFeeRate: number;",
    ]);
    expect(methods("get")).toContain('  params: ["blockHash", "id", "maxFeeRate"],');
    expect(methods("get")).toContain('  wireNames: ["block_hash", "id", "Max-Fee Rate"],');
  });

  it.each([
    { paramStructure: "by-position", structure: "position" },
    { paramStructure: "by-name", structure: "name" },
    { paramStructure: "either", structure: "either" },
    { paramStructure: undefined, structure: "either" },
  ] as const)(
    "lie on the wire as the document says: $paramStructure",
    async ({ paramStructure, structure }) => {
      const { methods } = await generated({
        methods: [request("a", [param("x")], text, paramStructure && { paramStructure })],
      });
      expect(methods("a")).toContain(`  structure: "${structure}",`);
    },
  );

  it("of a spread object are its members, under the names that the wire has", async () => {
    const members = { type: "object", properties: { a_b: text, c: number }, required: ["c"] };
    const { types, methods } = await generated({
      methods: [request("a", [param("options", members, { "x-spread": true })])],
    });
    expect(types("AParams").slice(1, -1)).toEqual(["  a_b?: string;", "  c: number;"]);
    expect(methods("a").slice(4, 7)).toEqual([
      '  params: ["a_b", "c"],',
      '  optional: ["a_b"],',
      '  structure: "spread",',
    ]);
  });

  it("of a spread object that is a named shape are that shape's members", async () => {
    const { types } = await generated({
      methods: [request("a", [param("o", { $ref: "#/components/schemas/O" }, { "x-spread": true })])],
      schemas: { O: { type: "object", properties: { deep: { $ref: "#/components/schemas/D" } } }, D: text },
    });
    expect(types("AParams").slice(1, -1)).toEqual(["  deep?: D;"]);
  });

  it("stand one a line where a line is too short for all", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `parameterNumber${index}`);
    const { methods } = await generated({
      methods: [
        request(
          "a",
          names.map((name) => param(name)),
        ),
      ],
    });
    const lines = methods("a");
    expect(lines.slice(4, 7)).toEqual(["  params: [", '    "parameterNumber0",', '    "parameterNumber1",']);
    expect(lines[17]).toBe("  ],");
  });
});
