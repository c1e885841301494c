import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { type GenerateOptions, generate, writeOutput } from "../../codegen/index.js";
import { type Compiler, compile } from "./compiler.js";
import { withFolder, write } from "./folder.js";
import { documentOf, notification, number, optional, param, reference, request, text } from "./inline.js";

const here = fileURLToPath(new URL(".", import.meta.url));

const strict = {
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  target: "es2023",
  lib: ["es2023"],
  types: ["node"],
};
const nodenext = { ...strict, module: "nodenext" };
const bundler = { ...strict, module: "preserve", moduleResolution: "bundler" };

/** Names, shapes and results that are not easy to write as TypeScript. */
const methods = [
  request("delete", [param("class"), optional("default"), param("bip125-replaceable", number)]),
  request("mining.extranonce", [optional("value", reference("Json"))]),
  request("mining.extranonce.subscribe", [], reference("Record")),
  request("get", [param("x")], reference("ToServer"), { errors: [{ code: -5, message: "none" }] }),
  request("getParams", [param("params")], reference("Tree")),
  request("to_server", [], {
    type: "array",
    items: [text, { enum: ["a", "b"] }],
    minItems: 1,
    "x-positions": ["a", "b-c"],
  }),
  request("options", [param("options")], { type: "array", items: { enum: ["a", 1, null] } }),
  request("call", [optional("level", { type: "integer" })], {
    anyOf: [text, { type: "object", properties: { "a b": text } }],
    "x-by-argument": { name: "level", values: [[0, null], [1]] },
  }),
  request("große.Straße", [], {
    type: "object",
    additionalProperties: { type: ["object", "null"], properties: { a: text } },
  }),
  notification("tell", [param("text", { ...text, description: "*/ so long" })], { "x-direction": "both" }),
  notification("constructor", [], { "x-direction": "serverToClient", "x-optional": true }),
];
const schemas: Record<string, JsonSchema> = {
  Record: { type: "object", properties: { a: text }, patternProperties: { "^x-": number } },
  ToServer: { oneOf: [{ type: "null" }, { type: "object", properties: { b: { const: { c: [1] } } } }] },
  Json: {
    anyOf: [
      text,
      { type: "object", additionalProperties: reference("Json") },
      { type: "array", items: reference("Json") },
    ],
  },
  Tree: {
    type: "object",
    properties: { children: { type: "array", items: [text], additionalItems: reference("Tree") } },
  },
};

/** Code of a user's, which must compile as it is. */
const consumer = (extension: string) => `
import { protocol, type GetParamsParams, type ServerHandlers, type Tree } from "./generated/index${extension}";
import { get } from "./generated/methods${extension}";
import { type Caller, isMethodError } from "stratum/rpc";

export function codeOf(error: unknown): -5 | undefined {
  return isMethodError(error, get) ? error.wireCode : undefined;
}

export const handlers: ServerHandlers<{ who: string }> = {
  delete: ({ class: name, bip125Replaceable }, { who }) => name === who && bip125Replaceable > 1,
  "mining.extranonce": () => true,
  "mining.extranonce.subscribe": async () => ({ a: "x", "x-1": 5 }),
  get: () => null,
  getParams: ({ params }) => ({ children: [params, {}] }),
  to_server: () => ({ a: "x", "b-c": "b" }),
  options: () => ["a", 1, null],
  call: ({ level = 0 }) => (level === 0 ? "text" : { "a b": "c" }),
  "große.Straße": () => ({ a: null, b: { a: "x" } }),
  tell: ({ text }) => void text.trim(),
};

export async function use(caller: Caller): Promise<Tree> {
  const stubs = protocol.toServer(caller);
  const params: GetParamsParams = { params: await stubs.call({ level: 0 }) };
  const object: { "a b"?: string } = await stubs.call({ level: 1 });
  const text: string = await stubs.call();
  stubs.tell({ text: text + object["a b"] });
  await stubs.mining.extranonce$();
  await stubs.mining.extranonce.subscribe();
  // @ts-expect-error 'class' is missing
  await stubs.delete({ bip125Replaceable: 1 });
  // @ts-expect-error "c" is not among the values
  const values: ("a" | "c")[] = await stubs.options({ options: protocol.title });
  return values.length > 0 ? stubs.getParams(params) : { children: ["a", {}] };
}
`;

async function complaintsOf(
  options: Partial<GenerateOptions>,
  compilerOptions: object,
  compiler: Compiler = "typescript",
): Promise<string[]> {
  return withFolder(async (folder) => {
    await write(folder, {
      "openrpc.json": JSON.stringify(documentOf({ methods, schemas })),
      "consumer.ts": consumer(options.extension ?? ".js"),
    });
    const output = join(folder, "generated");
    const { files } = await generate({ inputs: [join(folder, "openrpc.json")], output, ...options });
    await writeOutput(output, files, { added: [...files.keys()], changed: [], stale: [], unchanged: [] });
    const found = await compile(folder, { compilerOptions, include: ["."] }, compiler);
    return found.map(({ file, line, message }) => `${file}:${line} ${message}`);
  }, here);
}

/** What is newer than the oldest compiler. */
const newer = { erasableSyntaxOnly: true };

describe.each(["eager", "lazy"] as const)("generated code with %s validators", (validators) => {
  describe.each<[string, Compiler, object]>([
    ["TypeScript 7", "typescript", newer],
    ["TypeScript 5.5", "typescript-oldest", {}],
  ])("compiles strictly on %s", (_name, compiler, options) => {
    it.each([
      { as: "a module of Node.js", compilerOptions: nodenext, extension: ".js" },
      {
        as: "a module of Node.js with .ts",
        compilerOptions: { ...nodenext, allowImportingTsExtensions: true },
        extension: ".ts",
      },
      { as: "a module for a bundler", compilerOptions: bundler, extension: ".js" },
      { as: "a module for a bundler with no extension", compilerOptions: bundler, extension: "" },
    ])("as $as", async ({ compilerOptions, extension }) => {
      expect(
        await complaintsOf({ validators, extension }, { ...compilerOptions, ...options }, compiler),
      ).toEqual([]);
    });
  });
});

describe("the committed protocols", () => {
  it.each(["stratum", "notify", "daemon"])(
    "of generated/%s compile strictly, and say all their types",
    async (name) => {
      const found = await withFolder(async (folder) => {
        const compilerOptions = { ...nodenext, declaration: true, isolatedDeclarations: true };
        return compile(folder, { compilerOptions, include: [`../../../generated/${name}`] });
      }, here);
      expect(found.filter(({ file }) => file.includes(`generated/${name}/`))).toEqual([]);
    },
  );
});

describe("the test of compiling", () => {
  it("would see what does not compile", async () => {
    const found = await complaintsOf({ runtime: "stratum/nowhere" }, nodenext);
    expect(found.join("\n")).toContain("generated/client.ts:3 TS2307: Cannot find module 'stratum/nowhere'");
  });

  it("has a compiler that is old", async () => {
    const found = await complaintsOf({}, { ...nodenext, ...newer }, "typescript-oldest");
    expect(found.join("\n")).toContain("Unknown compiler option 'erasableSyntaxOnly'");
  });
});
