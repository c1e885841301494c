import { describe, expect, it } from "vitest";
import { startTinyPool } from "../stratum/tiny-pool.js";
import { run, start } from "./command.js";
import { serve, takenPort } from "./serving.js";

describe("stratum proxy", () => {
  it("stands between a miner and stratum serve, and tells what it sees", async () => {
    const pool = await serve("--no-miner");
    const url = `stratum+tcp://127.0.0.1:${pool.port}`;
    const withPassword = url.replace("//", "//someone:hunter2@");
    const proxy = start(["proxy", "--upstream", withPassword, "--user", "farm", "--port", "0", "--json"]);
    const { port } = await proxy.event({ event: "listening" });
    expect(await proxy.event({ event: "online" })).toMatchObject({ url, extranonce2Size: 4 });
    const miner = start(["mine", `stratum+tcp://127.0.0.1:${port}`, "--user", "alice.rig1", "--json"]);
    await proxy.event({ event: "miner", action: "ready" });
    expect(await proxy.event({ event: "share" })).toMatchObject({
      accepted: true,
      worker: "alice.rig1",
      difficulty: 0.000001,
      session: expect.any(String),
    });
    await miner.event({ event: "share", accepted: true });
    await pool.event({ event: "share", accepted: true, worker: "farm" });
    miner.child.kill("SIGINT");
    expect(await proxy.event({ event: "miner", action: "gone" })).toMatchObject({ workers: ["alice.rig1"] });
    proxy.child.kill("SIGINT");
    expect(await proxy.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
    await pool.event({ event: "miner", action: "gone" });
    expect(proxy.lines.join()).not.toContain("hunter2");
  });

  it("goes to the next pool where one is not there, in plain lines", async () => {
    const pool = await startTinyPool();
    const url = `stratum+tcp://127.0.0.1:${pool.port}`;
    const proxy = start([
      "proxy",
      "--upstream",
      "stratum+tcp://127.0.0.1:1",
      "--upstream",
      url,
      "--port",
      "0",
    ]);
    await proxy.line(/^miners: stratum\+tcp:\/\/127\.0\.0\.1:\d+$/);
    await proxy.line(new RegExp(`^connected to ${url.replace("+", "\\+")}$`));
    await pool.stop();
    await proxy.line(/^pool not connected: .+; retrying in \d+ ms$/);
    proxy.child.kill("SIGTERM");
    expect(await proxy.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("says that its port is taken", async () => {
    const port = await takenPort();
    const ended = await run(["proxy", "--upstream", "stratum+tcp://127.0.0.1:1", "--port", port]);
    expect(ended.stderr).toBe(`stratum proxy: can't listen on 127.0.0.1:${port}: the port is taken\n`);
    expect(ended.code).toBe(1);
  });

  it.each([
    ["no pool", [], /upstream/],
    ["a pool that is no URL", ["--upstream", "http://127.0.0.1"], /stratum\+tcp:\/\/host:port/],
    [
      "a second pool that is no URL",
      ["--upstream", "stratum+tcp://127.0.0.1:1", "--upstream", "x:y"],
      /stratum\+tcp:\/\/host:port/,
    ],
    ["a port that is none", ["--upstream", "stratum+tcp://127.0.0.1:1", "--port", "70000"], /65535/],
  ])("takes %s for a mistake", async (_what, args, words) => {
    const ended = await run(["proxy", ...args]);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toMatch(/^stratum proxy: [^\n]+\n$/);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
  });
});
