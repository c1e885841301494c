import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type NotifyCommandOptions, notifyCommand } from "../../../src/daemon/process/notify-command.js";
import { shellQuote } from "../../../src/daemon/process/shell-quote.js";
import { hashPassword } from "../../../src/notify/password.js";
import { NotifyServer } from "../../../src/notify/server.js";

const password = 'it\'s a "secret" $HOME `id`';
const hash = "00".repeat(32);

/** A port that counts what it is told. */
async function startPort() {
  const server = new NotifyServer({ password: hashPassword(password) });
  const told: unknown[] = [];
  server.on("block", (block) => told.push(block));
  server.on("alert", (alert) => told.push(alert));
  const { port } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return { port, told };
}

/** Runs a command as a daemon does, which puts what happened in place of `%s`. */
function run(command: string, happened: string): Promise<{ code: number; stderr: string }> {
  const env = { ...process.env, STRATUM_PASSWORD: password };
  return new Promise((resolve) => {
    execFile("sh", ["-c", command.replaceAll("%s", happened)], { env }, (error, _stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stderr }),
    );
  });
}

describe.each(["node", "sh"] as const)("a notify command of transport %s", (transport) => {
  const commandOf = (options: Omit<NotifyCommandOptions, "transport" | "program">) =>
    notifyCommand({
      ...options,
      transport,
      program: [process.execPath, "dist/cli/stratum-notify.js"],
    });

  it("tells of a block, with the password from the environment", async () => {
    const { port, told } = await startPort();
    expect(await run(commandOf({ type: "block", port, source: "litecoin" }), hash)).toEqual({
      code: 0,
      stderr: "",
    });
    expect(told).toMatchObject([{ hash, source: "litecoin" }]);
  });

  it("hands on an alert's words in the daemon's quotes, whatever they are", async () => {
    const { port, told } = await startPort();
    const words = "Warning: Unknown new rules activated (versionbit 28)";
    const result = await run(commandOf({ type: "alert", port }), `'${words}'`);
    expect(result).toEqual({ code: 0, stderr: "" });
    expect(told).toMatchObject([{ message: words }]);
  });

  it("takes the password from a file", async () => {
    const { port, told } = await startPort();
    const folder = await mkdtemp(join(tmpdir(), "it's a folder-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const passwordFile = join(folder, "password");
    await writeFile(passwordFile, `${password}\nmore\n`);
    expect((await run(commandOf({ type: "block", port, passwordFile }), hash)).code).toBe(0);
    expect(told).toHaveLength(1);
  });

  it("fails where the password is wrong, and where nobody listens", async () => {
    const { port, told } = await startPort();
    const folder = await mkdtemp(join(tmpdir(), "password-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const passwordFile = join(folder, "password");
    await writeFile(passwordFile, "another\n");
    expect((await run(commandOf({ type: "block", port, passwordFile }), hash)).code).not.toBe(0);
    expect((await run(commandOf({ type: "block", port: 1 }), hash)).code).not.toBe(0);
    expect(told).toEqual([]);
  });

  it("has no password in it", () => {
    expect(commandOf({ type: "block", port: 1, passwordFile: "/p" })).not.toContain("secret");
  });
});

describe("shellQuote", () => {
  it.each([
    ["plain-word_1.2:/x=", "plain-word_1.2:/x="],
    ["", "''"],
    ["two words", "'two words'"],
    ["it's", "'it'\\''s'"],
    ["$HOME", "'$HOME'"],
  ])("quotes %j", (text, quoted) => {
    expect(shellQuote(text)).toBe(quoted);
  });
});
