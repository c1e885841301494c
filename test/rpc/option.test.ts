import { describe, expect, it } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { notify } from "../../src/notify/client.js";
import { NotifyServer } from "../../src/notify/index.js";
import { SoloPool, type SoloPoolOptions, TemplateSource } from "../../src/pool/index.js";
import { type AnyProtocol, checkOption, checkPort } from "../../src/rpc/index.js";
import { StratumServer, type StratumServerOptions } from "../../src/stratum/index.js";
import { connectSocket } from "../../src/transport/connect.js";

const refusal = (message: string | RegExp) =>
  expect.objectContaining({
    name: "RpcError",
    code: "INVALID_OPTION",
    message: expect.stringMatching(message),
  });

describe("an option that is a number", () => {
  it.each([
    [-1, {}, "it must be a number not below 0, not -1"],
    [Number.NaN, {}, "it must be a number not below 0, not NaN"],
    [0, { above: true }, "it must be a number above 0, not 0"],
    [Number.POSITIVE_INFINITY, { max: Number.MAX_VALUE }, "it must be a number not below 0, not Infinity"],
    [1.5, { whole: true }, "it must be a whole number not below 0, not 1.5"],
    [11, { max: 10 }, "it must be a number from 0 to 10, not 11"],
    [1, { min: 1, above: true, max: 2 }, "it must be a number above 1 to 2, not 1"],
  ])("is not %d where it is within %j", (value, range, message) => {
    expect(() => checkOption("it", value, range)).toThrow(refusal(`^${message}$`));
  });

  it.each([
    [undefined, { min: 5 }],
    [0, {}],
    [Number.POSITIVE_INFINITY, {}],
    [0.1, { above: true }],
    [10, { max: 10, whole: true }],
  ])("may be %d within %j", (value, range) => {
    checkOption("it", value, range);
  });

  it("may be a port", () => {
    for (const port of [0, 1, 65_535]) checkPort(port);
    for (const port of [-1, 65_536, 1.5, Number.NaN])
      expect(() => checkPort(port)).toThrow(refusal("^port must be a whole number from 0 to 65535, not "));
  });
});

describe("impossible options", () => {
  const handlers = { "mining.authorize": () => true, "mining.submit": () => true };
  const port = 70_000;

  it("of a port are refused wherever there is one", async () => {
    const report = { type: "block", data: "", host: "127.0.0.1", password: "" } as const;
    const refused = refusal("port must be a whole number");
    await expect(new NotifyServer().listen({ port })).rejects.toEqual(refused);
    await expect(new StratumServer({ handlers }).listen({ port: -1 })).rejects.toEqual(refused);
    await expect(connectSocket({ host: "127.0.0.1", port })).rejects.toEqual(refused);
    await expect(notify({ ...report, port })).rejects.toEqual(refused);
    await expect(notify({ ...report, port: 1, timeout: -1 })).rejects.toEqual(refusal("timeout must be"));
  });

  it.each<
    [string, Pick<StratumServerOptions<AnyProtocol, undefined>, "difficulty" | "versionMask" | "limits">]
  >([
    ["difficulty", { difficulty: -1 }],
    ["difficulty", { difficulty: Number.POSITIVE_INFINITY }],
    ["versionMask", { versionMask: -1 }],
    ["limits.line", { limits: { line: -1 } }],
    ["limits.idle", { limits: { idle: Number.NaN } }],
  ])("of a Stratum server are refused: %s", (name, options) => {
    expect(() => new StratumServer({ handlers, ...options })).toThrow(refusal(`^${name} must be`));
  });

  it.each<[string, Partial<SoloPoolOptions>]>([
    ["extranonceSize", { extranonceSize: 0 }],
    ["extranonceSize", { extranonceSize: 33 }],
    ["tag's size", { tag: "x".repeat(100) }],
    ["tag's size", { tag: "x".repeat(68) }],
    ["sharesPerTip", { sharesPerTip: 0 }],
    ["pendingBlocks", { pendingBlocks: 0 }],
    ["stopTimeout", { stopTimeout: -1 }],
    ["stopTimeout", { stopTimeout: Number.POSITIVE_INFINITY }],
    ["versionMask", { versionMask: 2 ** 40 }],
    ["vardiff.target", { vardiff: { target: 0 } }],
    ["vardiff.min", { vardiff: { min: -1 } }],
    ["vardiff.max", { vardiff: { max: 0 } }],
    ["vardiff.max", { vardiff: { min: 5, max: 1 } }],
  ])("of a pool are refused: %s", async (name, options) => {
    const daemon = new DaemonClient({ url: "http://127.0.0.1:1" });
    expect(() => new SoloPool({ daemon, address: "", ...options })).toThrow(refusal(`^${name} must be`));
    expect(() => new TemplateSource(daemon, { rules: [], refresh: 0 })).toThrow(refusal("^refresh must be"));
    await daemon.close();
  });

  it("of an RPC server are refused", () => {
    expect(() => new NotifyServer({ maxMessage: 0 })).toThrow(refusal("^maxMessage must be"));
  });
});
