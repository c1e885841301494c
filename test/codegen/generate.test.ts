import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { generate } from "../../codegen/index.js";
import { methodModule, schemaModule, withFolder, write } from "./folder.js";
import { documentOf, notification, optional, param, reference, request, text } from "./inline.js";

/** Written out in several places, which give it several names. */
const spot = (words: string) => ({
  type: "object",
  properties: { x: { type: "number", description: words }, y: { type: "number" } },
});

/** A document with something of everything that is named, sorted or referred to. */
const document = {
  ...documentOf({
    methods: [
      request(
        "b.get",
        [param("block_id", reference("Id")), optional("depth", { $ref: "#/definitions/Id" })],
        reference("Block"),
      ),
      request("B.get", [param("id", { $ref: "#/other/Id", description: "Here." })], {
        type: "array",
        items: reference("Block"),
      }),
      notification("a", [
        param("x", { anyOf: [reference("Id"), { $ref: "#/definitions/Id" }], default: { b: 1, a: 2 } }),
      ]),
      request(
        "ä",
        [],
        { enum: ["z", "a", { k: 1 }] },
        { summary: "Über.", errors: [{ code: 1, message: "no" }] },
      ),
      request("spots", [], {
        type: "object",
        description: "Both.",
        properties: { from: spot("Left.") },
        patternProperties: { "^p": spot("Right.") },
        anyOf: [{ type: "object", properties: { ends: { type: "array", items: spot("Left.") } } }],
      }),
      request("list", [], {
        type: "object",
        properties: { z: { $ref: "#/other/Id" }, a: { $ref: "#/definitions/Id" }, m: reference("Id") },
        patternProperties: { "^b": text, "^a": { type: "number" } },
        required: ["z"],
      }),
    ],
    schemas: {
      Id: { ...text, minLength: 2, maxLength: 20, pattern: "^[a-z]+$" },
      block_id: { type: "integer", minimum: 0, maximum: 9 },
      Block: {
        type: "object",
        properties: {
          parent: reference("Block"),
          id: reference("block_id"),
          kind: { type: "string", enum: ["main", "stale"], description: "Which chain." },
        },
        required: ["id"],
      },
    },
  }),
  definitions: { Id: { type: "number", description: "Another." } },
  other: { Id: { type: "boolean" } },
};

async function filesOf(content: string, name = "api.json"): Promise<[string, string][]> {
  return withFolder(async (folder) => {
    await write(folder, { [name]: content });
    const { files } = await generate({ inputs: [join(folder, name)], output: join(folder, "out") });
    return [...files].map(([path, text]) => [path, text.replace(name, "api.json")]);
  });
}

/** Whose members are in an order that people see. */
const ordered = ["properties", "patternProperties", "default"];

/** The value with members and methods in an order that the seed decides, where order has no meaning. */
function shuffled(value: unknown, seed: number, keyword = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => shuffled(item, seed + index));
    return keyword === "methods" ? inAnyOrder(items, seed) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(
    ([key, member]) => [key, shuffled(member, seed * 7 + key.length, key)] as const,
  );
  return Object.fromEntries(ordered.includes(keyword) ? members : inAnyOrder(members, seed));
}

function inAnyOrder<T>(items: readonly T[], seed: number): T[] {
  const keyed = items.map((item, index) => ({ item, key: Math.sin(seed + index * 12.9898) * 43758.5453 }));
  const fraction = (value: number) => value - Math.floor(value);
  return keyed.sort((a, b) => fraction(a.key) - fraction(b.key)).map(({ item }) => item);
}

