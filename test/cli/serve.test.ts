import { describe, expect, it } from "vitest";
import { Miner } from "../../src/miner/miner.js";
import { notify } from "../../src/notify/client.js";
import { isLongPoll } from "../pool/front.js";
import { startFrontedDaemon } from "../pool/fronted-daemon.js";
import { start } from "./command.js";
import { connect, serve, serveFlags } from "./serving.js";

const text = expect.any(String);
const number = expect.any(Number);
const address = expect.stringMatching(/^127\.0\.0\.1:\d+$/);

describe("stratum serve --json", () => {
  it("tells in a line each where it listens, who mines, of jobs, shares and blocks", async () => {
    const running = await serve();
    const block = await running.event({ event: "block" });
    const job = await running.event({ event: "job", height: Number(block.height) + 1 });
    const events = running.lines.map((line) => JSON.parse(line));
    const first = (name: string) => events.find(({ event }) => event === name);
    expect(events.every(({ time }) => Math.abs(time - Date.now()) < 60_000)).toBe(true);
    expect(first("listening")).toEqual({
      event: "listening",
      host: "127.0.0.1",
      port: number,
      rpcHost: "127.0.0.1",
      rpcPort: number,
      daemon: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
      coin: "bitcoin",
      address: expect.stringMatching(/^bcrt1q/),
      time: number,
    });
    expect(events.filter(({ event }) => event === "miner")).toEqual([
      {
        event: "miner",
        action: "connected",
        session: text,
        remoteAddress: address,
        workers: [],
        time: number,
      },
      {
        event: "miner",
        action: "ready",
        session: text,
        remoteAddress: address,
        userAgent: "stratum-miner",
        workers: ["built-in"],
        time: number,
      },
    ]);
    expect(first("job")).toEqual({
      event: "job",
      jobId: "1",
      height: 1,
      cleanJobs: true,
      transactions: 0,
      time: number,
    });
    expect(first("share")).toEqual({
      event: "share",
      accepted: true,
      difficulty: 0.000001,
      worker: "built-in",
      session: text,
      time: number,
    });
    expect(block).toEqual({
      event: "block",
      height: number,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      worker: "built-in",
      time: number,
    });
    expect(job).toMatchObject({ cleanJobs: true });
  });

  it("lets other miners join, and says why a share is refused", async () => {
    const running = await serve("--no-miner");
    const client = await connect(running.port);
    const miner = new Miner(client, { username: "alice.rig1", userAgent: "outside/1.0" });
    const over = miner.run();
    await running.event({ event: "miner", action: "ready", userAgent: "outside/1.0" });
    await running.event({ event: "share", accepted: true, worker: "alice.rig1" });
    const share = { jobId: "ffff", extranonce2: "00000000", ntime: "00000000", nonce: "00000000" };
    await expect(client.mining.submit({ username: "alice.rig1", ...share })).rejects.toMatchObject({
      code: "JOB_NOT_FOUND",
    });
    expect(await running.event({ event: "share", accepted: false })).toMatchObject({
      difficulty: null,
      worker: "alice.rig1",
      reason: "Job not found",
    });
    miner.stop();
    await over;
    client.close();
    expect(await running.event({ event: "miner", action: "gone" })).toMatchObject({
      workers: ["alice.rig1"],
    });
    expect(running.lines.filter((line) => line.includes("built-in"))).toEqual([]);
  });

  it("takes what daemons report, and calls with the password alone", async () => {
    const running = await serve("--no-miner", "--rpc-password", "horse");
    const report = { host: "127.0.0.1", port: running.rpcPort, source: "bitcoin", data: "a".repeat(64) };
    await expect(notify({ ...report, type: "block", password: "password" })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    expect(await running.event({ event: "error" })).toMatchObject({
      message: expect.stringMatching(
        /^127\.0\.0\.1:\d+ called the RPC port with a missing or wrong password$/,
      ),
    });
    for (const type of ["block", "wallet", "alert"] as const) {
      await notify({ ...report, type, password: "horse" });
      expect(await running.event({ event: "notify" })).toMatchObject({
        type,
        data: report.data,
        source: "bitcoin",
      });
    }
  });

  it("asks the daemon for a template once there is a report of a block", async () => {
    const { url, client, intercept } = await startFrontedDaemon();
    // It learns of the block by nothing but the report, or much later: nobody answers its long polls.
    intercept((call) => (isLongPoll(call) ? new Promise(() => {}) : undefined));
    const running = await serve("--no-miner", "--daemon", url, "--rpc-password", "horse");
    const [hash = ""] = await client.rpc.generatetoaddress({
      nblocks: 1,
      address: await client.rpc.getnewaddress(),
    });
    await notify({ type: "block", data: hash, host: "127.0.0.1", port: running.rpcPort, password: "horse" });
    const report = await running.event({ event: "notify", data: hash });
    const job = await running.event({ event: "job" });
    expect(job).toMatchObject({ height: 2, cleanJobs: true });
    expect(Number(job.time) - Number(report.time)).toBeLessThan(15_000);
  });
});

it("stratum serve prints plain lines, where its output is no terminal", async () => {
  const running = start(serveFlags(), { env: { COLUMNS: "80", FORCE_COLOR: "1" } });
  await running.line(
    /^\d\d:\d\d:\d\d miners: stratum\+tcp:\/\/127\.0\.0\.1:\d+ {3}RPC: 127\.0\.0\.1:\d+ {3}bitcoin daemon: http:\/\/127\.0\.0\.1:\d+\/$/,
  );
  await running.line(/^\d\d:\d\d:\d\d 127\.0\.0\.1:\d+ mines as built-in \(stratum-miner\)$/);
  await running.line(/^\d\d:\d\d:\d\d share accepted from built-in at difficulty 0\.000001$/);
  await running.line(/^\d\d:\d\d:\d\d BLOCK \d+ found by built-in: [0-9a-f]{64}$/);
  expect(running.lines.join("\n")).not.toContain("\u001b");
  running.child.kill("SIGINT");
  expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
});
