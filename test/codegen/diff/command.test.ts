import { describe, expect, it } from "vitest";
import { stratum } from "../command.js";
import { write } from "../folder.js";
import { documentOf, optional, param, request } from "../inline.js";
import { inProject } from "../project.js";

const now = {
  same: documentOf({ methods: [request("get", [param("id")]), request("put")] }),
  compatible: documentOf({ methods: [request("get", [param("id"), optional("n")]), request("put")] }),
  risky: documentOf({ methods: [request("get", [param("key")]), request("put")] }),
  breaking: documentOf({ methods: [request("get", [param("id"), optional("n")])] }),
};

describe("stratum diff", () => {
  it.each<[keyof typeof now, string[], number, string]>([
    ["same", ["--fail-on", "compatible"], 0, "no changes\n"],
    ["compatible", [], 0, "0 breaking, 0 risky, 1 compatible\n"],
    ["compatible", ["--fail-on", "compatible"], 1, "0 breaking, 0 risky, 1 compatible\n"],
    ["risky", [], 0, "0 breaking, 1 risky, 0 compatible\n"],
    ["risky", ["--fail-on", "risky"], 1, "0 breaking, 1 risky, 0 compatible\n"],
    ["breaking", [], 1, "1 breaking, 0 risky, 1 compatible\n"],
  ])("ends by how bad the changes are: %s %j with %i", async (which, flags, code, summary) => {
    await inProject(async (folder) => {
      await write(folder, { "new.json": JSON.stringify(now[which]) });
      const ended = await stratum(["diff", "api.json", "new.json", ...flags], folder);
      expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: "" });
      expect(ended.stdout.endsWith(summary), ended.stdout).toBe(true);
    });
  });

  it("says what has changed, whom it breaks, and where it stands", async () => {
    await inProject(async (folder) => {
      await write(folder, { "new.json": JSON.stringify(now.breaking, null, 2) });
      const { stdout } = await stratum(["diff", "api.json", "new.json"], folder);
      expect(stdout.split("\n")).toEqual([
        "breaking for clients: put: the method was removed",
        "  Old clients that call it are told that there is no such method.",
        "  what to do: Keep it, marked as deprecated, until nobody calls it, or release a new major version.",
        expect.stringMatching(/^ {2}api\.json:\d+:\d+ \/methods\/1$/),
        "compatible: get: `n` is new and optional",
        expect.stringMatching(/^ {2}new\.json:\d+:\d+ \/methods\/0\/params\/1$/),
        "",
        "1 breaking, 0 risky, 1 compatible",
        "",
      ]);
    });
  });

  it("gives everything as JSON", async () => {
    await inProject(async (folder) => {
      await write(folder, { "new.json": JSON.stringify(now.risky) });
      const { stdout } = await stratum(["diff", "api.json", "new.json", "--json"], folder);
      expect(JSON.parse(stdout)).toEqual([
        {
          severity: "risky",
          clients: "risky",
          servers: "compatible",
          methods: ["get"],
          message: "position 0 is now called `key` and was `id`: callers that send names break",
          effect: "Old clients may send what new servers do not expect.",
          advice: "Compare both by hand: no validator can tell.",
          file: "new.json",
          pointer: "/methods/0/params/0",
          line: 1,
          column: expect.any(Number),
        },
      ]);
    });
  });

  it("shows what is wrong with either document, and wants two", async () => {
    await inProject(async (folder) => {
      await write(folder, { "new.json": "{" });
      const { code, stderr } = await stratum(["diff", "api.json", "new.json"], folder);
      expect(code).toBe(2);
      expect(stderr).toContain("the documents can't be compared");
      expect(stderr).toContain("new.json:1:");
      expect(stderr).not.toMatch(/^\s+at /m);
      expect((await stratum(["diff", "api.json"], folder)).code).toBe(2);
    });
  });
});
