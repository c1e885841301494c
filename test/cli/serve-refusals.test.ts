import { describe, expect, it } from "vitest";
import { run } from "./command.js";
import { runHere } from "./here.js";
import { serveFlags, takenPort } from "./serving.js";

describe("what stratum serve can't do", () => {
  it.each([
    ["port", "Stratum"],
    ["rpc-port", "RPC"],
  ])("is to listen on a --%s that is taken", async (flag) => {
    const port = await takenPort();
    const ended = await run(serveFlags("--json", `--${flag}`, port));
    expect(ended).toMatchObject({
      code: 1,
      stderr: `stratum serve: can't listen on 127.0.0.1:${port}: the port is taken\n`,
    });
    expect(ended.stdout).not.toMatch(/"(listening|job)"/);
  });

  it.each([
    ["an unknown flag", ["--nope"], /unknown flag --nope: see --help/],
    ["a word too many", ["more"], /more/],
    ["an invalid port", ["--port", "70000"], /--port: .*65535/],
    ["a port below all", ["--rpc-port", "-1"], /--rpc-port/],
    ["a difficulty below zero", ["--difficulty", "-1"], /--difficulty must be a number above 0/],
    ["no difficulty", ["--difficulty", "0"], /--difficulty must be a number above 0/],
    ["a difficulty without end", ["--difficulty", "1e400"], /--difficulty must be a number above 0/],
    ["a difficulty in words", ["--difficulty", "hard"], /--difficulty must be a number above 0/],
    ["an unknown coin", ["--coin", "gold"], /--coin=gold/],
    ["a coin without its daemon", ["--coin", "litecoin"], /for litecoin, set .* \(--daemon <url>\)/],
    ["an invalid daemon URL", ["--daemon", "nope"], /http:\/\/user:password@host:port/],
    ["an invalid address", ["--address", "nope"], /invalid address "nope"/],
    ["the default password for everybody", ["--rpc-host", "0.0.0.0"], /with the default/],
  ])("is to start with %s", async (_what, flags, words) => {
    const ended = await runHere(serveFlags("--json", "--no-miner", ...flags));
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toMatch(/^stratum[^:]*: [^\n]+\n$/);
    expect(ended.code).toBe(2);
    expect(ended.stdout).not.toMatch(/"(listening|job)"/);
  });
});
