import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { startTinyPool } from "../stratum/tiny-pool.js";
import { run, start } from "./command.js";
import { runHere } from "./here.js";
import { serve } from "./serving.js";

describe("stratum mine", () => {
  it("mines on a pool until it has so many shares", async () => {
    const { port, shares } = await startTinyPool();
    const url = `stratum+tcp://alice.rig1:secret@127.0.0.1:${port}`;
    const ended = await run(["mine", url, "--shares", "3"]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const lines = ended.stdout.trimEnd().split("\n");
    expect(lines).toContain("job 1");
    expect(lines.filter((line) => line === "share on job 1 accepted")).toHaveLength(3);
    expect(shares.length).toBeGreaterThanOrEqual(3);
    expect(new Set(shares.map(({ username }) => username))).toEqual(new Set(["alice.rig1"]));
    expect(ended.stdout).not.toContain("secret");
  });

  it("tells of jobs, difficulties, shares and its rate in JSON, of stratum serve too", async () => {
    const pool = await serve("--no-miner");
    const running = start(["mine", `stratum+tcp://127.0.0.1:${pool.port}`, "--user", "bob.rig2", "--json"]);
    expect(await running.event({ event: "difficulty" })).toEqual({
      event: "difficulty",
      difficulty: 0.000001,
    });
    expect(await running.event({ event: "job" })).toEqual({
      event: "job",
      jobId: expect.stringMatching(/^[0-9a-f]+$/),
      cleanJobs: true,
    });
    expect(await running.event({ event: "share" })).toMatchObject({
      accepted: true,
      jobId: expect.any(String),
    });
    const { rate } = await running.event({ event: "rate" });
    expect(rate).toBeGreaterThan(0);
    await pool.event({ event: "block", worker: "bob.rig2" });
    expect(await pool.event({ event: "share" })).toMatchObject({ worker: "bob.rig2" });
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("suggests a difficulty that suits one core, to a pool whose own is out of its reach", async () => {
    const { port, server } = await startTinyPool({ difficulty: 16_384 });
    const suggested = once(server, "suggested");
    const running = start(["mine", `stratum+tcp://127.0.0.1:${port}`, "--json"]);
    const [{ suggestedDifficulty }] = await suggested;
    expect(suggestedDifficulty).toBeGreaterThan(0);
    expect(suggestedDifficulty).toBeLessThan(1);
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("says which shares are refused and why", async () => {
    const { port, notify } = await startTinyPool();
    const running = start(["mine", `stratum+tcp://127.0.0.1:${port}`, "--json", "--algorithm", "scrypt"]);
    await running.event({ event: "job" });
    notify({ nbits: "1d00ffff" });
    expect(await running.event({ event: "share", accepted: false })).toMatchObject({
      reason: expect.stringMatching(/low difficulty/i),
    });
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("ends with an error where the pool does", async () => {
    const pool = await startTinyPool();
    const running = start(["mine", `stratum+tcp://127.0.0.1:${pool.port}`]);
    await running.line(/^share/);
    await pool.stop();
    const ended = await running.ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^stratum mine: [^\n]*closed[^\n]*\n$/);
  });

  it("says that the pool does not want the worker", async () => {
    const { port } = await startTinyPool();
    const ended = await run(["mine", `stratum+tcp://127.0.0.1:${port}`, "--user", "mallory"]);
    expect(ended).toMatchObject({
      code: 1,
      stderr: 'stratum mine: the pool rejected the worker "mallory"\n',
    });
  });

  it.each([
    ["no URL", [], 2, /url/],
    ["another URL", ["http://127.0.0.1"], 2, /stratum\+tcp:\/\/host:port/],
    ["a port that is none", ["stratum+tcp://127.0.0.1:70000"], 2, /stratum\+tcp:\/\/host:port/],
    ["half a percent sign", ["stratum+tcp://al%ice:hunter2@127.0.0.1"], 2, /stratum\+tcp:\/\/host:port/],
    ["a port that is none, without the password", ["stratum+tcp://a:hunter2@127.0.0.1:70000"], 2, /127/],
    ["an algorithm that is not known", ["127.0.0.1:1", "--algorithm", "x11"], 2, /--algorithm=x11/],
    ["no shares", ["127.0.0.1:1", "--shares", "0"], 2, /--shares/],
    ["a pool that is not there", ["127.0.0.1:1"], 1, /nothing listens there/],
  ])("complains of %s in one line", async (_what, args, code, words) => {
    const ended = await runHere(["mine", ...args]);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toMatch(/^stratum mine: [^\n]+\n$/);
    expect(ended.stderr).not.toContain("hunter2");
    expect(ended).toMatchObject({ code, stdout: "" });
  });
});
