import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { miningSuggestDifficulty } from "../../generated/stratum/methods.js";
import { difficultyAt, namesDifficulty, suggestDifficulty } from "../../src/stratum/suggestion.js";
import { scrypt, sha256d } from "../../src/work/index.js";
import { connect, startMiner } from "./proxies.js";
import { startRawPool } from "./raw-pool.js";
import { connectRaw, startServer } from "./servers.js";

const target = `00000000ffff${"0".repeat(52)}`;

describe("a suggestion", () => {
  it("has an id, which public-pool wants", async () => {
    const pool = await startRawPool({});
    const client = await connect(pool.port);
    await client.mining.ping();
    client.mining.suggestDifficulty({ difficulty: 512 });
    client.mining.suggestTarget({ target });
    await client.mining.ping();
    expect(pool.lines.slice(1, 3)).toEqual([
      '{"id":2,"method":"mining.suggest_difficulty","params":[512]}',
      `{"id":3,"method":"mining.suggest_target","params":["${target}"]}`,
    ]);
  });

  it.each([
    ["true", '"result":true,"error":null'],
    ["false", '"result":false,"error":null'],
    ["null", '"result":null,"error":null'],
    ["an object", '"result":{"difficulty":1},"error":null'],
    ["an error", '"result":null,"error":[20,"validation error",null]'],
    ["a text for an error", '"result":null,"error":"Unknown method"'],
  ])("may be answered with %s: nothing comes of it", async (_what, answer) => {
    const pool = await startRawPool({
      answers: { "mining.suggest_difficulty": answer, "mining.suggest_target": answer },
    });
    const client = await connect(pool.port);
    const ignored: unknown[] = [];
    client.on("ignored", (error) => ignored.push(error));
    client.mining.suggestTarget({ target });
    await client.mining.subscribe();
    client.mining.suggestDifficulty({ difficulty: 512 });
    expect(await client.mining.authorize({ username: "alice" })).toBe(true);
    expect(await client.mining.ping()).toBe("pong");
    expect(ignored).toEqual([]);
  });

  it("may be answered late, or never", async () => {
    const pool = await startRawPool({ silent: ["mining.suggest_difficulty"] });
    const client = await connect(pool.port);
    for (let count = 0; count < 2_000; count++) client.mining.suggestDifficulty({ difficulty: 512 });
    const login = client.mining.subscribe();
    pool.send('{"id":1,"result":true,"error":null}');
    expect(await login).toMatchObject({ extranonce2Size: 4 });
    expect(await client.mining.ping()).toBe("pong");
  });

  it("is refused at once where it is none, and comes to nothing on a closed connection", async () => {
    const { port } = await startRawPool({});
    const client = await connect(port);
    expect(() => client.mining.suggestDifficulty({ difficulty: 0 })).toThrow("mining.suggest_difficulty");
    const closed = once(client, "close");
    client.close();
    await closed;
    client.mining.suggestDifficulty({ difficulty: 1 });
  });

  it("is taken by a server with an id, with null for an id and without; the first is answered", async () => {
    const { server, port } = await startServer();
    const suggested: unknown[] = [];
    server.on("suggested", ({ suggestedDifficulty }) => suggested.push(suggestedDifficulty));
    const miner = await connectRaw(port);
    miner.send(
      { id: 7, method: "mining.suggest_difficulty", params: [2] },
      { id: null, method: "mining.suggest_difficulty", params: [3] },
      { method: "mining.suggest_difficulty", params: [4] },
      { id: "t", method: "mining.suggest_target", params: [target] },
      { id: null, method: "mining.suggest_target", params: [target] },
      { method: "mining.suggest_target", params: [target] },
      { id: null, method: "mining.suggest_difficulty", params: ["much"] },
      { id: 8, method: "mining.ping", params: [] },
    );
    expect(await miner.line()).toBe('{"id":7,"result":true,"error":null}');
    expect(await miner.line()).toBe('{"id":"t","result":true,"error":null}');
    expect(await miner.line()).toBe('{"id":8,"result":"pong","error":null}');
    expect(suggested).toEqual([2, 3, 4, 1, 1, 1]);
  });

  it("stays a notification by its description: nobody waits for an answer", () => {
    expect(miningSuggestDifficulty.kind).toBe("notification");
  });
});

describe("the difficulty that is suggested", () => {
  it.each([
    [4_294_967_296 / 10, 10, sha256d, 1.00001526],
    [1e12, 10, sha256d, 2328.34],
    [65_536, 10, scrypt, 10.0001526],
  ])("for %d hashes a second, one share each %d seconds", (hashrate, pace, algorithm, difficulty) => {
    expect(difficultyAt(hashrate, pace, algorithm) / difficulty).toBeCloseTo(1, 2);
  });

  it.each([
    [2328.3, [2330]],
    [12.34, [12]],
    [1.5, [2]],
    [0.99999, [1]],
    [0.000232831, [0.000233]],
    [0, []],
    [-1, []],
    [Number.NaN, []],
    [Number.POSITIVE_INFINITY, []],
  ])("%d is written as %j: ckpool reads whole numbers only", (difficulty, written) => {
    const sent: number[] = [];
    const client = {
      mining: { suggestDifficulty: (params: { difficulty: number }) => sent.push(params.difficulty) },
    };
    suggestDifficulty(client, difficulty);
    expect(sent).toEqual(written);
  });

  it.each([
    ["d=1024", true],
    ["x,d=1024", true],
    ["D=1024;md=1", true],
    ["diff=5", true],
    ["x", false],
    ["", false],
    ["hello=d", false],
    ["seed=5", false],
  ])("is left to a password that names one: %j %s", (password, names) => {
    expect(namesDifficulty(password)).toBe(names);
  });

  it("is suggested by a miner with a pace, and not where its password names one", async () => {
    const pool = await startRawPool({});
    await startMiner(pool.port, "alice", { pace: 5 });
    await expect.poll(() => pool.lines.some((line) => line.includes("suggest_difficulty"))).toBe(true);
    const other = await startRawPool({});
    const { client } = await startMiner(other.port, "alice", { pace: 5, password: "d=1024" });
    await expect.poll(() => other.lines.some((line) => line.includes("mining.authorize"))).toBe(true);
    await client.mining.ping();
    expect(other.lines.filter((line) => line.includes("suggest"))).toEqual([]);
  });
});
