import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { defineProtocol, request, serve } from "../../src/endpoint/index.js";
import { values } from "../../src/wire/index.js";
import { startNode } from "../cli/command.js";

const jiti = fileURLToPath(new URL("../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url));
const pathOf = (name: string) => fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
const start = (name: string, ...args: string[]) => startNode([jiti, pathOf(name), ...args]);
const startOther = (name: string) => [process.execPath, jiti, pathOf(name)];

describe("programs of a user", () => {
  it.each([
    ["lsp", 40],
    ["lsp-server", 40],
    ["lsp-client", 40],
    ["plugin", 40],
    ["devtools-client", 40],
  ])("%s has fewer than %i lines, and imports what is public", (name, limit) => {
    const text = readFileSync(pathOf(name), "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThan(limit);
    const imported = [...text.matchAll(/ from "([^"]+)"/g)].map(([, from]) => from);
    for (const from of imported) expect(["stratum/rpc", "stratum/wire", "./lsp.js"]).toContain(from);
  });

  it("a language client starts its server and speaks to it by Content-Length", {
    timeout: 60_000,
  }, async () => {
    const client = start("lsp-client", ...startOther("lsp-server"));
    expect(await client.ended).toMatchObject({
      code: 0,
      stderr: "",
      stdout: [
        "{ hoverProvider: true }",
        "{ contents: 'first' }",
        'file:///a.txt:2:5 "émoji 💩" is forbidden',
        "",
      ].join("\n"),
    });
  });

  it("a plugin is called by its daemon over a Unix socket, and calls it", { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "stratum-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const lightning = defineProtocol({
      server: { register: request(), getinfo: request(), listinvoices: request<{ label?: string }>() },
      client: { getmanifest: request(), invoice_payment: request<{ payment: object }>() },
    });
    const answers: unknown[] = [];
    const daemon = await serve(lightning, {
      listen: `unix:${join(folder, "rpc")}`,
      framing: values,
      handlers: {
        getinfo: () => ({ id: "02", alias: "SLEEPYBEAM" }),
        listinvoices: ({ label }) => ({ invoices: label === "a" ? [{ label, description: "coffee" }] : [] }),
        register: async (_params, { client }) => {
          answers.push(await client.getmanifest());
          for (const label of ["a", "b"])
            answers.push(await client.invoice_payment({ payment: { label, msat: "10000msat" } }));
          return { accepted: true };
        },
      },
    });
    onTestFinished(() => daemon.close());
    const plugin = start("plugin", join(folder, "rpc"));
    await plugin.line(/^SLEEPYBEAM: true$/);
    expect(answers).toEqual([
      { hooks: ["invoice_payment"], dynamic: true },
      { result: "continue" },
      { result: "reject" },
    ]);
    await daemon.close();
    const { code, stdout, stderr } = await plugin.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toEqual([
      "10000msat for coffee",
      "10000msat for nothing",
      "SLEEPYBEAM: true",
      "the daemon is gone",
      "",
    ]);
  });

  it("a DevTools client speaks over pipes 3 and 4 with a dialect of its own", {
    timeout: 60_000,
  }, async () => {
    const client = start("devtools-client", ...startOther("devtools-server"));
    expect(await client.ended).toMatchObject({
      code: 0,
      stderr: "",
      stdout: "{ frameId: 'F1' }\n{ timestamp: 7 }\n-32000 Cannot navigate\n",
    });
  });
});

describe("a server on stdio", () => {
  it("answers what came before its input ended, then ends", { timeout: 60_000 }, () => {
    const body = '{"jsonrpc":"2.0","method":"initialize","params":{},"id":1}';
    const input = `Content-Length: ${body.length}\r\n\r\n${body}`;
    const ended = spawnSync(process.execPath, [jiti, pathOf("lsp-server")], { input, timeout: 30_000 });
    const answer = '{"jsonrpc":"2.0","result":{"capabilities":{"hoverProvider":true}},"id":1}';
    expect([ended.status, String(ended.stderr), String(ended.stdout)]).toEqual([
      0,
      "",
      `Content-Length: ${answer.length}\r\n\r\n${answer}`,
    ]);
  });
});
