import { describe, expect, it } from "vitest";
import { start, stratum } from "../command.js";
import { write } from "../folder.js";
import { documentOf, number, optional, param, reference, request } from "../inline.js";
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
        "  Old clients that call it get a method-not-found error.",
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
          advice: "Compare both by hand: no validator checks it.",
          file: "new.json",
          pointer: "/methods/0/params/0",
          line: 1,
          column: expect.any(Number),
        },
      ]);
    });
  });

  it("gives the proof of a breaking change, in text, as JSON and in Markdown", async () => {
    const wider = documentOf({
      methods: [request("get", [param("id"), param("fee", number)]), request("put")],
    });
    await inProject(async (folder) => {
      await write(folder, { "new.json": JSON.stringify(wider) });
      const told = await stratum(["diff", "api.json", "new.json"], folder);
      expect(told.stdout.split("\n").slice(0, 4)).toEqual([
        "breaking for clients: get: `fee` is new and required",
        "  Old clients send what new servers refuse.",
        '  for example: the parameters [""] of get, which the new document refuses',
        "  what to do: Make it optional, or release a new major version.",
      ]);
      const json = await stratum(["diff", "api.json", "new.json", "--json"], folder);
      expect(JSON.parse(json.stdout)).toMatchObject([
        { severity: "breaking", witness: { method: "get", of: "params", value: [""], refusedBy: "new" } },
      ]);
      const markdown = await stratum(["diff", "api.json", "new.json", "--markdown"], folder);
      expect({ code: markdown.code, lines: markdown.stdout.split("\n") }).toEqual({
        code: 1,
        lines: [
          "## Breaking changes",
          "",
          "- **`get`**: `fee` is new and required (clients)",
          "  - Old clients send what new servers refuse.",
          '  - For example: the parameters `[""]` of `get`, which the new document refuses',
          "  - What to do: Make it optional, or release a new major version.",
          "",
        ],
      });
    });
  });

  it("writes Markdown for release notes: a section for each severity, many methods in short", async () => {
    const shape = (type: string) => ({
      methods: ["a", "b", "c", "d", "e"].map((name) => request(name, [], reference("Id"))),
      schemas: { Id: { type: "object", properties: { n: { type } } } },
    });
    const old = documentOf(shape("string"));
    const added = documentOf({ ...shape("number"), methods: [...shape("number").methods, request("f")] });
    await inProject(async (folder) => {
      await write(folder, { "old.json": JSON.stringify(old), "new.json": JSON.stringify(added) });
      const { stdout } = await stratum(["diff", "old.json", "new.json", "--markdown"], folder);
      expect(stdout.split("\n").filter((line) => /^(#|- )/.test(line))).toEqual([
        "## Breaking changes",
        "- **`a`, `b`, `c`, 2 more**: `Id.n` changed from string to number (clients)",
        "## Compatible changes",
        "- **`f`**: the method is new",
      ]);
      const same = await stratum(["diff", "old.json", "old.json", "--markdown"], folder);
      expect(same).toMatchObject({ code: 0, stdout: "No changes.\n" });
    });
  });

  it("says in its help what its exit codes mean", async () => {
    await inProject(async (folder) => {
      const { stdout } = await start(["diff", "--help"], folder).ended;
      expect(stdout.replace(/\s+/g, " ")).toContain(
        "Exit codes: 0 if no change reaches the severity of --fail-on, 1 if one does, 2 if the documents can't be compared.",
      );
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
