import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { methodTemplate } from "../../codegen/index.js";
import { stratum } from "./command.js";
import { withFolder, write } from "./folder.js";
import { documentOf, request } from "./inline.js";
import { document, generate, generatedFiles, inProject } from "./project.js";

const here = fileURLToPath(new URL(".", import.meta.url));

describe("stratum generate", () => {
  it("writes the files and says in a line what it did", async () => {
    await inProject(async (folder) => {
      const { code, stdout, stderr } = await stratum(generate, folder);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^src\/generated: 2 methods, 7 files written, 0 unchanged \(\d+ ms\)\n$/);
      expect((await readdir(join(folder, "src/generated"))).sort()).toEqual(generatedFiles);
    });
  });

  it("writes nothing where nothing has changed", async () => {
    await inProject(async (folder) => {
      await stratum(generate, folder);
      const at = async () => (await stat(join(folder, "src/generated/client.ts"))).mtimeMs;
      const before = await at();
      const { stdout } = await stratum(generate, folder);
      expect(stdout).toContain("0 files written, 7 unchanged");
      expect(await at()).toBe(before);
    });
  });

  it("ends with what is weaker than it reads, which may be an error", async () => {
    await withFolder(async (folder) => {
      const weak = documentOf({ methods: [request("get", [], {})] });
      await write(folder, { "api.json": JSON.stringify(weak) });
      const told = "api.json /methods/0/result/schema: nothing says what it is";
      const { code, stdout } = await stratum(["generate", "api.json", "--out", "g"], folder);
      expect(code).toBe(0);
      expect(stdout).toContain(
        `less strict than the source, in 1 place (--strict makes it an error):\n  ${told}`,
      );
      const again = await stratum(["generate", "api.json", "--out", "g", "--json"], folder);
      expect(JSON.parse(again.stdout)).toEqual([
        expect.objectContaining({
          output: "g",
          methods: 1,
          added: [],
          degraded: [expect.objectContaining({ rule: "unknown-type", pointer: "/methods/0/result/schema" })],
        }),
      ]);
      const strict = await stratum(["generate", "api.json", "--out", "strict", "--strict"], folder);
      expect(strict.code).toBe(1);
      expect(strict.stderr).toContain("error: nothing says what it is");
      expect(await readdir(folder)).not.toContain("strict");
    });
  });

  it("reads standard input", async () => {
    await inProject(async (folder) => {
      const { code } = await stratum(["generate", "-", "--out", "g"], folder, document);
      expect(code).toBe(0);
      expect(await readFile(join(folder, "g/index.ts"), "utf8")).toMatch(/ from standard input\n/);
    });
  });

  it("takes options for the runtime, for imports and for validators", async () => {
    await inProject(async (folder) => {
      const options = ["--runtime", "#rpc", "--extension", ".ts", "--validators", "lazy"];
      await stratum([...generate, ...options], folder);
      const methods = await readFile(join(folder, "src/generated/methods.ts"), "utf8");
      expect(methods).toContain('from "#rpc";');
      expect(methods).toContain('import("./validators/get.ts")');
    });
  });

  it("writes nothing and shows every problem where the document is wrong", async () => {
    await inProject(async (folder) => {
      const wrong = document.replace('"get"', '"put"').replace('"string"', '"strin"');
      await write(folder, { "api.json": wrong });
      const { code, stdout, stderr } = await stratum(generate, folder);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr.split("\n").slice(0, 3)).toEqual([
        "stratum generate: nothing was written",
        "",
        expect.stringMatching(/^api\.json:\d+:\d+ \/methods\/1\/name$/),
      ]);
      expect(stderr).toContain('error: duplicate method "put"');
      expect(stderr).toContain("expected: array, boolean, integer, null, number, object, string");
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(await readdir(folder)).toEqual(["api.json"]);
    });
  });

  it("keeps its hands off what it did not write", async () => {
    await inProject(async (folder) => {
      await write(folder, { "src/generated/index.ts": "export const mine = 1;\n" });
      const { code, stderr } = await stratum(generate, folder);
      expect(code).toBe(1);
      expect(stderr).toContain("src/generated/index.ts\n  error: the file was not generated");
      expect(await readdir(join(folder, "src/generated"))).toEqual(["index.ts"]);
    });
  });
});

