import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { connectRaw, startServer } from "./servers.js";

describe("mining.subscribe", () => {
  it.each([
    ["cpuminer's second try", [], undefined],
    ["a name", ["cgminer/4.12.0"], "cgminer/4.12.0"],
    ["no name", [null], undefined],
    ["bosminer", ["bosminer", null], "bosminer"],
    ["a session to be resumed", ["bfgminer/5.5.0", "ae6812eb4cd7735a"], "bfgminer/5.5.0"],
    ["a session of an odd number of digits", ["sri", "abc"], "sri"],
    ["ZIP-301", ["zip", null, "pool.example", 3333], "zip"],
    ["ZIP-301 with the port as text", ["zip", "1", "pool.example", "3333"], "zip"],
    ["host and port in one", ["bosminer", null, "pool.example:3333", null], "bosminer"],
    ["an empty list", ["sri", []], "sri"],
    ["NiceHash", ["NiceHash/1.0.0", "1795337596123", "a3f1c0ffee"], "NiceHash/1.0.0"],
    ["an Ethereum dialect", ["miner", "EthereumStratum/1.0.0"], "miner"],
    ["BTCAgent", ["btccom-agent", "00000001", 2130706433], "btccom-agent"],
    ["smart_mining", ["alice", "x", [["BTC", "pool.example", 3333, "wallet"]]], "alice"],
    ["more than anybody sends", ["a", "b", "c", 4, 5, { six: 6 }], "a"],
    ["a name that is none", [7], undefined],
    ["a long name", ["x".repeat(1_000)], "x".repeat(1_000)],
  ])("is answered for %s", async (_who, params, userAgent) => {
    const { server, port } = await startServer();
    const miner = await connectRaw(port);
    miner.send({ id: 1, method: "mining.subscribe", params });
    const granted = [expect.any(Array), expect.stringMatching(/^[0-9a-f]{8}$/), 4];
    expect(await miner.message()).toEqual({ id: 1, result: granted, error: null });
    expect([...server.sessions].map((session) => session.userAgent)).toEqual([userAgent]);
  });

  it("is answered again with the same, whatever is measured by that", async () => {
    const { server, port } = await startServer();
    const miner = await connectRaw(port);
    miner.send({ id: 1, method: "mining.subscribe", params: ["collector/1.0"] });
    const first = await miner.message();
    miner.send({ id: 2, method: "mining.authorize", params: ["alice"] });
    const [session] = await once(server, "ready");
    await miner.message();
    miner.send({ id: 3, method: "mining.subscribe", params: [] });
    expect(await miner.message()).toEqual({ ...first, id: 3 });
    expect(session.userAgent).toBe("collector/1.0");
  });
});
