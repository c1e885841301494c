import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../../../codegen/index.js";
import { shapeName } from "../../../codegen/load/shape-name.js";
import { withFolder, write } from "../folder.js";
import { documentOf, param, reference, request, text } from "../inline.js";

const document = {
  methods: [{ name: "eth_get", params: [{ name: "blockId", schema: {} }], result: { schema: {} } }],
  components: {
    schemas: {
      Payload: {
        properties: { withdrawals: { items: { oneOf: [{ title: "Full" }, { type: "string" }, {}] } } },
      },
    },
  },
};

describe("the name of a schema that is referred to", () => {
  it.each([
    ["/components/schemas/Payload", "Payload"],
    ["/components/schemas/Payload/properties/parentHash", "Payload_parentHash"],
    ["/components/schemas/Payload/properties/withdrawals/items", "Payload_withdrawal"],
    ["/components/schemas/Payload/properties/withdrawals/items/oneOf/0", "Payload_withdrawal_Full"],
    ["/components/schemas/Payload/properties/withdrawals/items/oneOf/1", "Payload_withdrawal_string"],
    ["/components/schemas/Payload/properties/withdrawals/items/oneOf/2", "Payload_withdrawal_Option"],
    ["/components/schemas/Payload/definitions/Hash", "Hash"],
    ["/components/contentDescriptors/Block/schema", "Block"],
    ["/methods/0/params/0/schema", "eth_get_blockId"],
    ["/methods/0/result/schema", "eth_get_Result"],
    ["/shapes/Id", "Id"],
    ["", undefined],
  ])("%s is %s", (pointer, name) => {
    expect(shapeName(document, pointer)).toBe(name);
  });

  it("does not depend on the name of its file, nor has it a number", async () => {
    const payload = (schema: object) => ({ type: "object", properties: { parentHash: schema, other: text } });
    const versions = ["V1", "V2", "V3"].map((version) => `Payload${version}`);
    const content = JSON.stringify(
      documentOf({
        methods: versions.map((name) => {
          return request(
            `get${name}`,
            [param("payload", reference(name))],
            reference(`${name}/properties/parentHash`),
          );
        }),
        schemas: Object.fromEntries(
          versions.map((name, index) => [name, payload({ type: "string", minLength: index })]),
        ),
      }),
    );
    const typesOf = (file: string) =>
      withFolder(async (folder) => {
        await write(folder, { [file]: content });
        const { files } = await generate({ inputs: [join(folder, file)], output: join(folder, "out") });
        return (files.get("types.ts") ?? "").split("\n").slice(1);
      });
    const types = await typesOf("ethereum.json");
    expect(await typesOf("other.json")).toEqual(types);
    for (const name of versions) expect(types).toContain(`export type ${name}ParentHash = string;`);
    expect(types.join("\n")).not.toMatch(/_|\$/);
  });

  it("is that of another file where a document only passes it on", async () => {
    await withFolder(async (folder) => {
      const api = documentOf({
        methods: [request("get", [param("id", reference("FELT"))], reference("FELT"))],
      });
      const shared = { components: { schemas: { FELT: { type: "string", pattern: "^0x" } } } };
      const passed = {
        ...api,
        components: { schemas: { FELT: { $ref: "shared.json#/components/schemas/FELT" } } },
      };
      await write(folder, { "api.json": JSON.stringify(passed), "shared.json": JSON.stringify(shared) });
      const { files } = await generate({ inputs: [join(folder, "api.json")], output: join(folder, "out") });
      expect(files.get("types.ts")).toContain("export type Felt = string;");
      expect(files.get("types.ts")).not.toContain("Shared");
    });
  });
});
