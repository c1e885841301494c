import { describe, expect, it, onTestFinished } from "vitest";
import { Daemon } from "../../../src/daemon/process/daemon.js";
import type { DaemonProgress } from "../../../src/daemon/process/readiness.js";
import { startCanned } from "../canned.js";

const warming = (message: string) => [500, error(-28, message)] as const;
const error = (code: number, message: string) =>
  JSON.stringify({ result: null, error: { code, message }, id: 1 });
const chain = (blocks: number, initialblockdownload: boolean) =>
  [
    200,
    JSON.stringify({
      result: {
        chain: "main",
        blocks,
        headers: 900,
        verificationprogress: blocks / 900,
        initialblockdownload,
      },
      error: null,
      id: 1,
    }),
  ] as const;

/** A daemon that runs already, and gives these answers, one after the other; the last one again and again. */
async function daemonThatSays(...answers: (readonly [number, string])[]) {
  const server = await startCanned(() => (answers.length > 1 ? answers.shift() : answers[0]));
  const { port } = new URL(server.url);
  const rpc = { port: Number(port), user: "pool", password: "secret" };
  const daemon = new Daemon({ preset: "bitcoin", datadir: "/nowhere", rpc });
  const told: DaemonProgress[] = [];
  daemon.on("progress", (progress) => told.push(progress));
  onTestFinished(async () => {
    await daemon.client.close();
    await server.close();
  });
  return { daemon, told };
}

describe("waiting for a daemon", () => {
  it("tells what it is busy with, once, and ends when calls are answered", async () => {
    const { daemon, told } = await daemonThatSays(
      warming("Loading block index…"),
      warming("Loading block index…"),
      warming("Verifying blocks…"),
      chain(300, true),
    );
    await daemon.ready();
    expect(told).toMatchObject([
      { phase: "warming-up", message: expect.stringContaining("Loading block index…") },
      { phase: "warming-up", message: expect.stringContaining("Verifying blocks…") },
    ]);
  });

  it("ends when its chain is there, where that is asked for", async () => {
    const { daemon, told } = await daemonThatSays(chain(300, true), chain(600, true), chain(900, false));
    await daemon.ready({ synced: true });
    expect(told).toEqual([
      { phase: "syncing", blocks: 300, headers: 900, progress: 300 / 900 },
      { phase: "syncing", blocks: 600, headers: 900, progress: 600 / 900 },
    ]);
  });

  it("can be given up", async () => {
    const { daemon } = await daemonThatSays(warming("Loading block index…"));
    const waiting = daemon.ready({ signal: AbortSignal.timeout(200) });
    await expect(waiting).rejects.toMatchObject({ code: "ABORTED" });
  });

  it("ends with the reason where a daemon can't be called", async () => {
    const { daemon } = await daemonThatSays([401, ""]);
    await expect(daemon.ready()).rejects.toMatchObject({ code: "UNAUTHORIZED", executed: "no" });
  });
});
