import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { withFolder, write } from "../codegen/folder.js";
import { documentOf, param, request } from "../codegen/inline.js";

const project = fileURLToPath(new URL("../..", import.meta.url));
const script = join(project, "scripts/write-released.ts");
const jiti = join(project, "node_modules/jiti/lib/jiti-cli.mjs");

async function run(cwd: string, ...args: string[]): Promise<{ code: unknown; stderr: string }> {
  return promisify(execFile)(process.execPath, [jiti, script, ...args], { cwd }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }) => ({ code, stderr }),
  );
}

const document = (name: string) =>
  documentOf({
    methods: [
      request("get", [param(name, { type: "string", description: "Words." })], undefined, {
        summary: "Gets.",
      }),
    ],
    schemas: { Id: { type: "object", properties: { description: { type: "string" } } } },
  });

describe("what a release said", () => {
  it("is kept without its words, and compared with what the schemas say now", async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, "schemas/released"), { recursive: true });
      await write(folder, {
        "stratum.config.mjs": `export default { protocols: [{ input: "api.json", output: "out/api" }] };`,
        "api.json": JSON.stringify(document("id")),
        "out/api/openrpc.json": JSON.stringify(document("id")),
      });
      expect(await run(folder)).toEqual({ code: 0, stderr: "" });
      const released = await readFile(join(folder, "schemas/released/api.json"), "utf8");
      expect(released).not.toMatch(/Words|Gets/);
      expect(released.split("\n")).toContain(
        '"Id": {"type":"object","properties":{"description":{"type":"string"}}}',
      );
      expect(await run(folder, "--check")).toEqual({ code: 0, stderr: "" });

      await write(folder, { "api.json": JSON.stringify({ ...document("id"), methods: [request("put")] }) });
      expect(await run(folder, "--check")).toEqual({
        code: 1,
        stderr: "api.json breaks clients and servers of 1.0.0:\n  get: the method was removed /methods/0\n",
      });
      await write(folder, {
        "schemas/released/api.json": released
          .replace('"1.0.0"}', '"0.9.0"}')
          .replace('"x-release":"1.0.0"', '"x-release":"0.9.0"'),
      });
      expect(await run(folder, "--check")).toEqual({ code: 0, stderr: "" });
    });
  });

  it("still holds for the protocols of this project", async () => {
    expect(await run(project, "--check")).toEqual({ code: 0, stderr: "" });
  });
});
