import { describe, expect, it } from "vitest";
import { stratum } from "../command.js";
import { write } from "../folder.js";
import { documentOf, optional, param, request } from "../inline.js";
import { inProject } from "../project.js";

const odd = JSON.stringify(
  documentOf({ methods: [request("get", [optional("a"), param("b")])], schemas: { Unused: {} } }),
  null,
  2,
);

describe("stratum lint", () => {
  it("says that no problems found", async () => {
    await inProject(async (folder) => {
      expect(await stratum(["lint", "api.json"], folder)).toEqual({
        code: 0,
        stdout: "no problems found\n",
        stderr: "",
      });
    });
  });

  it("shows what is wrong with place, rule and hint, and ends with 1", async () => {
    await inProject(async (folder) => {
      const { code, stdout, stderr } = await stratum(["lint", "-"], folder, odd);
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      const [first = "", second = "", summary] = stdout.split("\n\n");
      expect(first.split("\n").slice(0, 2)).toEqual([
        "standard input:17:9 /methods/0/params/1",
        '  warning: "b" is required, but "a" before it is optional (required-after-optional)',
      ]);
      expect(second).toContain("(unreachable-component)\n");
      expect(summary).toBe("2 warnings\n");
    });
  });

  it("gives everything as JSON, errors too", async () => {
    await inProject(async (folder) => {
      await write(folder, { "odd.json": odd, "no.json": "{" });
      const ignore = ["--ignore", "unreachable-component"];
      const { code, stdout } = await stratum(["lint", "odd.json", "--json", ...ignore], folder);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toEqual([
        {
          rule: "required-after-optional",
          severity: "warning",
          file: "odd.json",
          pointer: "/methods/0/params/1",
          line: 17,
          column: 9,
          message: expect.any(String),
          expected: expect.any(String),
          hint: expect.any(String),
        },
      ]);
      const broken = await stratum(["lint", "no.json", "--json"], folder);
      expect(broken.code).toBe(1);
      expect(JSON.parse(broken.stdout)).toEqual([expect.objectContaining({ severity: "error", line: 1 })]);
    });
  });

  it("lints all that the config names", async () => {
    await inProject(async (folder) => {
      const protocols = ["api.json", "odd.json"].map((input) => ({ input, output: `out/${input}` }));
      await write(folder, {
        "odd.json": odd,
        "stratum.config.mjs": `export default ${JSON.stringify({ protocols })};`,
      });
      const { stdout } = await stratum(["lint"], folder);
      expect(stdout).toMatch(/^odd\.json:/);
      expect(stdout).toMatch(/2 warnings\n$/);
    });
  });

  it("takes no rule that is none, and wants an input", async () => {
    await inProject(async (folder) => {
      const wrong = await stratum(["lint", "api.json", "--ignore", "nope"], folder);
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toMatch(/^stratum lint: --ignore: unknown rule nope: expected one of example, /);
      expect(await stratum(["lint"], folder)).toEqual({
        code: 2,
        stdout: "",
        stderr: "stratum lint: no input: pass one, or create stratum.config.ts\n",
      });
    });
  });
});
