import { describe, expect, it, onTestFinished } from "vitest";
import { coinNames, networkNames } from "../../cli/daemon-flags.js";
import { presets } from "../../src/daemon/presets/presets.js";
import { Daemon } from "../../src/daemon/process/daemon.js";
import { isWithoutLitecoind, litecoindProgram } from "../daemon/litecoind.js";
import { temporaryFolder } from "../daemon/process/regtest.js";
import { freePort } from "../free-port.js";
import { run } from "./command.js";

const daemon = (...args: string[]) => run(["daemon", ...args]);

/** Flags for a chain of its own. */
async function place() {
  const [rpcPort, port, datadir] = await Promise.all([freePort(), freePort(), temporaryFolder()]);
  const flags = [
    "--preset",
    "litecoin",
    "--network",
    "regtest",
    "--datadir",
    datadir,
    "--rpc-port",
    `${rpcPort}`,
  ];
  const left = new Daemon({ preset: "litecoin", network: "regtest", datadir, rpc: { port: rpcPort } });
  onTestFinished(async () => void (await left.stop()));
  const start = [...flags, "--port", `${port}`, "--path", litecoindProgram ?? "litecoind"];
  return { flags, start, rpcPort, datadir };
}

describe("the flags of stratum daemon", () => {
  it("know every coin and every network of the presets", () => {
    expect([...coinNames].sort()).toEqual(Object.keys(presets).sort());
    const networks = Object.values(presets).flatMap((preset) => Object.keys(preset.networks));
    expect([...networkNames].sort()).toEqual([...new Set(networks)].sort());
  });

  it("refuse another coin", async () => {
    expect(await daemon("status", "--preset", "foocoin")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^stratum daemon status: Expected --preset=foocoin to be one of: bitcoin, .*\n$/,
      ),
    });
  });
});

describe.skipIf(isWithoutLitecoind)("stratum daemon", { timeout: 60_000 }, () => {
  it("starts a daemon that goes on, says how it is, calls it and stops it", async () => {
    const { flags, start, rpcPort } = await place();
    const started = await daemon("start", ...start, "--json");
    expect(started).toMatchObject({ code: 0, stderr: "" });
    const events = started.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events[0]).toEqual({ event: "started", pid: expect.any(Number) });
    expect(events.at(-1)).toEqual({ event: "ready", host: `127.0.0.1:${rpcPort}` });
    expect((await daemon("start", ...start)).stdout).toMatch(/^Litecoin is already running\n/);

    const status = await daemon("status", ...flags);
    expect(status.code).toBe(0);
    expect(status.stdout).toMatch(/^Litecoin \/LitecoinCore:.* on regtest\n0 of 0 blocks, .*\n0 peers, /);
    const json = await daemon("status", ...flags, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ chain: "regtest", blocks: 0, connections: 0 });

    const hash = JSON.parse(json.stdout).bestblockhash;
    const called = await daemon("call", ...flags, "getblockhash", "height=0");
    expect(called).toMatchObject({ code: 0, stdout: `"${hash}"\n`, stderr: "" });
    expect(await daemon("call", ...flags, "getblockhash", "7")).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "stratum daemon call: getblockhash: Block height out of range (-8 INVALID_PARAMETER)\n",
    });

    expect(await daemon("stop", ...flags)).toMatchObject({
      code: 0,
      stdout: "Litecoin has stopped\n",
      stderr: "",
    });
    expect((await daemon("stop", ...flags)).stdout).toBe("Litecoin was not running\n");
    expect(await daemon("status", ...flags)).toMatchObject({ code: 1, stdout: "" });
  });

  it.each([
    [
      "an argument has a flag of its own",
      ["--", "-rpcport=1"],
      /-rpcport is not allowed in args: use the option/,
    ],
    ["the password of the port that is told is missing", ["--notify-port", "1337"], /STRATUM_PASSWORD/],
  ])("refuses to start where %s", async (_what, args, message) => {
    const { start } = await place();
    expect(await daemon("start", ...start, ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(message),
    });
  });
});
