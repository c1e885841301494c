import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { lintInputs } from "../../codegen/index.js";
import { withFolder, write } from "./folder.js";
import { documentOf, generated, param, reference, request, text } from "./inline.js";
import { withGenerated } from "./joined.js";

/** As schemars writes an enum that holds itself, with an option of it. */
const MoveValue: JsonSchema = {
  oneOf: [
    { type: "integer" },
    { type: "array", items: reference("MoveValue") },
    { anyOf: [reference("MoveValue"), { type: "null" }] },
  ],
};
const schemas: Record<string, JsonSchema> = {
  MoveValue,
  Either: { anyOf: [reference("Or"), text] },
  Or: { anyOf: [reference("Either"), { type: "boolean" }] },
  Endless: { allOf: [reference("Endless"), { type: "object", properties: { a: text } }] },
  Nothing: { anyOf: [reference("Nothing")] },
  Tree: { type: "object", properties: { below: { type: "array", items: reference("Tree") } } },
};
const methods = ["MoveValue", "Either", "Or", "Endless", "Nothing", "Tree"].map((name) => {
  return request(`ask${name}`, [param("x", reference(name))]);
});
const list = request("list", [param("x", { type: "array", uniqueItems: true } as JsonSchema)]);

type Stubs = Record<string, (params: { x: unknown }) => Promise<boolean>>;

describe("shapes whose alternatives lead back to themselves", () => {
  it("have types without the way back", async () => {
    const { types } = await generated({ methods, schemas });
    expect(types("MoveValue")).toEqual(["export type MoveValue = number | MoveValue[] | null;"]);
    expect(types("Either")).toEqual(["export type Either = boolean | string;"]);
    expect(types("Or")).toEqual(["export type Or = string | boolean;"]);
    expect(types("Endless").join("")).toBe("export interface Endless {  a?: string;}");
    expect(types("Nothing")).toEqual(["export type Nothing = never;"]);
  });

  it("have validators that come to an end", async () => {
    await withGenerated<Stubs>({ methods, schemas }, async (join) => {
      const onServer = Object.fromEntries(methods.map(({ name }) => [name, () => true]));
      const { client } = join({ onServer });
      const fits = (name: string, x: unknown) => client[`ask${name}`]?.({ x });
      await expect(fits("MoveValue", [1, [null, [2]]])).resolves.toBe(true);
      await expect(fits("MoveValue", ["a"])).rejects.toMatchObject({ code: "INVALID_PARAMS" });
      await expect(fits("Either", true)).resolves.toBe(true);
      await expect(fits("Or", 1)).rejects.toMatchObject({ code: "INVALID_PARAMS" });
      await expect(fits("Nothing", 1)).rejects.toMatchObject({ code: "INVALID_PARAMS" });
    });
  });

  it("can be linted", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "api.json": JSON.stringify(documentOf({ methods, schemas })) });
      const problems = await lintInputs([`${folder}/api.json`]);
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    });
  });
});

describe("a value that is nested without end", () => {
  it.each([
    ["askMoveValue", "[", "1", "]"],
    ["askTree", '{"below":[', "", "]}"],
    ["list", "[", "", "]"],
  ])("is refused as invalid params by %s", async (name, open, middle, close) => {
    await withGenerated<Stubs>({ methods: [...methods, list], schemas }, async (join) => {
      const onServer = Object.fromEntries([...methods, list].map(({ name }) => [name, () => true]));
      const { send, wire } = join({ onServer });
      const deep = open.repeat(50_000) + middle + close.repeat(50_000);
      const x = name === "list" ? `[${deep},${deep}]` : deep;
      send(`{"jsonrpc":"2.0","id":1,"method":"${name}","params":{"x":${x}}}`);
      await expect
        .poll(() => wire.find(({ error }) => error !== undefined)?.error)
        .toMatchObject({
          code: -32602,
          message: expect.stringContaining("is nested deeper than 128 levels"),
        });
    });
  });
});
