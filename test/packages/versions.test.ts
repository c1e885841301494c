import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { version as codegenVersion } from "../../codegen/version.js";
import { version } from "../../src/rpc/version.js";

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));

describe("the versions of all packages", () => {
  const root = read("package.json");
  const codegen = read("codegen/package.json");
  const create = read("cli/create-stratum/package.json");

  it("are the same, in code and in package.json", () => {
    expect([root.version, codegen.version, create.version, codegenVersion]).toEqual(Array(4).fill(version));
  });

  it("are what each expects of the other", () => {
    expect(codegen.peerDependencies).toEqual({ stratum: `~${version}` });
    expect(root.devDependencies["stratum-codegen"]).toBe(version);
  });

  it.each(["pool", "proxy", "service"])("are what a new %s depends on", (kind) => {
    const project = read(`cli/create-stratum/templates/${kind}/package.json`);
    expect(project.dependencies).toEqual({ stratum: "~{{version}}" });
    expect(project.devDependencies).toEqual({
      "@types/node": root.devDependencies["@types/node"],
      "stratum-codegen": "~{{version}}",
      typescript: root.devDependencies.typescript,
    });
    expect(project.engines).toEqual(root.engines);
  });

  it("of packages that both use are the same", () => {
    const own = { ...root.dependencies, ...root.devDependencies };
    const shared = Object.entries(codegen.dependencies).filter(([name]) => name in own);
    expect(shared.filter(([name, range]) => own[name] !== range)).toEqual([]);
  });
});
