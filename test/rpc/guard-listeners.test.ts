import { EventEmitter, once } from "node:events";
import { describe, expect, it } from "vitest";
import { Daemon, DaemonClient, TipWatcher } from "../../src/daemon/index.js";
import { Miner } from "../../src/miner/miner.js";
import { NotifyServer } from "../../src/notify/index.js";
import { SoloPool } from "../../src/pool/index.js";
import { guardListeners } from "../../src/rpc/guard-listeners.js";
import { StratumClient, StratumProxy, StratumServer, Upstream } from "../../src/stratum/index.js";
import { memoryPair } from "../../src/transport/index.js";

const broken = () => {
  throw new Error("broken");
};

/** An emitter that is guarded, and what it logs and tells of. */
function guardedEmitter() {
  const emitter = new EventEmitter();
  const errors: string[] = [];
  const failures: unknown[][] = [];
  const ignore = () => {};
  guardListeners(emitter, {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (message) => errors.push(message),
  });
  emitter.on("failed", (...failure) => failures.push(failure));
  return { emitter, errors, failures };
}

describe("a guarded emitter", () => {
  it("calls the other listeners, in order, with what is emitted", () => {
    const { emitter, errors, failures } = guardedEmitter();
    const heard: unknown[] = [];
    emitter.on("x", (value) => heard.push(`first ${value}`));
    emitter.on("x", broken);
    emitter.once("x", (value) => heard.push(`once ${value}`));
    expect(emitter.emit("x", 1)).toBe(true);
    expect(emitter.emit("x", 2)).toBe(true);
    expect(heard).toEqual(["first 1", "once 1", "first 2"]);
    expect(failures).toEqual([
      [new Error("broken"), "x"],
      [new Error("broken"), "x"],
    ]);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/^a listener of "x" failed: Error: broken\n/);
  });

  it("tells of a promise that is rejected", async () => {
    const { emitter, failures } = guardedEmitter();
    emitter.on("x", async () => broken());
    emitter.emit("x");
    await expect.poll(() => failures).toEqual([[new Error("broken"), "x"]]);
  });

  it("does not go round in circles where the listener of failed fails", () => {
    const { emitter, errors } = guardedEmitter();
    emitter.on("failed", broken);
    emitter.on("x", broken);
    emitter.emit("x");
    expect(errors).toHaveLength(2);
  });

  it("says whether there was a listener, and can be waited for", async () => {
    const { emitter } = guardedEmitter();
    expect(emitter.emit("x")).toBe(false);
    const waiting = once(emitter, "x");
    emitter.emit("x", 7);
    expect(await waiting).toEqual([7]);
  });

  it("throws an error that nobody listens to, as any emitter", () => {
    const { emitter } = guardedEmitter();
    expect(() => emitter.emit("error", new Error("mine"))).toThrow("mine");
  });
});

describe("the listeners of every emitter that users get are guarded", () => {
  const url = "http://127.0.0.1:1/";
  const upstream = { urls: ["stratum+tcp://127.0.0.1:1"] };
  const emitters: Record<string, () => EventEmitter> = {
    StratumServer: () =>
      new StratumServer({ handlers: { "mining.authorize": () => true, "mining.submit": () => true } }),
    StratumClient: () => StratumClient.over(memoryPair()[0]),
    Upstream: () => new Upstream(upstream),
    StratumProxy: () => new StratumProxy({ upstream }),
    SoloPool: () => new SoloPool({ daemon: new DaemonClient({ url }), address: "a" }),
    NotifyServer: () => new NotifyServer(),
    TipWatcher: () => new TipWatcher(new DaemonClient({ url })),
    Daemon: () => new Daemon({ preset: "litecoin", network: "regtest", datadir: "/nonexistent" }),
    Miner: () => new Miner(StratumClient.over(memoryPair()[0]), { username: "alice" }),
  };

  it.each(Object.entries(emitters))("%s", (_name, make) => {
    const emitter = make();
    const failures: unknown[][] = [];
    emitter.on("failed", (...failure) => failures.push(failure));
    emitter.on("x", broken);
    expect(emitter.emit("x")).toBe(true);
    expect(failures).toEqual([[new Error("broken"), "x"]]);
  });
});
