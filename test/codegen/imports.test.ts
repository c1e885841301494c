import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "../../codegen/index.js";
import { withFolder, write } from "./folder.js";
import { documentOf, notification, param, request, text } from "./inline.js";

const runtime = fileURLToPath(new URL("../../src/runtime/index.ts", import.meta.url));

/** Methods whose validators need every helper of the runtime. */
const methods = [
  request("get", [param("short", { ...text, maxLength: 3 }), param("one", { enum: [{ a: 1 }, { b: 2 }] })]),
  request("none", [], { type: "array", items: text, uniqueItems: true } as object),
  notification("tell", [param("x")]),
  notification("hint"),
];

/** What modules import when they are loaded, and what they may load later. */
interface Graph {
  readonly files: string[];
  readonly packages: string[];
  readonly later: string[];
}

/** Follows the imports of a module. Imports of types are gone when code runs. */
async function graphOf(entry: string, folder: string): Promise<Graph> {
  const files = new Set<string>();
  const packages = new Set<string>();
  const later = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (files.has(file)) return;
    files.add(file);
    const code = await readFile(file, "utf8");
    for (const [, clause = "", module = ""] of code.matchAll(
      /^(?:import|export)((?: [^;"=]*? from)?) "([^"]+)";/gm,
    )) {
      if (/^ type\b/.test(clause) || isOnlyTypes(clause)) continue;
      if (module === "stratum/runtime") await visit(runtime);
      else if (module.startsWith(".")) await visit(resolve(dirname(file), module.replace(/\.js$/, ".ts")));
      else packages.add(module);
    }
    for (const [, module = ""] of code.matchAll(/import\("([^"]+)"\)/g)) later.add(module);
  };
  await visit(join(folder, entry));
  const own = [...files]
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length + 1));
  return { files: own.sort(), packages: [...packages].sort(), later: [...later].sort() };
}

function isOnlyTypes(clause: string): boolean {
  const [, names] = clause.match(/^ \{([^}]*)\} from$/s) ?? [];
  return names?.split(",").every((name) => name.trim() === "" || name.trim().startsWith("type ")) ?? false;
}

async function graph(entry: string, validators: "eager" | "lazy"): Promise<Graph> {
  return withFolder(async (folder) => {
    await write(folder, { "openrpc.json": JSON.stringify(documentOf({ methods })) });
    const output = join(folder, "generated");
    const { files } = await generate({ inputs: [join(folder, "openrpc.json")], output, validators });
    await write(output, Object.fromEntries(files));
    return graphOf(entry, output);
  });
}

describe("what generated code imports when it is loaded", () => {
  it("is the runtime's core: nothing of Node.js, no generator, no compiler of schemas", async () => {
    const { files, packages } = await graph("index.ts", "eager");
    expect(files).toEqual(["client.ts", "index.ts", "methods.ts", "validators.ts"]);
    expect(packages).toEqual([]);
  });

  it("leaves out validators that are for later, each a file of its own", async () => {
    const { files, packages, later } = await graph("client.ts", "lazy");
    expect(files).toEqual(["client.ts", "methods.ts", "validators/tell.ts"]);
    expect(packages).toEqual([]);
    expect(later).toEqual(["./validators/get.js", "./validators/none.js"]);
  });

  it("is no types", async () => {
    expect(await graph("types.ts", "lazy")).toEqual({ files: ["types.ts"], packages: [], later: [] });
    expect((await graph("handlers.ts", "lazy")).files).toEqual(["handlers.ts"]);
  });
});

describe("a validator that is loaded on first use", () => {
  it("imports the runtime's core alone, too", async () => {
    const { files, packages } = await graph("validators/get.ts", "lazy");
    expect(files).toEqual(["validators/get.ts"]);
    expect(packages).toEqual([]);
  });
});
