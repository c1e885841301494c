import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import type { OpenRpcDocument } from "../../../codegen/document/openrpc.js";
import { type Generated, generate } from "../../../codegen/index.js";
import { methodModule, problemsOf, schemaModule, withFolder, write } from "../folder.js";

/** Generates from a folder of modules. */
async function load(files: Record<string, string>): Promise<Generated & { document: OpenRpcDocument }> {
  return withFolder(async (folder) => {
    await write(folder, files);
    const generated = await generate({ inputs: [folder], output: join(folder, "generated") });
    const document: OpenRpcDocument = JSON.parse(generated.files.get("openrpc.json") ?? "");
    return { ...generated, document };
  });
}

/** What is wrong with a folder of modules, with files as seen from there. */
async function problems(files: Record<string, string>) {
  return withFolder(async (folder) => {
    await write(folder, files);
    const found = await problemsOf(generate({ inputs: [folder], output: join(folder, "generated") }));
    return found.map((problem) => ({
      ...problem,
      file: relative(folder, problem.file),
      message: problem.message.replaceAll(folder, ""),
    }));
  });
}

const ping = methodModule("a.ping", "result: Type.Boolean()");

describe("a folder of schema modules", () => {
  it("has a method a module, at any depth", async () => {
    const { document, methods } = await load({
      "a/ping.ts": ping,
      "a/b/c/deep.ts": methodModule("a.b.c.deep", ""),
      "top.ts": methodModule("top", ""),
    });
    expect(methods).toBe(3);
    expect(document.methods.map(({ name }) => name)).toEqual(["a.b.c.deep", "a.ping", "top"]);
  });

  it("is called what its protocol module says", async () => {
    const facts = `{ title: "Mine", version: "2.1.0", description: "My own." }`;
    const { document } = await load({
      "protocol.ts": `import { protocol } from "${schemaModule}";\nexport default protocol(${facts});`,
      "ping.ts": ping,
    });
    expect(document.info).toEqual({ title: "Mine", version: "2.1.0", description: "My own." });
  });

  it("is called as the folder is where nothing says otherwise", async () => {
    const title = await withFolder(async (folder) => {
      await write(folder, { "ping.ts": ping });
      const { files } = await generate({ inputs: [folder], output: folder });
      expect(JSON.parse(files.get("openrpc.json") ?? "").info.title).toBe(basename(folder));
      return basename(folder);
    });
    expect(title).toMatch(/^stratum-codegen-/);
  });

  it("may have modules of shapes alone, which others import", async () => {
    const { document, files } = await load({
      "shapes.ts": `import { Type } from "${schemaModule}";\nexport const Id = Type.String({ $id: "Id", minLength: 1 });`,
      "one.ts": methodModule("one", "params: { id: Id }", 'import { Id } from "./shapes.js";'),
      "sub/two.ts": methodModule("two", "result: Id", 'import { Id } from "../shapes.ts";'),
    });
    expect(document.components?.schemas).toEqual({ Id: { type: "string", minLength: 1 } });
    expect(files.get("types.ts")?.match(/type Id = string/g)).toHaveLength(1);
  });

  it("may be in JavaScript, too", async () => {
    const { methods } = await load({
      "a.js": ping,
      "b.mjs": methodModule("b", ""),
      "c.mts": methodModule("c", ""),
    });
    expect(methods).toBe(3);
  });

  it("is read without declarations, tests, other files and packages", async () => {
    const { methods, sources } = await load({
      "a/ping.ts": ping,
      "a/ping.test.ts": "throw new Error('a test');",
      "a/ping.test.mjs": "throw new Error('a test');",
      "types.d.ts": "export default 5;",
      "types.d.mts": "export default 5;",
      "readme.md": "# Schemas",
      "data.json": "{}",
      "node_modules/other/index.js": "throw new Error('a package');",
    });
    expect(methods).toBe(1);
    const own = sources.filter((source) => !source.includes("/codegen/schema/"));
    expect(own.map((source) => basename(source))).toEqual(["ping.ts"]);
  });

  it("may have shapes that hold themselves", async () => {
    const tree = `const Tree = Type.Cyclic({ Tree: Type.Object({ children: Type.Array(Type.Ref("Tree")) }) }, "Tree");`;
    const { document, files } = await load({ "get.ts": methodModule("get", "result: Tree", tree) });
    expect(document.methods[0]?.result?.schema).toEqual({ $ref: "#/components/schemas/Tree" });
    expect(files.get("types.ts")).toContain("export interface Tree {\n  children: Tree[];\n}");
  });

  it("may have shapes whose names are addresses", async () => {
    const shape = `const Id = Type.Object({ a: Type.String() }, { $id: "https://example.org/id.json" });`;
    const { files } = await load({ "get.ts": methodModule("get", "result: Id", shape) });
    expect(files.get("types.ts")).toContain("export interface HttpsExampleOrgIdJson {");
    expect(files.get("client.ts")).toContain("Promise<HttpsExampleOrgIdJson>");
  });
});

