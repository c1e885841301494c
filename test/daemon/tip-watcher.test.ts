import { once } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { type Tip, TipWatcher, type TipWatcherOptions } from "../../src/daemon/tip-watcher.js";
import { DevDaemon } from "../../src/dev-chain/daemon.js";
import { startCanned } from "./canned.js";

const elsewhere = "bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202";

/** A chain of three blocks whose tip is watched. */
async function watched(options?: TipWatcherOptions) {
  const daemon = new DevDaemon({ user: "pool", password: "secret", interval: 0, wallets: [] });
  const { port } = await daemon.listen({ port: 0 });
  const client = new DaemonClient({ url: `http://pool:secret@127.0.0.1:${port}` });
  const mine = (nblocks: number) => client.rpc.generatetoaddress({ nblocks, address: elsewhere });
  await mine(3);
  const tips = new TipWatcher(client, options);
  const told: Tip[] = [];
  tips.on("tip", (tip) => told.push(tip));
  onTestFinished(async () => {
    tips.stop();
    await client.close();
    await daemon.close();
  });
  tips.start();
  await once(tips, "tip");
  return { client, tips, told, mine, daemon };
}

describe("a watched tip", () => {
  it("is told at the start, without one before it", async () => {
    const { client, told, tips } = await watched();
    const hash = await client.rpc.getbestblockhash();
    expect(told).toEqual([{ hash, height: 3, previous: undefined, depth: 0 }]);
    expect(tips.tip).toEqual(told[0]);
  });

  it("is told once for each block, as soon as it is there", async () => {
    const { told, mine } = await watched();
    const previous = told[0]?.hash;
    const [hash] = await mine(1);
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(told[1]).toEqual({ hash, height: 4, previous, depth: 0 });
  });

  it("is told once, however often a notification asks for it", async () => {
    const { told, mine, tips, client } = await watched();
    const [hash] = await mine(1);
    await Promise.all(Array.from({ length: 20 }, () => tips.check()));
    await tips.check();
    expect(await client.rpc.getblockcount()).toBe(4);
    expect(told.map((tip) => tip.hash)).toEqual([told[0]?.hash, hash]);
  });

  it("is told with the number of blocks that were undone", async () => {
    const { client, told, mine, tips } = await watched();
    const stale = await client.rpc.getblockhash({ height: 2 });
    await client.rpc.invalidateblock({ blockhash: stale });
    await vi.waitFor(() => expect(told.at(-1)?.height).toBe(1));
    expect(told.at(-1)).toMatchObject({ previous: told[0]?.hash, depth: 2 });
    await mine(3);
    await tips.check();
    expect(told.at(-1)).toMatchObject({ height: 4, depth: 0 });
  });

  it("counts what was undone also where the new chain was not seen growing", async () => {
    const { client, told, mine, tips } = await watched();
    tips.stop();
    const stale = await client.rpc.getblockhash({ height: 2 });
    await client.rpc.invalidateblock({ blockhash: stale });
    await mine(5);
    tips.start();
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(told[1]).toMatchObject({ height: 6, previous: told[0]?.hash, depth: 2 });
  });

  it("is told no more after stop", async () => {
    const { told, mine, tips } = await watched();
    tips.stop();
    await mine(1);
    await tips.check();
    expect(told).toHaveLength(1);
  });
});

describe("a daemon that does not tell of blocks", () => {
  it("is looked at again and again", async () => {
    let height = 1;
    const hash = () => String(height).padStart(64, "0");
    const server = await startCanned(({ method }) => {
      if (method === "getbestblockhash") return [200, `{"result":"${hash()}","error":null,"id":1}`];
      if (method === "getblockheader")
        return [
          200,
          `{"result":{"hash":"${hash()}","height":${height},"confirmations":1},"error":null,"id":1}`,
        ];
      return [404, '{"result":null,"error":{"code":-32601,"message":"Method not found"},"id":1}'];
    });
    const client = new DaemonClient({ url: server.url, results: "off" });
    const tips = new TipWatcher(client, { poll: 20 });
    onTestFinished(async () => {
      tips.stop();
      await client.close();
      await server.close();
    });
    const told: number[] = [];
    tips.on("tip", (tip) => told.push(tip.height));
    tips.start();
    await vi.waitFor(() => expect(told).toEqual([1]));
    height = 2;
    await vi.waitFor(() => expect(told).toEqual([1, 2]));
  });

  it("that is gone is told as a failure, and asked again", async () => {
    const { tips, daemon, client } = await watched({ poll: 20 });
    const failed = once(tips, "failed");
    await client.close();
    await daemon.close();
    expect(await failed).toMatchObject([{ name: "RpcError" }]);
  });
});
