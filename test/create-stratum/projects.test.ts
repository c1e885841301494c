import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { DevDaemon } from "../../src/dev-chain/daemon.js";
import { startNode } from "../cli/command.js";
import { install, packAll, runIn } from "../packages/packed.js";

const minutes = 60_000;

let temporary: string;

/** A project's folder. */
const folderOf = (kind: string) => join(temporary, `my-${kind}`);

/** The packages are installed once: all kinds have the same dependencies. */
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "create-stratum-"));
  const { stratum, codegen, create } = await packAll(temporary);
  const starter = join(temporary, "starter");
  await mkdir(starter);
  await install(starter, create);
  const program = join(starter, "node_modules/.bin/create-stratum");
  for (const kind of ["pool", "proxy", "service"])
    await runIn(temporary, program, `my-${kind}`, "--kind", kind);
  await install(folderOf("pool"), stratum, codegen);
  for (const kind of ["proxy", "service"])
    await symlink(join(folderOf("pool"), "node_modules"), join(folderOf(kind), "node_modules"));
}, 3 * minutes);

afterAll(async () => {
  await rm(temporary, { recursive: true, force: true });
});

/** Starts a project as its image does. @returns It, and the URL that it says it listens on. */
async function start(kind: string, env: Readonly<Record<string, string>>, at: RegExp) {
  const program = startNode([join(folderOf(kind), "dist/src/main.js")], { PORT: "0", ...env });
  const url = (await program.line(at)).replace(/^listening on /, "");
  return { ...program, url };
}

/** Runs the health check of a project's image against a port. @returns Its exit code. */
async function health(kind: string, port: string): Promise<number> {
  const dockerfile = await readFile(join(folderOf(kind), "Dockerfile"), "utf8");
  const [, check = ""] = dockerfile.match(/^HEALTHCHECK .* CMD \\\n *(\[.*\])$/m) ?? [];
  const [, ...args]: string[] = JSON.parse(check);
  const { code } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, PORT: port },
  }).then(
    () => ({ code: 0 }),
    (error) => error,
  );
  return code;
}

const stricter = [
  "--exactOptionalPropertyTypes",
  "--noImplicitOverride",
  "--noImplicitReturns",
  "--noUnusedLocals",
  "--noUnusedParameters",
];

describe.each(["pool", "proxy", "service"])("a new %s", (kind) => {
  it("is named after its folder, and depends on the packages of its version", {
    timeout: minutes,
  }, async () => {
    const { name, dependencies, devDependencies } = JSON.parse(
      await readFile(join(folderOf(kind), "package.json"), "utf8"),
    );
    expect(name).toBe(`my-${kind}`);
    expect(Object.keys(dependencies)).toEqual(["stratum"]);
    expect(Object.keys(devDependencies)).toEqual(["@types/node", "stratum-codegen", "typescript"]);
  });

  it("generates, compiles strictly, and passes its test", { timeout: 2 * minutes }, async () => {
    const { stdout, stderr } = await runIn(folderOf(kind), "npm", "test");
    expect(stderr.replace(/^npm .*\n/gm, "")).toBe("");
    expect(stdout).toMatch(/^generated: \d methods?, 7 files written/m);
    expect(stdout).toMatch(/^. pass 1$/m);
    expect(stdout).toMatch(/^. fail 0$/m);
    await runIn(folderOf(kind), "npx", "--no-install", "tsc", "--noEmit", ...stricter);
  });
});

describe("the projects, started", () => {
  it("mine: a share goes through the proxy to the pool, which has a development chain", {
    timeout: 2 * minutes,
  }, async () => {
    const at = /^listening on stratum\+tcp:/;
    const pool = await start("pool", {}, at);
    expect(pool.lines[0]).toBe("DAEMON_URL is not set: using a development chain in memory");
    const proxy = await start("proxy", { POOL_URLS: pool.url }, at);
    const { scripts } = JSON.parse(await readFile(join(folderOf("pool"), "package.json"), "utf8"));
    const [command, ...args]: string[] = scripts.mine
      .replace("stratum+tcp://127.0.0.1:3333", proxy.url)
      .split(" ");
    const bin = join(folderOf("pool"), "node_modules/.bin", command ?? "");
    const miner = startNode([bin, ...args]);
    await proxy.line(/^share from alice\.rig1: accepted$/);
    await pool.line(/^share from alice\.rig1: accepted$/);
    expect(await health("pool", new URL(pool.url).port)).toBe(0);
    expect(await health("proxy", new URL(proxy.url).port)).toBe(0);
    miner.child.kill("SIGTERM");
    for (const { child, ended } of [proxy, pool]) {
      child.kill("SIGTERM");
      expect(await ended).toMatchObject({ code: 0, stderr: "" });
    }
  });

  it("mine on the chain of a daemon that variables name", { timeout: minutes }, async () => {
    const daemon = new DevDaemon({ user: "user", password: "secret" });
    const { port } = await daemon.listen({ port: 0 });
    const url = `http://user:secret@127.0.0.1:${port}`;
    const client = new DaemonClient({ url });
    try {
      const env = { DAEMON_URL: url, ADDRESS: await client.rpc.getnewaddress(), DIFFICULTY: "1e-9" };
      const pool = await start("pool", env, /^listening on stratum\+tcp:/);
      expect(pool.lines).toEqual([`listening on ${pool.url}`]);
      startNode([join(folderOf("pool"), "node_modules/.bin/stratum"), "mine", pool.url, "--user", "bob"]);
      await pool.line(/^block 1 found by bob: [0-9a-f]{64} accepted$/);
      expect(await client.rpc.getblockcount()).toBeGreaterThanOrEqual(1);
      pool.child.kill("SIGTERM");
      expect(await pool.ended).toMatchObject({ code: 0 });
    } finally {
      await client.close();
      await daemon.close();
    }
  });

  it("are reported as unhealthy by an image when they don't answer", { timeout: minutes }, async () => {
    const silent = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    expect(await health("service", String(port))).toBe(1);
    silent.close();
  });

  it("need an address for the rewards of a real chain", { timeout: minutes }, async () => {
    const program = startNode([join(folderOf("pool"), "dist/src/main.js")], {
      PORT: "0",
      DAEMON_URL: "http://user:password@127.0.0.1:1",
    });
    expect(await program.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("ADDRESS is not set: set it to the address that rewards go to"),
    });
  });

  it("answer calls over HTTP, as the service's README says", { timeout: minutes }, async () => {
    const service = await start("service", {}, /^listening on http:/);
    const readme = await readFile(join(folderOf("service"), "README.md"), "utf8");
    const [, path = "", body = ""] =
      readme.match(/^curl http:\/\/127\.0\.0\.1:4000(\S+) --data '(.*)'$/m) ?? [];
    const response = await fetch(new URL(path, service.url), { method: "POST", body });
    expect(await response.json()).toEqual({ jsonrpc: "2.0", id: 1, result: 1 });
    expect(await health("service", new URL(service.url).port)).toBe(0);
    service.child.kill("SIGTERM");
    expect(await service.ended).toMatchObject({ code: 0, stderr: "" });
  });
});
