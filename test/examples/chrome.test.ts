import { execFile } from "node:child_process";
import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { OpenRpcDocument } from "../../codegen/index.js";
import { stratum } from "../codegen/command.js";
import { compile } from "../codegen/compiler.js";
import { withFolder, write } from "../codegen/folder.js";
import { installed, isSkippedWithout } from "../installed.js";
import { description } from "./devtools.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = new URL("../../", import.meta.url);
const example = fileURLToPath(new URL("examples/chrome", root));
const jiti = fileURLToPath(new URL("node_modules/jiti/lib/jiti-cli.mjs", root));
const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
const minutes = 60_000;

/** Runs something in a copy of the example. */
function inExample<T>(run: (folder: string) => Promise<T>, more: readonly string[] = []): Promise<T> {
  return withFolder(async (folder) => {
    const files = ["chromium.ts", "devtools-reader.ts", "fetch-protocol.ts", "stratum.config.ts"];
    for (const file of [...files, ...more]) await cp(join(example, file), join(folder, file));
    return run(folder);
  }, here);
}

/** The options of the example's compiler, and stricter ones that generated code holds, too. */
async function complaintsOf(folder: string): Promise<string[]> {
  const { compilerOptions } = JSON.parse(await readFile(join(example, "tsconfig.json"), "utf8"));
  const stricter = { noEmit: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
  const config = { compilerOptions: { ...compilerOptions, ...stricter }, include: ["."] };
  const found = await compile(folder, config);
  return found.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

/** Code of a user's, which must compile as it is. */
const consumer = `
import type { ClientHandlers, PageFrameId, PageNavigateParams, PageNavigateResult, ToServer } from "./generated/index.js";

export const handlers: ClientHandlers<unknown> = {
  "Page.frameNavigated": ({ frame }) => void (frame.children?.[0]?.kind === "popup" && frame.loader.trim()),
  "Page.loadEventFired": ({ timestamp }) => void timestamp.toFixed(),
  "Page.interstitialShown": () => {},
};

export async function open(page: ToServer, url: string): Promise<PageFrameId> {
  const params: PageNavigateParams = { url, transitionType: "typed" };
  const { frameId, loaderId = "" }: PageNavigateResult = await page.Page.navigate(params, { deadline: 5_000 });
  await page.Page.enable();
  await page.Network.setHeaders({ headers: { a: 1 }, frames: [frameId], more: [loaderId] });
  const { data } = await page.Page.captureScreenshot({ format: "png", quality: 5 });
  // @ts-expect-error no such format
  await page.Page.captureScreenshot({ format: "gif" });
  // @ts-expect-error the URL is missing
  await page.Page.navigate({});
  // @ts-expect-error an event is not a command
  await page.Page.loadEventFired({ timestamp: 1 });
  return data;
}
`;

describe("the reader of the DevTools protocol", () => {
  it("gives a client that compiles strictly, and types with good names", {
    timeout: 2 * minutes,
  }, async () => {
    await inExample(async (folder) => {
      await write(folder, { "protocol.json": JSON.stringify(description), "consumer.ts": consumer });
      const { code, stdout, stderr } = await stratum(["generate"], folder);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^generated: 8 methods, 7 files written/);
      const types = await readFile(join(folder, "generated/types.ts"), "utf8");
      expect(types.match(/(?<=^export (type|interface) )\S+/gm)).toEqual([
        "Empty",
        "NetworkHeaders",
        "NetworkLoaderId",
        "NetworkSetHeadersParams",
        "PageCaptureScreenshotParams",
        "PageCaptureScreenshotResult",
        "PageFormat",
        "PageFrame",
        "PageFrameId",
        "PageFrameNavigatedParams",
        "PageLoadEventFiredParams",
        "PageNavigateParams",
        "PageNavigateResult",
        "PageStartScreencastParams",
        "PageTransitionType",
      ]);
      const client = (await readFile(join(folder, "generated/client.ts"), "utf8")).split("\n");
      expect(client).toEqual(expect.arrayContaining(["    /** Experimental. */", "    /** @deprecated */"]));
      expect(await complaintsOf(folder)).toEqual([]);
    });
  });

  it("has problems reported where they stand in the description", { timeout: minutes }, async () => {
    await inExample(async (folder) => {
      const enable = { name: "enable", parameters: [{ name: "mode", $ref: "Mode" }] };
      const broken = { version: description.version, domains: [{ domain: "Page", commands: [enable] }] };
      await write(folder, { "protocol.json": JSON.stringify(broken, null, 2) });
      const { code, stderr } = await stratum(["generate"], folder);
      expect(code).not.toBe(0);
      expect(stderr.split("\n")).toEqual(
        expect.arrayContaining([
          "protocol.json:10:9 /domains/0/commands/0",
          '  error: the reference "#/components/schemas/Page.Mode" can\'t be followed: its target does not exist',
          "  10 |         {",
          "               ^",
          "  reader: devtools, at /methods/0/params/0/schema/allOf/0/$ref of the document it returned",
        ]),
      );
    });
  });
});

/** What the test needs of a domain. */
interface Domain {
  readonly domain: string;
  readonly commands?: readonly { readonly name: string }[];
  readonly events?: readonly { readonly name: string }[];
}

describe.skipIf(isSkippedWithout(installed("chromium")))("the installed Chromium", () => {
  it("is generated from, and compiles strictly", { timeout: 3 * minutes }, async () => {
    await inExample(
      async (folder) => {
        await promisify(execFile)(process.execPath, [jiti, "fetch-protocol.ts"], { cwd: folder });
        const described = await readFile(join(folder, "protocol.json"), "utf8");
        const { domains }: { domains: Domain[] } = JSON.parse(described);
        const { code, stderr } = await stratum(["generate"], folder);
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });

        const text = await readFile(join(folder, "generated/openrpc.json"), "utf8");
        const { methods, components }: OpenRpcDocument = JSON.parse(text);
        const namesOf = (member: "commands" | "events") =>
          domains
            .flatMap((domain) => (domain[member] ?? []).map(({ name }) => `${domain.domain}.${name}`))
            .sort();
        expect(methods.filter(({ result }) => result).map(({ name }) => name)).toEqual(namesOf("commands"));
        expect(methods.filter(({ result }) => !result).map(({ name }) => name)).toEqual(namesOf("events"));
        expect(Object.keys(components?.schemas ?? {}).length).toBeGreaterThan(500);

        await write(folder, {
          "consumer.ts": 'import { protocol } from "./generated/index.js";\nvoid protocol.title;\n',
        });
        expect(await complaintsOf(folder)).toEqual([]);

        await cp(join(example, "tsconfig.json"), join(folder, "tsconfig.json"));
        await promisify(execFile)(process.execPath, [tsc, "-p", "."], { cwd: folder });
        for (const way of [[], ["--pipe"]]) {
          const { stdout } = await promisify(execFile)(process.execPath, ["dist/main.js", ...way], {
            cwd: folder,
          });
          expect(stdout).toBe("Hello, Ada\n");
          const picture = await readFile(join(folder, "screenshot.png"));
          expect(picture.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
          await rm(join(folder, "screenshot.png"));
        }
      },
      ["main.ts", "page.ts"],
    );
  });
});
