import { once } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Miner } from "../../src/miner/miner.js";
import { Upstream } from "../../src/stratum/index.js";
import { logIn } from "../../src/stratum/upstream/login.js";
import { startBip310Pool } from "./bip310-pool.js";
import { connect, startMiner, startProxy } from "./proxies.js";
import { startRawPool } from "./raw-pool.js";

const share = {
  username: "alice",
  jobId: "1f",
  extranonce2: "00000000",
  ntime: "504e86b9",
  nonce: "00000000",
};
const all = { extensions: ["version-rolling"], parameters: { "version-rolling.mask": "ffffffff" } };

/** A miner at a proxy: it asks for this mask, and has a job. */
async function startRoller(port: number, mask?: string) {
  const client = await connect(port);
  if (mask !== undefined) {
    const parameters = { "version-rolling.mask": mask };
    await client.mining.configure({ extensions: ["version-rolling"], parameters });
  }
  const notified = once(client, "mining.notify");
  await client.mining.subscribe();
  await client.mining.authorize({ username: "alice" });
  const [{ jobId }] = await notified;
  let nonce = 0;
  const submit = (versionBits?: string) =>
    client.call("mining.submit", [
      "alice",
      jobId,
      "0000",
      "504e86b9",
      (nonce++).toString(16).padStart(8, "0"),
      ...(versionBits === undefined ? [] : [versionBits]),
    ]);
  return { client, submit };
}

async function startAll(
  options: Parameters<typeof startBip310Pool>[0] = {},
  worker: Parameters<typeof startProxy>[1] = {},
) {
  const pool = await startBip310Pool(options);
  const { proxy, port } = await startProxy([pool], worker);
  await once(proxy, "online");
  return { pool, proxy, port };
}

describe("version bits behind a proxy", () => {
  it("are sent for a miner that does not roll, where the pool negotiated them", async () => {
    const { pool, port } = await startAll();
    const { miner } = await startMiner(port, "alice");
    await once(miner, "accepted");
    miner.stop();
    expect(new Set(pool.submitted)).toEqual(new Set(["00000000"]));
  });

  it("are those that a miner rolled", async () => {
    const { pool, port } = await startAll();
    const { submit } = await startRoller(port, "ffffffff");
    expect(await submit("00c00000")).toBe(true);
    expect(await submit()).toBe(true);
    expect(pool.submitted).toEqual(["00c00000", "00000000"]);
    expect(pool.versions).toEqual(["20c00000", "20000000"]);
  });

  it("are not sent to a pool that did not negotiate them, whatever the miner sends", async () => {
    const { pool, port } = await startAll({ mask: 0 });
    const { submit } = await startRoller(port, "ffffffff");
    expect(await submit("00000000")).toBe(true);
    expect(await submit()).toBe(true);
    await expect(submit("00002000")).rejects.toMatchObject({ message: "Version bits outside of the mask" });
    expect(pool.submitted).toEqual([undefined, undefined]);
  });

  it("are sent still where the pool takes the mask back, and follow a mask that it narrows", async () => {
    const { pool, proxy, port } = await startAll();
    const { client, submit } = await startRoller(port, "ffffffff");
    expect(await submit("1fffe000")).toBe(true);
    for (const mask of [0x00ffe000, 0]) {
      const told = once(client, "mining.set_version_mask");
      pool.setMask(mask);
      await told;
      await expect(submit("10000000")).rejects.toMatchObject({ message: "Version bits outside of the mask" });
      expect(await submit("00000000")).toBe(true);
      expect(await submit()).toBe(true);
      expect(proxy.upstream.granted?.versionMask).toBe(mask);
    }
    expect(pool.submitted).toEqual(["1fffe000", "00000000", "00000000", "00000000", "00000000"]);
  });

  it("are sent from then on to a pool that names a mask of itself", async () => {
    const { pool, port, proxy } = await startAll({ mask: 0 }, { username: "farm" });
    const changed = once(proxy.upstream, "versionMask");
    const [session] = [...pool.server.sessions];
    session?.send.mining.setVersionMask({ mask: "1fffe000" });
    await changed;
    const { submit } = await startRoller(port, "ffffffff");
    await submit().catch(() => {});
    expect(pool.submitted).toEqual(["00000000"]);
  });

  it("say what a miner hashed where the job has bits inside the pool's mask", async () => {
    const { pool, port } = await startAll({ mask: 0x3fffe000, version: "20006000" });
    const narrow = await startRoller(port, "00c00000");
    expect(await narrow.submit("00800000")).toBe(true);
    expect(await narrow.submit("00000000")).toBe(true);
    const wide = await startRoller(port, "ffffffff");
    expect(await wide.submit("00000000")).toBe(true);
    const { submit } = await startRoller(port);
    expect(await submit()).toBe(true);
    expect(pool.versions).toEqual(["20806000", "20006000", "00000000", "20006000"]);
  });

  it("are refused outside of what the miner was granted", async () => {
    const { pool, port } = await startAll();
    const { submit } = await startRoller(port, "00c00000");
    await expect(submit("00002000")).rejects.toMatchObject({ message: "Version bits outside of the mask" });
    expect(pool.submitted).toEqual([]);
  });

  it("are taken from a miner that rolls without having asked", async () => {
    const { pool, port } = await startAll();
    const { submit } = await startRoller(port);
    expect(await submit("00002000")).toBe(true);
    expect(pool.versions).toEqual(["20002000"]);
  });
});

