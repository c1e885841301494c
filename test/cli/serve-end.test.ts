import { describe, expect, it, onTestFinished } from "vitest";
import { startFrontedDaemon } from "../pool/fronted-daemon.js";
import { start } from "./command.js";
import { connect, serve, serveFlags } from "./serving.js";

describe("the end of stratum serve", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("comes by %s, and leaves nothing open", async (signal) => {
    const running = await serve();
    await running.event({ event: "share" });
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
    await expect(connect(running.port)).rejects.toMatchObject({ code: "CONNECT_FAILED" });
  });

  it("comes while it waits for a daemon", async () => {
    const running = start(serveFlags("--json", "--daemon", "http://u:p@127.0.0.1:1"));
    await running.event({ event: "waiting" });
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("waits for the daemon to take a block; but not at the second Ctrl-C", async () => {
    const { url, intercept } = await startFrontedDaemon();
    const solved = new Promise<void>((resolve) => {
      intercept(({ method }) => {
        if (method !== "submitblock") return undefined;
        resolve();
        return new Promise(() => {});
      });
    });
    const running = await serve("--daemon", url);
    await solved;
    running.child.kill("SIGINT");
    await running.event({ event: "miner", action: "gone" });
    expect(running.child.exitCode).toBeNull();
    // Two within a tenth of a second are one: a terminal and npm may both send it.
    const again = setInterval(() => running.child.kill("SIGINT"), 120);
    onTestFinished(() => clearInterval(again));
    expect(await running.ended).toMatchObject({ code: 130, signal: null, stderr: "" });
  });

  it("submits the block that was found before it", async () => {
    const { url, intercept, client } = await startFrontedDaemon();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const solved = new Promise<void>((resolve) => {
      intercept(({ method }, pass) => {
        if (method !== "submitblock") return undefined;
        resolve();
        return released.then(pass);
      });
    });
    const running = await serve("--daemon", url);
    await solved;
    running.child.kill("SIGINT");
    await running.event({ event: "miner", action: "gone" });
    release();
    await running.event({ event: "block", height: 1 });
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
    expect(await client.rpc.getblockcount()).toBeGreaterThan(0);
  });

  it("comes when nobody reads its output any more", async () => {
    const running = await serve();
    running.child.stdout?.destroy();
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  });
});
