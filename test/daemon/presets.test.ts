import { describe, expect, it } from "vitest";
import { defaultDatadir } from "../../src/daemon/presets/directories.js";
import type { CoinPreset } from "../../src/daemon/presets/preset.js";
import { presets } from "../../src/daemon/presets/presets.js";

describe("the directory of a coin's daemon", () => {
  it.each([
    ["linux", "/home/alice/.litecoin"],
    ["freebsd", "/home/alice/.litecoin"],
    ["darwin", "/home/alice/Library/Application Support/Litecoin"],
  ] as const)("on %s", (platform, directory) => {
    expect(defaultDatadir(presets.litecoin, { platform, home: "/home/alice" })).toBe(directory);
  });

  it("on win32 is where programs keep their data", () => {
    const appData = "/Users/alice/AppData/Roaming";
    const directory = `${appData}/Litecoin`;
    expect(defaultDatadir(presets.litecoin, { platform: "win32", home: "/Users/alice", appData })).toBe(
      directory,
    );
    expect(defaultDatadir(presets.litecoin, { platform: "win32", home: "/Users/alice" })).toBe(directory);
  });
});

describe.each<[string, CoinPreset]>(Object.entries(presets))("the preset of %s", (_name, { networks }) => {
  const chains = Object.entries(networks);

  it("has a main chain, in the data directory itself, and others below it", () => {
    expect(networks.main).toMatchObject({ directory: "" });
    expect(networks.main?.argument).toBeUndefined();
    const directories = chains.map(([, { directory }]) => directory);
    expect(new Set(directories).size).toBe(chains.length);
  });

  it("has a port for calls and another one for peers, neither of them another chain's", () => {
    const ports = chains.flatMap(([, { rpcPort, port }]) => [rpcPort, port]);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it("chooses every other chain by an argument", () => {
    const others = chains.filter(([name]) => name !== "main");
    expect(others.map(([, { argument = "" }]) => /^-[a-z]+\d?$/.test(argument))).toEqual(
      others.map(() => true),
    );
  });
});