describe("version bits of a client", () => {
  it("are in every share once they are negotiated", async () => {
    const { port, submitted } = await startBip310Pool();
    const client = await connect(port);
    await client.mining.configure(all);
    await client.mining.subscribe();
    await client.mining.authorize({ username: "alice" });
    expect(await client.mining.submit(share)).toBe(true);
    expect(await client.mining.submit({ ...share, versionBits: "00c00000" })).toBe(true);
    expect(submitted).toEqual(["00000000", "00c00000"]);
  });

  it("are in none where they are not negotiated, but for those that were rolled", async () => {
    const { port, submitted } = await startBip310Pool({ mask: 0 });
    const client = await connect(port);
    await client.mining.configure(all);
    await client.mining.subscribe();
    await client.mining.authorize({ username: "alice" });
    expect(await client.mining.submit(share)).toBe(true);
    expect(await client.mining.submit({ ...share, versionBits: "00000000" })).toBe(true);
    await expect(client.mining.submit({ ...share, versionBits: "00c00000" })).rejects.toMatchObject({
      message: "bad-version",
    });
    expect(submitted).toEqual([undefined, undefined, "00c00000"]);
  });

  it("are in the shares of a miner whose client negotiated them", async () => {
    const { port, submitted } = await startBip310Pool();
    const client = await connect(port);
    await client.mining.configure(all);
    const miner = new Miner(client, { username: "alice" });
    const over = miner.run();
    await once(miner, "accepted");
    miner.stop();
    await over;
    expect(new Set(submitted)).toEqual(new Set(["00000000"]));
  });

  it("are in shares also where the pool grants them after the login went on without", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const pool = await startRawPool({ silent: ["mining.configure"] });
    const client = await connect(pool.port);
    const login = logIn(client, { username: "alice", configure: true });
    await vi.waitUntil(() => pool.lines.length === 1);
    vi.advanceTimersByTime(5_000);
    expect(await login).toMatchObject({ versionMask: 0 });
    pool.send('{"id":1,"result":{"version-rolling":true,"version-rolling.mask":"1fffe000"},"error":null}');
    await client.mining.ping();
    expect(await client.mining.submit(share)).toBe(true);
    expect(JSON.parse(pool.lines.at(-1) ?? "").params).toHaveLength(6);
  });

  it("are what each connection of an upstream negotiated", async () => {
    const first = await startBip310Pool();
    const upstream = new Upstream({
      urls: [`stratum+tcp://127.0.0.1:${first.port}`],
      username: "alice",
      backOff: { first: 20, longest: 50 },
    });
    onTestFinished(() => upstream.stop());
    upstream.start();
    await once(upstream, "online");
    expect(await upstream.submit(share)).toBe(true);
    const online = once(upstream, "online");
    await first.server.close();
    const second = await startBip310Pool({ port: first.port, mask: 0 });
    await online;
    expect(await upstream.submit({ ...share, versionBits: "00000000" })).toBe(true);
    expect([...first.submitted, ...second.submitted]).toEqual(["00000000", undefined]);
  });
});
