import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { startFrontedDaemon } from "../pool/fronted-daemon.js";
import { HandMiner } from "../pool/pools.js";
import { startNode } from "./command.js";
import { serve, serveFlags } from "./serving.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Any share is a block here. */
const block = { misses: Number.POSITIVE_INFINITY };

/** The built package in a folder of its own, until the test is over. */
async function installed(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "stratum-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ["dist", "package.json"])
    await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

describe("a block that stratum serve has found", () => {
  it("is told of at each attempt that fails, until the daemon takes it", async () => {
    const { url, intercept } = await startFrontedDaemon();
    let failures = 0;
    intercept(({ method }) => {
      if (method !== "submitblock" || failures === 3) return undefined;
      failures++;
      throw new Error("the connection breaks");
    });
    const running = await serve("--daemon", url, "--no-miner");
    const miner = await HandMiner.connect(running.port);
    expect(await miner.submit(miner.solve(await miner.job(0), block))).toBe(true);
    const { hash } = await running.event({ event: "block", height: 1, worker: "alice" });
    const told = running.lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "unsubmitted");
    expect(told).toEqual(
      [1, 2, 3].map((attempts) => ({
        ...{ event: "unsubmitted", height: 1, hash, worker: "alice", attempts },
        reason: expect.stringContaining("submitblock"),
        retryIn: expect.any(Number),
        time: expect.any(Number),
      })),
    );
  });

  it("is submitted though the package's files are gone by then", async () => {
    const { url, client } = await startFrontedDaemon();
    const folder = await installed();
    const flags = serveFlags("--json", "--daemon", url, "--no-miner");
    const running = startNode([join(folder, "dist/cli/run.js"), ...flags]);
    const { port } = await running.event({ event: "listening" });
    await rm(join(folder, "dist"), { recursive: true });
    const miner = await HandMiner.connect(Number(port));
    expect(await miner.submit(miner.solve(await miner.job(0), block))).toBe(true);
    await running.event({ event: "block", height: 1 });
    expect(await client.rpc.getblockcount()).toBe(1);
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a difficulty that stratum serve was given", () => {
  it("is not what a miner names in its password", async () => {
    const running = await serve("--no-miner", "--difficulty", "1000");
    const miner = await HandMiner.connect(running.port, "alice", "d=0.0000000001");
    await miner.job(0);
    expect(miner.told.slice(0, -1)).toEqual([1000]);
  });
});
