import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { DifficultyWish, type MinersKnown } from "../../src/stratum/proxy/difficulty-wish.js";
import { connect, startMiner, startProxy } from "./proxies.js";
import { startRawPool } from "./raw-pool.js";
import { job } from "./servers.js";
import { easy, startTinyPool } from "./tiny-pool.js";

const one: MinersKnown = { count: 1, lowestWish: undefined };

/** Miners at a pool of this difficulty, with a clock. */
function mining({ difficulty = 1000, miners = one, lowest = 1e-9 } = {}) {
  const wish = new DifficultyWish(lowest);
  let now = 5_000;
  const suggestions = [wish.loggedIn(miners, now)];
  wish.changed(difficulty, now);
  wish.review(miners, now);
  return {
    wish,
    /** Seconds in which so many shares are found; it is looked at after each, and at the end. */
    pass: (seconds: number, shares = 0, known = miners) => {
      const said: (number | undefined)[] = [];
      for (let count = 0; count < shares; count++) {
        now += seconds / shares;
        wish.found();
        said.push(wish.review(known, now));
      }
      if (shares === 0) now += seconds;
      said.push(wish.review(known, now));
      return said.filter((difficulty) => difficulty !== undefined);
    },
    set: (next: number) => wish.changed(next, now),
    logIn: (known = miners) => wish.loggedIn(known, now),
    suggestions,
  };
}

describe("the difficulty that a proxy wishes for", () => {
  it("follows shares that come too fast", () => {
    const { pass } = mining();
    expect(pass(16, 16)).toEqual([7_860]);
  });

  it("follows shares that come too seldom", () => {
    const { pass } = mining();
    expect(pass(200, 2)).toEqual([122]);
  });

  it.each([
    ["four seconds", 4],
    ["ten seconds", 10],
    ["twenty-five seconds", 25],
  ])("is the pool's own where a share takes %s", (_what, pace) => {
    const { pass } = mining();
    expect(pass(pace * 100, 100)).toEqual([]);
  });

  it("falls step by step where nothing is found, as far as the pool follows, and not below the lowest", () => {
    const { pass, set } = mining({ lowest: 100 });
    expect(pass(79)).toEqual([]);
    expect(pass(1)).toEqual([250]);
    set(250);
    expect(pass(80)).toEqual([]);
    set(400);
    expect(pass(80)).toEqual([]);
    expect(mining({ lowest: 1 }).pass(8_000)).toEqual([250]);
  });

  it("does not fall while nobody mines, or for the time before somebody did", () => {
    const { pass } = mining();
    expect(pass(1_000, 0, { ...one, count: 0 })).toEqual([]);
    expect(pass(1_000)).toEqual([]);
    expect(pass(80)).toEqual([250]);
  });

  it("is not repeated to a pool that goes on as before, and three are the most", () => {
    const { pass } = mining();
    expect(pass(16, 16)).toEqual([7_860]);
    expect(pass(160, 160)).toEqual([]);
    expect(pass(200, 2)).toEqual([122]);
    expect(pass(16, 16)).toEqual([7_860]);
    expect(pass(200, 2)).toEqual([]);
    expect(pass(16, 16)).toEqual([]);
  });

  it("is said again at the next login, from what was measured", () => {
    const { pass, logIn } = mining();
    pass(16, 16);
    expect(logIn()).toBe(7_860);
    expect(logIn({ ...one, count: 0 })).toBeUndefined();
  });

  it("is what miners wish before a share is found: the lowest of them, for each", () => {
    const { pass, logIn } = mining({ difficulty: 16_384 });
    expect(pass(1, 0, { count: 3, lowestWish: 2 })).toEqual([6]);
    expect(pass(1, 0, { count: 4, lowestWish: 2 })).toEqual([]);
    expect(logIn({ count: 4, lowestWish: 2 })).toBe(8);
  });

  it("rises by no miner's wish, and falls below the lowest by none", () => {
    const { pass } = mining({ lowest: 0.001 });
    expect(pass(1, 0, { count: 1, lowestWish: 1e300 })).toEqual([]);
    expect(pass(1, 0, { count: 1, lowestWish: 1e-300 })).toEqual([0.001]);
  });

  it("is what shares say, once there are some, whatever miners wish", () => {
    const { pass } = mining();
    pass(16, 16);
    expect(pass(1, 0, { count: 1, lowestWish: 1e-6 })).toEqual([]);
  });

  it("is nothing at a login before anything is known", () => {
    expect(mining().suggestions).toEqual([undefined]);
  });
});

/** The difficulties that a pool was suggested, and with what ids. */
const suggestedTo = ({ lines }: { lines: readonly string[] }) =>
  lines
    .map((line): { id: unknown; method: string; params: number[] } => JSON.parse(line))
    .filter(({ method }) => method === "mining.suggest_difficulty")
    .map(({ id, params }) => ({ id, difficulty: params[0] }));

const jobs = [
  { id: null, method: "mining.set_difficulty", params: [16_384] },
  { id: null, method: "mining.notify", params: Object.values(job) },
];

describe("a proxy", () => {
  it("suggests what its miners wish to a pool whose difficulty is out of their reach", async () => {
    const pool = await startRawPool({ jobs });
    const { proxy, port } = await startProxy([pool], { username: "farm" });
    await once(proxy, "job");
    await startMiner(port, "alice", { pace: 10 });
    await expect
      .poll(() => suggestedTo(pool))
      .toEqual([{ id: expect.any(Number), difficulty: expect.any(Number) }]);
    const [first] = suggestedTo(pool);
    expect(first?.difficulty).toBeGreaterThan(0);
    expect(first?.difficulty).toBeLessThan(1);
  });

  it.each([
    ["refuses suggestions", { answers: { "mining.suggest_difficulty": '"result":null,"error":"no"' } }],
    ["never answers them", { silent: ["mining.suggest_difficulty"] }],
  ])("logs in as ever at a pool that %s, and suggests again there", async (_what, options) => {
    const pool = await startRawPool({ jobs, ...options });
    const { proxy, port } = await startProxy([pool], { username: "farm" });
    await once(proxy, "job");
    const client = await connect(port);
    client.mining.suggestDifficulty({ difficulty: 2 });
    await client.mining.subscribe();
    await client.mining.authorize({ username: "alice" });
    client.mining.suggestTarget({ target: `00000000ffff${"0".repeat(52)}` });
    await expect.poll(() => suggestedTo(pool).map(({ difficulty }) => difficulty)).toEqual([2]);
    const online = once(proxy, "online");
    proxy.upstream.client?.close();
    await online;
    await expect.poll(() => suggestedTo(pool).map(({ difficulty }) => difficulty)).toEqual([2, 1]);
  });

  it("suggests more where shares come too fast", async () => {
    const pool = await startTinyPool();
    const suggested = once(pool.server, "suggested");
    const { port } = await startProxy([pool]);
    await startMiner(port, "alice");
    const [session] = await suggested;
    expect(session.suggestedDifficulty).toBeGreaterThan(3 * easy);
  });

  it("suggests nothing where its password names a difficulty", async () => {
    const pool = await startRawPool({ jobs });
    const { proxy, port } = await startProxy([pool], { username: "farm", password: "d=16384" });
    await once(proxy, "job");
    const { client } = await startMiner(port, "alice", { pace: 10 });
    await client.mining.ping();
    await proxy.upstream.client?.mining.ping();
    expect(suggestedTo(pool)).toEqual([]);
  });
});