describe("the same document", () => {
  it("gives the same bytes in another order of methods and keywords", async () => {
    const expected = await filesOf(JSON.stringify(document));
    const orders = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        const content = JSON.stringify(shuffled(document, seed));
        orders.add(content);
        expect(await filesOf(content)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
    expect(orders.size).toBeGreaterThan(6);
  });

  it("gives the same bytes as YAML, with other line ends, from another folder, again", async () => {
    const expected = await filesOf(JSON.stringify(document));
    expect(await filesOf(stringify(document), "api.yaml")).toEqual(expected);
    expect(await filesOf(JSON.stringify(document, null, 4).replaceAll("\n", "\r\n"))).toEqual(expected);
    expect(await filesOf(JSON.stringify(document))).toEqual(expected);
  });

  it.each(["C", "tr_TR.UTF-8", "sv_SE.UTF-8"])(
    "gives the same bytes where the locale is %s",
    async (LC_ALL) => {
      const script = [
        `import { generate } from "./codegen/dist/codegen/index.js";`,
        `const [input, output] = process.argv.slice(1);`,
        `process.stdout.write(JSON.stringify([...(await generate({ inputs: [input], output })).files]));`,
      ].join("\n");
      const files: unknown = await withFolder(async (folder) => {
        await write(folder, { "api.json": JSON.stringify(document) });
        const args = ["--input-type=module", "-e", script, join(folder, "api.json"), join(folder, "out")];
        const env = { ...process.env, LC_ALL, LANG: LC_ALL, TZ: "Asia/Kathmandu" };
        const cwd = fileURLToPath(new URL("../..", import.meta.url));
        const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env, maxBuffer: 1e8 });
        return JSON.parse(stdout);
      });
      expect(files).toEqual(await filesOf(JSON.stringify(document)));
    },
  );

  it("says nothing of the machine it was read on", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "api.json": JSON.stringify(document) });
      const { files } = await generate({ inputs: [join(folder, "api.json")], output: join(folder, "out") });
      const all = [...files.values()].join("\n");
      expect(all).not.toContain(folder);
      expect(all).not.toMatch(new RegExp(`${new Date().getFullYear()}|\\d\\d:\\d\\d:\\d\\d`));
    });
  });
});

describe("the same modules", () => {
  const shapes = `import { Type } from "${schemaModule}";\nexport const Id = Type.String({ $id: "Id" });\nexport const At = Type.Number({ $id: "At" });`;
  const get = (from: string) =>
    methodModule(
      "get",
      "params: { id: Id, at: optional(At) }, result: At",
      `import { At, Id } from "${from}";`,
    );
  const put = (from: string) => methodModule("put", "params: { id: Id }", `import { Id } from "${from}";`);

  async function filesFrom(files: Record<string, string>): Promise<[string, string][]> {
    return withFolder(async (folder) => {
      const schemas = join(folder, "schemas");
      await write(schemas, files);
      return [...(await generate({ inputs: [schemas], output: join(folder, "out") })).files];
    });
  }

  it("give the same bytes under other names, in other folders, with other line ends", async () => {
    const expected = await filesFrom({
      "shapes.ts": shapes,
      "get.ts": get("./shapes.js"),
      "put.ts": put("./shapes.js"),
    });
    const moved = { "z.ts": get("./a/b.js"), "a/b.ts": shapes, "a/a.ts": put("./b.js") };
    expect(await filesFrom(moved)).toEqual(expected);
    const entries = Object.entries(moved).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]);
    expect(await filesFrom(Object.fromEntries(entries))).toEqual(expected);
  });
});

describe("the document that is generated", () => {
  it.each(["stratum", "notify", "daemon"])("gives the same code as its source did: %s", async (name) => {
    const committed = fileURLToPath(new URL(`../../generated/${name}`, import.meta.url));
    const { files } = await generate({
      inputs: [join(committed, "openrpc.json")],
      output: join(committed, "again"),
      runtime: "../../src/runtime/index.js",
      validators: name === "daemon" ? "lazy" : "eager",
    });
    const withoutHeader = (text = "") => text.slice(text.indexOf("\n"));
    for (const [path, text] of files) {
      const expected = await readFile(join(committed, path), "utf8");
      if (path === "openrpc.json") expect(text).toBe(expected);
      else expect(withoutHeader(text), path).toBe(withoutHeader(expected));
    }
  });
});