describe("what is wrong with a module", () => {
  it.each([
    ["export default 5;", "the default export is a number"],
    ["export default { name: 'x' };", "the default export is an object"],
    ["export default [];", "the default export is an array"],
    ["export default null;", "the default export is null"],
    ["export default () => 5;", "the default export is a function"],
  ])("%s", async (text, message) => {
    expect(await problems({ "wrong.ts": text, "ping.ts": ping })).toEqual([
      {
        severity: "error",
        file: "wrong.ts",
        pointer: "",
        message,
        expected: 'what method() or protocol() of "stratum-codegen" returns',
        hint: "export default method(name, { summary, params, result }), or export shapes by name only",
      },
    ]);
  });

  it("is said of all modules at once", async () => {
    const found = await problems({
      "a.ts": "export default 5;",
      "b.ts": "export default {",
      "c.ts": 'import "./nowhere.js";',
      "d.ts": "throw new Error('on purpose');",
    });
    expect(found.map(({ file, message }) => [file, message])).toEqual([
      ["a.ts", "the default export is a number"],
      ["b.ts", "the module can't be loaded: ParseError: Unexpected token"],
      ["c.ts", "the module can't be loaded: Cannot find module './nowhere.js'"],
      ["d.ts", "the module can't be loaded: on purpose"],
    ]);
  });

  it("is told with line and column where it can't be parsed, once for all that import it", async () => {
    const importing = methodModule("x", "", 'import "./broken.js";');
    const found = await problems({
      "broken.ts": "const a = 1;\nconst b: number = ;\n",
      "one.ts": importing,
      "two.ts": importing,
    });
    expect(found).toEqual([
      {
        severity: "error",
        file: "broken.ts",
        pointer: "",
        place: { line: 2, column: 19, text: "const b: number = ;" },
        message: "the module can't be loaded: ParseError: Unexpected token",
        expected: "a module that Node.js can import",
        hint: "run the module alone to see why",
      },
    ]);
  });

  it("is that two shapes bear one $id, told once", async () => {
    const shape = (schema: string) => `const S = Type.${schema}({ $id: "Same" });`;
    const found = await problems({
      "a.ts": methodModule("a", "result: S", shape("String")),
      "b.ts": methodModule("b", "result: S", shape("Number")),
      "c.ts": methodModule("c", "result: S", shape("Boolean")),
    });
    expect(found).toEqual([
      {
        severity: "error",
        file: "",
        pointer: "/Same",
        message: 'two different shapes have the $id "Same"',
        expected: "one shape per name",
        hint: "give one of them another $id, or import the same constant in both places",
      },
    ]);
  });

  it("is not that two equal shapes bear one $id", async () => {
    const shape = `const S = Type.String({ $id: "Same" });`;
    const { methods } = await load({
      "a.ts": methodModule("a", "result: S", shape),
      "b.ts": methodModule("b", "result: S", shape),
    });
    expect(methods).toBe(2);
  });

  it("is that two modules describe one method", async () => {
    const found = await problems({ "a.ts": methodModule("same", ""), "b.ts": methodModule("same", "") });
    expect(found).toEqual([
      expect.objectContaining({
        file: "b.ts",
        message: expect.stringMatching(/^duplicate method "same"; the first is at .*a\.ts \/name$/),
      }),
    ]);
  });

  it("is told at the place where its author wrote it", async () => {
    const found = await problems({
      "a.ts": methodModule("a", 'params: { ok: Type.String(), worker: Type.String({ pattern: "(" }) }'),
      "b.ts": methodModule("b", 'result: positions({ x: Type.Unsafe({ type: "strin" }) })'),
    });
    expect(found.map(({ file, pointer }) => [file, pointer])).toEqual([
      ["a.ts", "/params/worker/pattern"],
      ["b.ts", "/result/items/0/type"],
    ]);
  });

  it("is what a compiler would have said, too", async () => {
    const found = await problems({
      "a.ts": methodModule("a", 'direction: "server->client"'),
      "b.ts": methodModule("b", 'errors: [{ code: "no", message: "No." }]'),
      "c.ts": methodModule("c", "reslut: Type.String()"),
      "d.ts": methodModule("d", "params: { x: param(undefined) }, result: Type.Object({ y: undefined })"),
    });
    expect(found.map(({ file, pointer, message }) => [file, pointer, message])).toEqual([
      ["a.ts", "/direction", 'the direction is "server->client"'],
      ["b.ts", "/errors/0/code", 'the error\'s code is "no"'],
      ["c.ts", "/reslut", '"reslut" is not a member of a method definition'],
      ["d.ts", "/params/x", "the schema is undefined"],
      ["d.ts", "/result/properties/y", "the schema is undefined"],
    ]);
    expect(found[2]?.hint).toBe('did you mean "result"?');
  });

  it("is a shape that is not there yet, where modules import each other", async () => {
    const shape = (name: string, other: string) =>
      `import { Type } from "${schemaModule}"; import { ${other} } from "./${other.toLowerCase()}.js"; export const ${name} = Type.Object({ other: ${other} }, { $id: "${name}" });`;
    const found = await problems({
      "one.ts": shape("One", "Two"),
      "two.ts": shape("Two", "One"),
      "zzz.ts": methodModule("get", "result: One", 'import { One } from "./one.js";'),
    });
    expect(found).toEqual([
      expect.objectContaining({
        file: expect.stringMatching(/\.ts$/),
        message: expect.stringMatching(/undefined|before initialization/),
      }),
    ]);
  });

  it("is a reference to a shape that is not there", async () => {
    const found = await problems({
      "a.ts": methodModule("a", 'params: { x: Type.Ref("Hsah") }, result: Type.String({ $id: "Hash" })'),
    });
    expect(found).toEqual([
      expect.objectContaining({
        file: "a.ts",
        pointer: "/params/x/$ref",
        message: 'unknown shape "Hsah"',
        hint: 'did you mean "Hash"?',
      }),
    ]);
  });

  it("is an argument that decides what the result is and is no parameter", async () => {
    const result = `result: byArgument("verbsity", [{ values: [0], result: Type.String() }, { values: [1], result: Type.Number() }])`;
    const found = await problems({
      "a.ts": methodModule(
        "a",
        `params: { verbosity: Type.Integer() }, ${result}`,
        `import { byArgument } from "${schemaModule}";`,
      ),
    });
    expect(found).toEqual([
      expect.objectContaining({
        file: "a.ts",
        pointer: "/result/x-by-argument/name",
        hint: 'did you mean "verbosity"?',
      }),
    ]);
  });

  it("is that there is none", async () => {
    expect(await problems({ "shapes.ts": "export const a = 1;" })).toEqual([
      expect.objectContaining({
        message: "no methods found",
        hint: expect.stringContaining("stratum method"),
      }),
    ]);
  });
});

describe("a module that changed", () => {
  it("is read anew, and so is what it imports", async () => {
    await withFolder(async (folder) => {
      const run = async () => (await generate({ inputs: [folder], output: folder })).files.get("types.ts");
      const shapes = (text: string) => `import { Type } from "${schemaModule}";\nexport const Id = ${text};`;
      await write(folder, {
        "shapes.ts": shapes('Type.String({ $id: "Id" })'),
        "one.ts": methodModule("one", "params: { id: Id }", 'import { Id } from "./shapes.js";'),
      });
      expect(await run()).toContain("export type Id = string;");
      await write(folder, { "shapes.ts": shapes('Type.Number({ $id: "Id" })') });
      expect(await readFile(join(folder, "shapes.ts"), "utf8")).toContain("Number");
      expect(await run()).toContain("export type Id = number;");
    });
  });
});
