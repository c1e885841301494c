import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../../../codegen/index.js";
import { problemsOf, withFolder, write } from "../folder.js";
import { number, text } from "../inline.js";

const start = { openrpc: "1.3.2", info: { title: "T", version: "1" } };
const result = (schema: unknown) => ({ name: "result", schema });

/** The files generated from `main.json`, which may refer to the others. */
async function filesFrom(
  files: Record<string, unknown>,
  base?: string,
): Promise<ReadonlyMap<string, string>> {
  return withFolder(async (folder) => {
    await writeAll(folder, files);
    const options = base === undefined ? {} : { base: join(folder, base) };
    return (await generate({ inputs: [join(folder, "main.json")], output: join(folder, "out"), ...options }))
      .files;
  });
}

function writeAll(folder: string, files: Record<string, unknown>): Promise<void> {
  const texts = Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]);
  return write(folder, Object.fromEntries(texts));
}

async function typesFrom(files: Record<string, unknown>, base?: string): Promise<string[]> {
  const types = (await filesFrom(files, base)).get("types.ts") ?? "";
  return types.trimEnd().split("\n").slice(2);
}

/** What is wrong with references, as `[pointer, message]`. */
async function problems(main: object): Promise<[string, string][]> {
  return withFolder(async (folder) => {
    await writeAll(folder, { "main.json": { ...start, ...main } });
    const found = await problemsOf(generate({ inputs: [join(folder, "main.json")], output: folder }));
    return found.map(({ pointer, message }) => [pointer, message.replaceAll(folder, "")]);
  });
}

describe("a reference within a document", () => {
  it.each([
    ["#/components/schemas/Block", "Block"],
    ["#/definitions/block_id", "BlockId"],
    ["#/components/schemas/a~1b%20c", "ABC"],
    ["#/components/schemas/til~0de", "TilDe"],
    ["main.json#/components/schemas/Block", "Block"],
    ["./main.json#/components/schemas/Block", "Block"],
  ])("%s makes a shape called %s", async ($ref, name) => {
    const shape = { type: "object", properties: { hash: text } };
    const types = await typesFrom({
      "main.json": {
        ...start,
        methods: [{ name: "get", params: [], result: result({ $ref }) }],
        components: { schemas: { Block: shape, "a/b c": shape, "til~de": shape } },
        definitions: { block_id: shape },
      },
    });
    expect(types).toEqual([`export interface ${name} {`, "  hash?: string;", "}"]);
  });

  it("may lead to methods, descriptors, errors, examples and what these refer to", async () => {
    const files = await filesFrom({
      "main.json": {
        ...start,
        methods: [{ $ref: "#/components/methods/get" }],
        components: {
          methods: {
            get: {
              name: "get",
              params: [{ $ref: "#/components/contentDescriptors/Id" }],
              result: { $ref: "#/components/contentDescriptors/Answer" },
              errors: [{ $ref: "#/components/errors/Missing" }],
              examples: [{ $ref: "#/components/examplePairingObjects/first" }],
            },
          },
          contentDescriptors: {
            Id: { $ref: "#/components/contentDescriptors/Key" },
            Key: { name: "key_id", required: true, schema: text },
            Answer: { name: "answer", schema: number },
          },
          errors: { Missing: { code: -5, message: "Missing" } },
          examples: { key: { name: "key_id", value: "a" }, one: { name: "answer", value: 1 } },
          examplePairingObjects: {
            first: {
              name: "first",
              params: [{ $ref: "#/components/examples/key" }],
              result: { $ref: "#/components/examples/one" },
            },
          },
        },
      },
    });
    expect(JSON.parse(files.get("openrpc.json") ?? "").methods).toEqual([
      {
        name: "get",
        params: [{ name: "key_id", required: true, schema: text }],
        result: { name: "answer", schema: number },
        errors: [{ code: -5, message: "Missing" }],
        examples: [
          {
            name: "first",
            params: [{ name: "key_id", value: "a" }],
            result: { name: "answer", value: 1 },
          },
        ],
      },
    ]);
  });

  it("may lead to the schema of another method", async () => {
    const types = await typesFrom({
      "main.json": {
        ...start,
        methods: [
          { name: "a", params: [], result: result({ type: "object", properties: { x: text } }) },
          { name: "b", params: [], result: result({ $ref: "#/methods/0/result/schema" }) },
        ],
      },
    });
    expect(types).toContain("export interface AResult {");
  });

  it("may lead back to what it stands in", async () => {
    const tree = {
      type: "object",
      properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
    };
    const types = await typesFrom({
      "main.json": {
        ...start,
        methods: [{ name: "get", params: [], result: result({ $ref: "#/components/schemas/Tree" }) }],
        components: { schemas: { Tree: tree } },
      },
    });
    expect(types).toEqual(["export interface Tree {", "  children?: Tree[];", "}"]);
  });
});

