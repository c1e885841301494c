import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type Running, start } from "./command.js";
import { methodModule, withFolder, write } from "./folder.js";
import { documentOf, param, request } from "./inline.js";

/** Slow enough for a machine that is busy with other tests. */
const patience = { timeout: 15_000, interval: 25 };

/** Runs `stratum generate --watch`, and ends it afterwards. */
async function watching(
  args: readonly string[],
  cwd: string,
  run: (running: Running) => Promise<void>,
): Promise<void> {
  const running = start(["generate", ...args, "--watch"], cwd);
  try {
    await run(running);
  } finally {
    running.child.kill();
    await running.ended;
  }
}

/** Waits until it has said something so many times. */
async function hears({ said }: Running, words: string | RegExp, times = 1): Promise<void> {
  await vi.waitFor(() => {
    expect(said().match(new RegExp(words, "g"))?.length ?? 0, said()).toBeGreaterThanOrEqual(times);
  }, patience);
}

const get = (facts: string) => methodModule("get", facts);

describe("stratum generate --watch", () => {
  it("generates again when a module changes, comes or goes", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "schemas/get.ts": get("params: { id: Type.String() }") });
      const types = () => readFile(join(folder, "out/types.ts"), "utf8");
      await watching(["schemas", "--out", "out"], folder, async (running) => {
        await hears(running, "out: 1 method");
        expect(await types()).toContain("id: string;");

        await write(folder, { "schemas/get.ts": get("params: { id: Type.Number() }") });
        await vi.waitFor(async () => expect(await types()).toContain("id: number;"), patience);

        await write(folder, { "schemas/put.ts": methodModule("put", "") });
        await hears(running, "out: 2 methods");

        await rm(join(folder, "schemas/put.ts"));
        await hears(running, "out: 1 method", 3);
      });
    });
  }, 60_000);

  it("reports an error, keeps the files, and goes on when it is mended", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "schemas/get.ts": get("params: { id: Type.String() }") });
      const types = () => readFile(join(folder, "out/types.ts"), "utf8");
      await watching(["schemas", "--out", "out"], folder, async (running) => {
        await hears(running, "out: 1 method");

        await write(folder, { "schemas/get.ts": get("params: { id: Type.String(").replace(/\n$/, "") });
        await hears(
          running,
          "nothing was written\n\nschemas/get.ts:\\d+:\\d+\n  error: the module can't be loaded",
        );
        expect(await types()).toContain("id: string;");

        await write(folder, { "schemas/get.ts": get("params: { id: Type.Boolean() }") });
        await vi.waitFor(async () => expect(await types()).toContain("id: boolean;"), patience);
        expect(running.said()).not.toMatch(/^\s+at /m);
        expect(running.child.exitCode).toBeNull();
      });
    });
  }, 60_000);

  it("starts although the document is wrong, and follows what it refers to", async () => {
    await withFolder(async (folder) => {
      const $ref = "shapes/id.json#/Id";
      await write(folder, { "api.json": "{", "shapes/id.json": '{ "Id": { "type": "string" } }' });
      const types = () => readFile(join(folder, "out/types.ts"), "utf8");
      await watching(["api.json", "--out", "out"], folder, async (running) => {
        await hears(running, "nothing was written\n\napi.json:");

        await write(folder, {
          "api.json": JSON.stringify(documentOf({ methods: [request("get", [param("id", { $ref })])] })),
        });
        await hears(running, "out: 1 method");
        expect(await types()).toContain("export type Id = string;");

        await write(folder, { "shapes/id.json": '{ "Id": { "type": "number" } }' });
        await vi.waitFor(async () => expect(await types()).toContain("export type Id = number;"), patience);
      });
    });
  }, 60_000);
});
