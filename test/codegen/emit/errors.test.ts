import { describe, expect, it } from "vitest";
import {
  isMethodError,
  type Method,
  methodError,
  type NoParams,
  noParams,
  noResult,
  RpcError,
} from "../../../src/rpc/index.js";
import { generated, notification, request } from "../inline.js";
import { withGenerated } from "../joined.js";

const errors = [
  { code: -5, message: "No such block" },
  { code: -8, message: 'Says "*/" and `quoted`' },
];
const methods = [request("getblock", [], undefined, { errors }), request("other")];

describe("the errors of a method", () => {
  it("are numbers of its type and words of its descriptor", async () => {
    const { methods: descriptor } = await generated({ methods });
    expect(descriptor("getblock")[0]).toBe("export const getblock: Method<NoParams, boolean, -5 | -8> = {");
    expect(descriptor("getblock").slice(-6, -2)).toEqual([
      "  errors: {",
      '    [-5]: "No such block",',
      '    [-8]: "Says \\"*/\\" and `quoted`",',
      "  },",
    ]);
    expect(descriptor("other")[0]).toBe("export const other: Method<NoParams, boolean> = {");
  });

  it("stand in the comment of its stub, and can't end it", async () => {
    const { client } = await generated({ methods });
    expect(client("ToServer").slice(2, 6)).toEqual([
      "  /**",
      "   * @throws RpcError -5 No such block",
      '   * @throws RpcError -8 Says "*\\/" and `quoted`',
      "   */",
    ]);
  });

  it("are said together where they have one number", async () => {
    const twice = [errors[0], { code: -5, message: "No such header" }].flatMap((error) => error ?? []);
    const { methods: descriptor } = await generated({
      methods: [request("get", [], undefined, { errors: twice }), notification("tell")],
    });
    expect(descriptor("get")[0]).toContain("boolean, -5>");
    expect(descriptor("get")).toContain('    [-5]: "No such block; No such header",');
  });

  it("are told from others by the caller, and thrown by the handler", async () => {
    interface ToServer {
      getblock(): Promise<boolean>;
    }
    const method: Method<NoParams, void, -5 | -8> = {
      name: "getblock",
      direction: "clientToServer",
      kind: "request",
      params: [],
      structure: "position",
      errors: { [-5]: "No such block", [-8]: "Bad" },
      validators: { params: noParams, result: noResult },
    };
    await withGenerated<ToServer>({ methods }, async (join) => {
      const thrown = [
        methodError(method, -5),
        methodError(method, -8, "too high", { data: { max: 7 } }),
        new RpcError("OTHER", "else"),
      ];
      const { client } = join({
        onServer: {
          getblock: () => {
            throw thrown.shift();
          },
        },
      });
      const caught = async () => client.getblock().catch((error: unknown) => error);
      const [first, second, third] = [await caught(), await caught(), await caught()];
      expect(isMethodError(first, method)).toBe(true);
      expect(first).toMatchObject({ wireCode: -5, message: "No such block" });
      expect(isMethodError(second, method)).toBe(true);
      expect(second).toMatchObject({ wireCode: -8, message: "too high", data: { max: 7 } });
      expect(isMethodError(third, method)).toBe(false);
      expect(isMethodError(new Error("-5"), method)).toBe(false);
      const { errors: _, ...bare } = method;
      expect(isMethodError(first, bare)).toBe(false);
    });
  });
});