describe("a reference to another file", () => {
  const main = ($ref: string) => ({
    ...start,
    methods: [{ name: "get", params: [], result: result({ $ref }) }],
  });

  it.each([
    ["shapes/block.json#/Block", "Block"],
    ["shapes/block.json", "Block"],
    ["./shapes/block.json#", "Block"],
  ])("%s makes a shape, and so does what that file refers to", async ($ref, name) => {
    const block = { type: "object", properties: { tx: { $ref: "../tx.json#/definitions/Tx" } } };
    const types = await typesFrom({
      "main.json": main($ref),
      "shapes/block.json": { ...block, Block: block },
      "tx.json": {
        definitions: { Tx: { type: "object", properties: { in: { $ref: "shapes/block.json#/Block" } } } },
      },
    });
    expect(types).toContain(`export interface ${name} {`);
    expect(types).toContain("  tx?: Tx;");
    expect(types).toContain("export interface Tx {");
  });

  it("is relative to the file it stands in, or to a base that is given", async () => {
    const files = {
      "main.json": main("block.json#/B"),
      "specs/block.json": { B: number },
      "block.json": { B: text },
    };
    expect(await typesFrom(files)).toEqual(["export type B = string;"]);
    expect(await typesFrom(files, "specs")).toEqual(["export type B = number;"]);
  });

  it("may lead to a method there", async () => {
    const types = await typesFrom({
      "main.json": { ...start, methods: [{ $ref: "methods/get.json" }] },
      "methods/get.json": { name: "get", params: [{ name: "x", schema: { $ref: "../types.json#/X" } }] },
      "types.json": { X: text },
    });
    expect(types).toEqual([
      "/** Parameters of `get`. */",
      "export interface GetParams {",
      "  x?: X;",
      "}",
      "",
      "export type X = string;",
    ]);
  });

  it("is among what is watched", async () => {
    await withFolder(async (folder) => {
      await writeAll(folder, { "main.json": main("block.json#/B"), "block.json": { B: text } });
      const { sources } = await generate({
        inputs: [join(folder, "main.json")],
        output: join(folder, "out"),
      });
      expect(sources).toEqual([join(folder, "main.json"), join(folder, "block.json")]);
    });
  });
});

describe("a reference that leads nowhere", () => {
  it.each([
    ["#/components/schemas/No", '"#/components/schemas/No" can\'t be followed: its target does not exist'],
    ["#anchor", '"#anchor" can\'t be followed: it is not a JSON pointer'],
    ["#/%zz", '"#/%zz" can\'t be followed: its target does not exist'],
    ["no.json", "\"no.json\" can't be followed: the file /no.json can't be read"],
    ["https://example.org/x.json#/X", "references over the network are not followed"],
  ])("%s is told, with the reason", async ($ref, message) => {
    const found = await problems({ methods: [{ name: "get", params: [], result: result({ $ref }) }] });
    expect(found).toEqual([["/methods/0/result/schema/$ref", expect.stringContaining(message)]]);
  });

  it("is told of every kind of part, all at once", async () => {
    const lost = { $ref: "#/no" };
    const found = await problems({
      methods: [
        {
          name: "a",
          params: [lost],
          result: lost,
          errors: [lost],
          examples: [lost, { params: [lost], result: lost }],
        },
        lost,
      ],
    });
    expect(found.map(([pointer]) => pointer).sort()).toEqual([
      "/methods/0/errors/0/$ref",
      "/methods/0/examples/0/$ref",
      "/methods/0/examples/1/params/0/$ref",
      "/methods/0/examples/1/result/$ref",
      "/methods/0/params/0/$ref",
      "/methods/0/result/$ref",
      "/methods/1/$ref",
    ]);
  });

  it.each([
    { what: "itself", schemas: { A: { $ref: "#/components/schemas/A" } } },
    {
      what: "itself by way of another",
      schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } },
    },
  ])("because it leads back to $what is told once, however often it is used", async ({ schemas }) => {
    const get = (name: string) => ({ name, params: [], result: result({ $ref: "#/components/schemas/A" }) });
    expect(await problems({ methods: [get("a"), get("b")], components: { schemas } })).toEqual([
      ["/components/schemas/A/$ref", expect.stringContaining("it refers to itself")],
    ]);
  });

  it("because a method leads back to itself is told", async () => {
    expect(await problems({ methods: [{ $ref: "#/methods/1" }, { $ref: "#/methods/0" }] })).toEqual([
      ["/methods/0/$ref", expect.stringContaining("it refers to itself")],
      ["/methods/1/$ref", expect.stringContaining("it refers to itself")],
    ]);
  });
});
