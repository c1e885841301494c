import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../codegen/index.js";
import { stratum } from "../command.js";
import { problemsOf, withFolder, write } from "../folder.js";
import { documentOf, generated, param, reference, request, text } from "../inline.js";

const methods = [
  request("eth_call", [param("tx", reference("Tx"))], reference("Block")),
  request("eth_chainId", [], text),
  request("debug_trace", [], reference("Trace")),
  request("a.b+c", [], text),
];
const object = (properties: Record<string, JsonSchema>) => ({ type: "object", properties });
const schemas = {
  Tx: object({ hash: reference("Hash") }),
  Block: object({ parent: reference("Block") }),
  Trace: object({ block: reference("Block"), steps: { type: "array", items: reference("Step") } }),
  Step: object({ gas: text }),
  Hash: { ...text, minLength: 2 },
};

async function chosen(options: { only?: string[]; except?: string[] }) {
  const { files } = await generated({ methods, schemas, options });
  const { methods: kept, components } = JSON.parse(files.get("openrpc.json") ?? "{}");
  return {
    methods: kept.map(({ name }: { name: string }) => name),
    shapes: Object.keys(components.schemas).filter((name) => Object.hasOwn(schemas, name)),
    client: files.get("client.ts") ?? "",
  };
}

describe("the methods that are generated from", () => {
  it("are those of a pattern, with the shapes that they need and no others", async () => {
    const { methods, shapes, client } = await chosen({ only: ["eth_*"] });
    expect(methods).toEqual(["eth_call", "eth_chainId"]);
    expect(shapes.sort()).toEqual(["Block", "Hash", "Tx"]);
    expect(client).not.toContain("debug");
  });

  it.each<[{ only?: string[]; except?: string[] }, string[]]>([
    [{ except: ["eth_*", "a.*"] }, ["debug_trace"]],
    [{ only: ["eth_*"], except: ["*Id"] }, ["eth_call"]],
    [{ only: ["eth_chainId", "debug_*"] }, ["debug_trace", "eth_chainId"]],
    [{ only: ["a.b+c"] }, ["a.b+c"]],
    [{ only: ["*"] }, ["a.b+c", "debug_trace", "eth_call", "eth_chainId"]],
    [{}, ["a.b+c", "debug_trace", "eth_call", "eth_chainId"]],
  ])("are chosen by %j", async (options, expected) => {
    expect((await chosen(options)).methods).toEqual(expected);
  });

  it("may be sound ones of a document that has others", async () => {
    const broken = request("broken", [], JSON.parse('{ "type": "strng" }'));
    const sound = { methods: [...methods, broken], schemas };
    expect((await generated({ ...sound, options: { except: ["broken"] } })).files.size).toBeGreaterThan(0);
    expect(await problemsOf(generated(sound))).toHaveLength(1);
  });

  it.each<[{ only?: string[]; except?: string[] }, string]>([
    [{ only: ["eth*", "net_*"] }, 'no method matches "net_*"'],
    [{ except: ["a?b+c"] }, 'no method matches "a?b+c"'],
    [{ only: ["eth_*"], except: ["eth_*"] }, "only and except exclude all methods"],
  ])("are not guessed: %j", async (options, message) => {
    expect(await problemsOf(chosen(options))).toMatchObject([{ message }]);
  });

  it("are chosen on the command line", { timeout: 60_000 }, async () => {
    await withFolder(async (folder) => {
      await write(folder, { "api.json": JSON.stringify(documentOf({ methods, schemas })) });
      const words = ["generate", "api.json", "--only", "eth_*", "--only", "debug_*", "--except", "*Id"];
      const { code, stdout, stderr } = await stratum([...words, "--out", "out"], folder);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^out: 2 methods, /);
    });
  });
});
