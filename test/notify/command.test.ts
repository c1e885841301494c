import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { hashPassword, NotifyServer } from "../../src/notify/index.js";
import { type Program, run } from "../cli/command.js";
import { runHere } from "../cli/here.js";
import { block, listening, password, startNotifyServer } from "./notify-servers.js";

const data = ["--type", "block", "--data", block];

/** A file with a text in it, until the test is over. */
async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "stratum-notify-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "password");
  await writeFile(file, text);
  return file;
}

/** A port on which somebody listens and says nothing. */
async function silentPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = new NotifyServer();
  const { port } = await server.listen({ port: 0 });
  await server.close();
  return port;
}

const programs = [
  { program: "stratum-notify" as Program, who: "stratum-notify", before: [] },
  { program: "run" as Program, who: "stratum notify", before: ["notify"] },
];

describe.each(programs)("$who", ({ program, who, before }) => {
  const notify = (args: readonly (string | number)[], env: Record<string, string> = {}) =>
    run([...before, ...args.map(String)], { program, env });

  /** Fails with a line on stderr, and nothing else. */
  const complains = async (
    args: readonly (string | number)[],
    { code, words }: { code: number; words: string | RegExp },
    env: Record<string, string> = {},
  ) => {
    const ended =
      program === "run" ? await runHere([...before, ...args.map(String)], { env }) : await notify(args, env);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toMatch(new RegExp(`^${who}: [^\n]+\n$`));
    expect(ended).toMatchObject({ code, stdout: "" });
    return ended.stderr;
  };

  it("delivers a block, with the flags of the issue", async () => {
    const server = new NotifyServer({ password: hashPassword("password") });
    const port = await listening(server);
    const reported = once(server, "block");
    const flags = ["--host", "127.0.0.1", "--port", port, "--password", "password", "--source", "bitcoin"];
    expect(await notify([...data, ...flags])).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(await reported).toEqual([{ hash: block, source: "bitcoin" }]);
  });

  it("takes the password from a file's first line, or from the environment", async () => {
    const { port } = await startNotifyServer();
    for (const text of [password, `${password}\n`, `${password}\r\nmore\n`]) {
      const file = await fileOf(text);
      expect(await notify([...data, "--port", port, "--password-file", file])).toMatchObject({ code: 0 });
    }
    const fromEnvironment = { STRATUM_PASSWORD: password };
    expect(await notify([...data, "--port", port], fromEnvironment)).toMatchObject({ code: 0, stderr: "" });
    await complains(
      [...data, "--port", port, "--password", "x"],
      { code: 1, words: "Unauthorized" },
      fromEnvironment,
    );
  });

  it("does not say the password when it complains", async () => {
    const line = await complains([...data, "--port", await closedPort(), "--password", "hunter2"], {
      code: 1,
      words: "nothing listens there",
    });
    expect(line).not.toContain("hunter2");
  });

  it("complains of a wrong password", async () => {
    const { port } = await startNotifyServer();
    await complains([...data, "--port", port, "--password", "wrong"], {
      code: 1,
      words: `127.0.0.1:${port} refused: Unauthorized access`,
    });
  });

  it("complains of data that the server refuses", async () => {
    const { port } = await startNotifyServer();
    const flags = ["--type", "block", "--data", "%s", "--port", port, "--password", password];
    await complains(flags, { code: 1, words: "mining.block: hash must match pattern" });
  });

  it("gives up on a server that does not answer, after two seconds or as long as it is told", async () => {
    const port = await silentPort();
    const flags = [...data, "--port", port, "--password", password];
    await Promise.all([
      complains(flags, { code: 1, words: "did not answer within 2000 ms" }),
      complains([...flags, "--timeout", "0.1"], { code: 1, words: "did not answer within 100 ms" }),
    ]);
  });

  it.each([
    ["an unknown flag", [...data, "--nope", "x"], "--nope"],
    ["a word too many", [...data, "--password", "x", "more"], "more"],
    ["no type", ["--data", block, "--password", "x"], "type"],
    ["another type", ["--type", "blocks", "--data", block, "--password", "x"], "--type"],
    ["no data", ["--type", "block", "--password", "x"], "data"],
    ["no password", data, /missing password: pass --password or --password-file, or set STRATUM_PASSWORD/],
    ["a file that is not there", [...data, "--password-file", "/nowhere/password"], "/nowhere/password"],
    ["a port that is none", [...data, "--password", "x", "--port", "70000"], "--port|65535"],
    ["a port that is no number", [...data, "--password", "x", "--port", "http"], "--port|integer"],
    ["a deadline that is none", [...data, "--password", "x", "--timeout", "0"], "--timeout"],
    ["a deadline that is no number", [...data, "--password", "x", "--timeout", "soon"], "--timeout"],
  ])("takes %s for a mistake", async (_what, args, words) => {
    await complains(args, { code: 2, words: new RegExp(words) });
  });

  it("explains itself, with an example", async () => {
    const { code, stdout, stderr } = await notify(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("-blocknotify=");
    for (const flag of ["type", "data", "host", "port", "password", "password-file", "source", "timeout"])
      expect(stdout).toMatch(new RegExp(`--${flag}\\b`));
  });
});

it("stratum-notify takes the type in letters of either case, as the first one did", async () => {
  const { port } = await startNotifyServer();
  const flags = ["--type", "Block", "--data", block, "--port", String(port), "--password", password];
  expect(await run(flags, { program: "stratum-notify" })).toMatchObject({ code: 0, stderr: "" });
});
