import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { defineConfig, loadConfig } from "../../codegen/index.js";
import { problemsOf, withFolder, write } from "./folder.js";

const codegen = fileURLToPath(new URL("../../codegen/index.ts", import.meta.url));

/** What a config file says, with paths as seen from its folder. */
async function load(files: Record<string, string>) {
  return withFolder(async (folder) => {
    await write(folder, files);
    const options = await loadConfig(folder);
    const here = (path: string) => relative(folder, join(process.cwd(), path));
    return options?.map(({ inputs, output, base, overlays, credentials, ...rest }) => ({
      inputs: inputs.map((input) => (input.includes("://") ? input : here(input))),
      output: here(output),
      ...(base !== undefined && { base: here(base) }),
      ...(overlays !== undefined && { overlays: overlays.map(here) }),
      ...(credentials !== undefined && { credentials: here(credentials) }),
      ...rest,
    }));
  });
}

const minimal = `{ protocols: [{ input: "schemas", output: "generated" }] }`;

describe("loadConfig", () => {
  it("gives what to generate, with paths that hold in the working folder", async () => {
    const config = `{ protocols: [
      { input: "schemas/a", output: "out/a", runtime: "../rpc.js", extension: ".ts", validators: "lazy" },
      { input: ["b.json", "specs/c.yaml"], output: "out/b", base: "specs" },
    ] }`;
    expect(
      await load({
        "stratum.config.ts": `import { defineConfig } from "${codegen}";\nexport default defineConfig(${config});`,
      }),
    ).toEqual([
      { inputs: ["schemas/a"], output: "out/a", runtime: "../rpc.js", extension: ".ts", validators: "lazy" },
      { inputs: ["b.json", "specs/c.yaml"], output: "out/b", base: "specs" },
    ]);
  });

  it("may name nodes, what mends their documents, and a file of credentials", async () => {
    const node = {
      input: "http://127.0.0.1:8332",
      output: "node",
      overlays: ["overlay.yaml", "specs/more.json"],
      credentials: ".cookie",
    };
    const files = { "stratum.config.mjs": `export default { protocols: [${JSON.stringify(node)}] };` };
    const { input, ...rest } = node;
    expect(await load(files)).toEqual([{ inputs: [input], ...rest }]);
  });

  it.each(["stratum.config.ts", "stratum.config.js", "stratum.config.mjs"])("finds %s", async (name) => {
    expect(await load({ [name]: `export default ${minimal};` })).toEqual([
      { inputs: ["schemas"], output: "generated" },
    ]);
  });

  it("takes the first one of several", async () => {
    const other = minimal.replace("schemas", "other");
    const files = {
      "stratum.config.ts": `export default ${minimal};`,
      "stratum.config.mjs": `export default ${other};`,
    };
    expect((await load(files))?.[0]?.inputs).toEqual(["schemas"]);
  });

  it("gives nothing where there is none", async () => {
    expect(await load({})).toBeUndefined();
  });

  it.each([
    ["export default 5;", "the default export is not a config"],
    ["export const config = 1;", "the default export is not a config"],
    ["export default { protocols: {} };", "the default export is not a config"],
    ['export default { protocols: [{ input: "a" }] };', "the default export is not a config"],
    ["throw new Error('on purpose');", "the module can't be loaded: on purpose"],
  ])("refuses %s", async (text, message) => {
    const found = await problemsOf(load({ "stratum.config.ts": text }));
    expect(found).toEqual([
      expect.objectContaining({ message, file: expect.stringMatching(/stratum\.config\.ts$/) }),
    ]);
  });
});

describe("defineConfig", () => {
  it("gives back what it got", () => {
    const config = { protocols: [{ input: "a", output: "b" }] };
    expect(defineConfig(config)).toBe(config);
  });
});

describe("a config that is misspelled", () => {
  const faultsOf = async (config: object) => {
    const files = { "stratum.config.mjs": `export default ${JSON.stringify(config)};` };
    return (await problemsOf(load(files))).map(({ pointer, message, hint, expected }) => {
      return [pointer, message, hint ?? expected];
    });
  };
  const protocol = { input: "api.json", output: "out" };

  it("is told with what was meant", async () => {
    expect(await faultsOf({ protocols: [{ ...protocol, validator: "lazy" }] })).toEqual([
      ["/protocols/0/validator", '"validator" is not an option', 'did you mean "validators"?'],
    ]);
    expect(await faultsOf({ protocols: [{ ...protocol, validators: "lzy" }] })).toEqual([
      ["/protocols/0/validators", 'validators is "lzy"', '"eager", "lazy"'],
    ]);
    expect(await faultsOf({ protocols: [protocol], protocls: [] })).toEqual([
      ["/protocls", '"protocls" is not an option', 'did you mean "protocols"?'],
    ]);
  });

  it("is told where two protocols are written to one folder", async () => {
    expect(await faultsOf({ protocols: [protocol, { input: "b.json", output: "./out" }] })).toEqual([
      ["/protocols/1/output", "protocol 0 is also written to ./out", "a separate folder for each protocol"],
    ]);
  });
});