describe("stratum.config.ts", () => {
  const config = `{ protocols: [
    { input: "api.json", output: "a", extension: ".ts" },
    { input: ["api.json"], output: "b", validators: "lazy" },
  ] }`;

  it("says what to generate where no input is named", async () => {
    await inProject(async (folder) => {
      await write(folder, { "stratum.config.ts": `export default ${config};` });
      const { code, stdout } = await stratum(["generate"], folder);
      expect(code).toBe(0);
      expect(stdout.split("\n").map((line) => line.split(",")[0])).toEqual([
        "a: 2 methods",
        "b: 2 methods",
        "",
      ]);
      expect(await readFile(join(folder, "a/index.ts"), "utf8")).toContain('"./client.ts"');
      expect(await readdir(join(folder, "b"))).toContain("validators");
      expect((await stratum(["generate", "--check"], folder)).code).toBe(0);
      const { code: drifted, stdout: list } = await stratum(
        ["generate", "--check", "--extension", ""],
        folder,
      );
      expect(drifted).toBe(1);
      expect(list).toContain("differs   a/index.ts\n");
      expect(list).toContain("differs   b/index.ts\n");
    });
  });

  it("is told of what is wrong in all its protocols, and none of them is written", async () => {
    await inProject(async (folder) => {
      const wrong = document.replace('"string"', '"strin"');
      await write(folder, {
        "stratum.config.ts": `export default { protocols: [
          { input: "api.json", output: "a" },
          { input: "b.json", output: "b" },
          { input: "c.json", output: "c" },
        ] };`,
        "b.json": wrong,
        "c.json": wrong,
      });
      const { code, stdout, stderr } = await stratum(["generate"], folder);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/^stratum generate: nothing was written\n\nb\.json:\d+:/);
      expect(stderr).toMatch(/\nc\.json:\d+:/);
      expect(await readdir(folder)).not.toContain("a");
    });
  });

  it("is told of where it is wrong", async () => {
    await inProject(async (folder) => {
      await write(folder, { "stratum.config.ts": "export default 5;" });
      const { code, stderr } = await stratum(["generate"], folder);
      expect(stderr).toContain("stratum.config.ts\n  error: the default export is not a config\n");
      expect(code).toBe(1);
    });
  });
});

describe("wrong arguments", () => {
  it.each<[string[], string]>([
    [["generate"], "no input: pass one, or create stratum.config.ts"],
    [["generate", "api.json"], "--out is missing: expected the output folder"],
    [["generate", "--out", "x"], "--out needs an input on the command line"],
    [["generate", "api.json", "--out"], "Flag --out expects a value"],
    [["generate", "api.json", "--nope"], "unknown flag --nope: see --help"],
    [[...generate, "--validators", "slow"], "Expected --validators=slow to be one of: eager, lazy"],
    [[...generate, "--check", "--watch"], "--watch=true cannot also be provided when using --check"],
    [
      ["generate", "http://127.0.0.1:1", "--out", "x", "--watch"],
      "--watch needs a file to watch, but every input is a URL: remove --watch",
    ],
    [
      ["method", "a b"],
      '"a b" is not a valid method name: expected the name on the wire, such as mining.hashrate',
    ],
    [
      ["method", "../up"],
      '"../up" is not a valid method name: expected the name on the wire, such as mining.hashrate',
    ],
    [["method"], "Missing 1 required arg: name the method's name on the wire"],
  ])("%j are told in one line", async (args, message) => {
    await inProject(async (folder) => {
      expect(await stratum(args, folder)).toEqual({
        code: 2,
        stdout: "",
        stderr: `stratum ${args[0]}: ${message}\n`,
      });
      expect(await readdir(folder)).toEqual(["api.json"]);
    });
  });

  it("of an input that is not there are told with what could be there", async () => {
    await inProject(async (folder) => {
      const { code, stderr } = await stratum(["generate", "no.json", "--out", "x"], folder);
      expect(stderr).toContain("no.json\n  error: no such file or folder\n");
      expect(code).toBe(1);
    });
  });
});

describe("stratum method", () => {
  it("writes a first schema, which generates as it is", async () => {
    await withFolder(async (folder) => {
      const { code, stdout } = await stratum(["method", "mining.hashrate"], folder);
      expect(code).toBe(0);
      expect(stdout.split("\n")[0]).toBe("schemas/mining/hashrate.ts");
      expect(stdout).toContain("npx stratum generate schemas --out generated");
      const scaffold = await readFile(join(folder, "schemas/mining/hashrate.ts"), "utf8");
      expect(scaffold).toBe(methodTemplate("mining.hashrate").text);
      expect(scaffold).toContain('export default method("mining.hashrate", {');
      const generated = await stratum(["generate", "schemas", "--out", "generated"], folder);
      expect(generated.stderr).toBe("");
      expect(generated.stdout).toContain("generated: 1 method, 7 files written");
      const client = await readFile(join(folder, "generated/client.ts"), "utf8");
      expect(client).toContain(
        "hashrate(params: MiningHashrateParams, options?: CallOptions): Promise<number>;",
      );
    }, here);
  });

  it("refuses to write over a file that is there", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "mine/mining/hashrate.ts": "mine" });
      expect(await stratum(["method", "mining.hashrate", "--schemas", "mine"], folder)).toEqual({
        code: 1,
        stdout: "",
        stderr: "stratum method: mine/mining/hashrate.ts already exists; nothing was changed\n",
      });
      expect(await readFile(join(folder, "mine/mining/hashrate.ts"), "utf8")).toBe("mine");
    });
  });
});
