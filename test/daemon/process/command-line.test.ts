import { describe, expect, it } from "vitest";
import {
  type CommandLineOptions,
  commandLine,
  environment,
} from "../../../src/daemon/process/command-line.js";
import { type DaemonLocation, settingsOf } from "../../../src/daemon/process/settings.js";

const line = (place: DaemonLocation, options: CommandLineOptions = {}) =>
  commandLine(settingsOf({ datadir: "/data", ...place }), { ...place, ...options });

describe("a daemon's command line", () => {
  it("has everything that a .conf file would have", () => {
    expect(line({ preset: "litecoin", network: "regtest" })).toEqual([
      "-regtest",
      "-noconf",
      "-datadir=/data",
      "-server",
      "-printtoconsole=0",
      "-rpcbind=127.0.0.1",
      "-rpcallowip=127.0.0.1",
      "-rpcport=19443",
      "-rpcthreads=16",
      "-rpcworkqueue=64",
      "-bind=127.0.0.1:19444",
    ]);
  });

  it.each([
    [{ preset: "bitcoin" }, ["-rpcport=8332"]],
    [{ preset: "bitcoin", network: "testnet4" }, ["-testnet4", "-rpcport=48332"]],
    [{ preset: "litecoin", network: "test" }, ["-testnet", "-rpcport=19332"]],
    [
      { preset: "dogecoin", rpc: { port: 7, host: "::1" } },
      ["-rpcport=7", "-rpcbind=::1", "-rpcallowip=::1"],
    ],
  ] as const)("of %j", (place, expected) => {
    expect(line(place)).toEqual(expect.arrayContaining([...expected]));
  });

  it.each([
    [{}, []],
    [{ port: 9 }, ["-port=9"]],
    [{ port: false as const }, ["-listen=0"]],
    [{ args: ["-txindex", "-dbcache=4000"] }, ["-txindex", "-dbcache=4000"]],
  ])("with %j ends with %j", (options, expected) => {
    expect(line({ preset: "bitcoin" }, options).slice(9)).toEqual(expected);
  });

  it("never has a password", () => {
    const rpc = { user: "pool", password: "secret" };
    const notify = { port: 1337, password: "other secret" };
    const args = line({ preset: "bitcoin", rpc }, { notify }).join(" ");
    expect(args).toMatch(/-rpcauth=pool:[0-9a-f]{32}\$[0-9a-f]{64}/);
    expect(args).not.toContain("secret");
    expect(environment({ notify }, { MORE: "1" })).toMatchObject({
      STRATUM_PASSWORD: "other secret",
      MORE: "1",
    });
  });

  it("tells of blocks, payments and alerts, or of what is chosen", () => {
    const told = (options: object) =>
      line({ preset: "bitcoin" }, { notify: { port: 1337, password: "p", ...options } })
        .map((arg) => arg.match(/^-(\w+)notify=/)?.[1])
        .filter((type) => type !== undefined);
    expect(told({})).toEqual(["block", "wallet", "alert"]);
    expect(told({ types: ["wallet"] })).toEqual(["wallet"]);
  });

  it.each([
    ["-rpcpassword=x", "-rpcpassword is not allowed in args: use the option rpc.password"],
    ["--datadir=/x", "--datadir is not allowed in args: use the option datadir"],
    ["-nodaemon", "-nodaemon is not allowed in args: remove it, the process must stay in the foreground"],
  ])("refuses %s among its args, and says what to use", (arg, message) => {
    expect(() => line({ preset: "bitcoin" }, { args: [arg] })).toThrow(message);
  });
});

describe("a daemon's place", () => {
  it("has the cookie file of its network", () => {
    const { cookieFile, url } = settingsOf({ preset: "litecoin", network: "test", datadir: "/data" });
    expect({ cookieFile, url }).toEqual({
      cookieFile: "/data/testnet4/.cookie",
      url: "http://127.0.0.1:19332",
    });
  });

  it("has no cookie file where there is a user, whose password may have any characters", () => {
    const rpc = { user: "p@ol", password: "a/b:c" };
    const { cookieFile, url } = settingsOf({ preset: "bitcoin", datadir: "/data", rpc });
    expect({ cookieFile, url }).toEqual({
      cookieFile: undefined,
      url: "http://p%40ol:a%2Fb%3Ac@127.0.0.1:8332",
    });
  });

  it("can be of a coin that is not known by name", () => {
    const networks = { main: { rpcPort: 1, port: 2, directory: "" } };
    const directory = { linux: ".my", others: "My" };
    const preset = { title: "My", rules: [], programs: ["myd"], directory, networks } as const;
    expect(settingsOf({ preset, datadir: "/data" })).toMatchObject({ rpcPort: 1, netDirectory: "/data" });
  });

  it("refuses an unknown network and lists the known ones", () => {
    expect(() => settingsOf({ preset: "dogecoin", network: "signet" })).toThrow(
      'unknown network "signet" of Dogecoin: expected one of main, test, regtest',
    );
  });

  it("refuses an unknown preset and lists the known ones", () => {
    expect(() => settingsOf({ preset: JSON.parse('"foocoin"') })).toThrow(
      /unknown preset "foocoin": expected one of bitcoin, litecoin/,
    );
  });
});
