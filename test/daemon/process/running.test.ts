import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { DaemonClient } from "../../../src/daemon/client.js";
import { presets } from "../../../src/daemon/presets/presets.js";
import { type Tip, TipWatcher } from "../../../src/daemon/tip-watcher.js";
import { hashPassword } from "../../../src/notify/password.js";
import { NotifyServer } from "../../../src/notify/server.js";
import { freePort } from "../../free-port.js";
import { isWithoutLitecoind } from "../litecoind.js";
import { solveBlock } from "../solve.js";
import { elsewhere, started } from "./regtest.js";

/** Where daemons report to, and what they reported. */
async function startPort(password: string) {
  const server = new NotifyServer({ password: hashPassword(password) });
  const blocks: string[] = [];
  const transactions: string[] = [];
  server.on("block", ({ hash }) => blocks.push(hash));
  server.on("wallet", ({ txid }) => transactions.push(txid));
  const { port } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return { port, blocks, transactions };
}

/** Tells tips until the test is over. */
function watch(client: DaemonClient): Tip[] {
  const told: Tip[] = [];
  const tips = new TipWatcher(client);
  tips.on("tip", (tip) => told.push(tip));
  onTestFinished(() => tips.stop());
  tips.start();
  return told;
}

/** Waits until a call of a method has been sent in full, answered or not. */
function sent(method: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (message: unknown) => {
      const { request } = Object(message);
      if (!String(request.body).includes(`"${method}"`)) return;
      unsubscribe("undici:request:bodySent", look);
      resolve();
    };
    subscribe("undici:request:bodySent", look);
  });
}

const within = { timeout: 30_000, interval: 100 };

describe.skipIf(isWithoutLitecoind)("a daemon that runs", { timeout: 120_000 }, () => {
  it.each(["node", "sh"] as const)(
    "reports blocks and payments by notify commands of transport %s",
    async (transport) => {
      const password = "it's $ecret";
      const port = await startPort(password);
      const program = [process.execPath, "dist/cli/stratum-notify.js"];
      const notify = { port: port.port, password, transport, program };
      const funded = await started();
      const { datadir } = funded.settings;
      await funded.rpc.createwallet({ walletName: "pool" });
      const address = await funded.rpc.getnewaddress();
      await funded.rpc.generatetoaddress({ nblocks: 100, address });
      await funded.stop();
      const daemon = await started({ datadir, notify });
      await daemon.rpc.loadwallet({ filename: "pool" });
      const hashes = await daemon.rpc.generatetoaddress({ nblocks: 5, address });
      await vi.waitFor(() => expect(port.blocks).toContain(hashes.at(-1)), within);
      const txid = await daemon.rpc.sendmany({ amounts: { [elsewhere]: "1.00000001" } });
      await vi.waitFor(() => expect(port.transactions).toContain(txid), within);
      const { details } = await daemon.rpc.gettransaction({ txid });
      expect(details).toMatchObject([{ category: "send", amount: "-1.00000001" }]);
      expect(new Set(port.blocks).size).toBe(port.blocks.length);
    },
  );

  it("is started again after kill -9, and no tip is lost or told twice", async () => {
    const daemon = await started({ restart: { first: 50, longest: 500 } });
    const told = watch(daemon.client);
    await vi.waitFor(() => expect(told).toHaveLength(1), within);
    const mined: string[] = [];
    for (let block = 0; block < 5; block++) {
      mined.push(...(await daemon.rpc.generatetoaddress({ nblocks: 1, address: elsewhere })));
      await vi.waitFor(() => expect(told.at(-1)?.hash).toBe(mined.at(-1)), within);
    }
    const { pid = 0 } = daemon;
    const restart = once(daemon, "restart");
    // A process that is halted takes the call and can't answer it before it is killed.
    process.kill(pid, "SIGSTOP");
    const isSent = sent("generatetoaddress");
    const mining = daemon.rpc.generatetoaddress({ nblocks: 1, address: elsewhere }).catch((error) => error);
    await isSent;
    process.kill(pid, "SIGKILL");
    expect(await mining).toMatchObject({
      name: "RpcError",
      method: "generatetoaddress",
      executed: "perhaps",
    });
    expect(await restart).toMatchObject([
      { reason: "killed", signal: "SIGKILL", expected: false },
      expect.any(Number),
    ]);
    await daemon.ready();
    expect(daemon.pid).not.toBe(pid);
    const [hash] = await daemon.rpc.generatetoaddress({ nblocks: 1, address: elsewhere });
    await vi.waitFor(() => expect(told.at(-1)?.hash).toBe(hash), within);
    const hashes = told.map((tip) => tip.hash);
    expect(hashes.filter((one, index) => one === hashes[index + 1])).toEqual([]);
    expect(hashes).toEqual(expect.arrayContaining(mined));
  });

  it("catches up when it had fallen behind another one, and tells what it undid", async () => {
    const port = await freePort();
    const ahead = await started({ port });
    const behind = await started({ args: [`-connect=127.0.0.1:${port}`] });
    await vi.waitFor(async () => expect(await behind.rpc.getconnectioncount()).toBeGreaterThan(0), within);
    await ahead.rpc.generatetoaddress({ nblocks: 3, address: elsewhere });
    await vi.waitFor(async () => expect(await behind.rpc.getblockcount()).toBe(3), within);
    const told = watch(behind.client);
    await vi.waitFor(() => expect(told).toHaveLength(1), within);
    await behind.rpc.setnetworkactive({ state: false });
    await behind.rpc.createwallet({ walletName: "other" });
    await behind.rpc.generatetoaddress({ nblocks: 1, address: await behind.rpc.getnewaddress() });
    await vi.waitFor(() => expect(told.at(-1)?.height).toBe(4), within);
    const best = await ahead.rpc.generatetoaddress({ nblocks: 5, address: elsewhere });
    expect(await behind.rpc.getblockcount()).toBe(4);
    await behind.rpc.setnetworkactive({ state: true });
    await vi.waitFor(() => expect(told.at(-1)?.hash).toBe(best.at(-1)), { timeout: 90_000, interval: 200 });
    expect(told.reduce((undone, { depth }) => undone + depth, 0)).toBe(1);
  });

  it("gives templates past the start of MWEB, and takes the blocks that are made of them", async () => {
    const port = await freePort();
    const daemon = await started({ port });
    const peer = await started({ args: [`-connect=127.0.0.1:${port}`] });
    await vi.waitFor(async () => expect(await peer.rpc.getconnectioncount()).toBeGreaterThan(0), within);
    await daemon.rpc.createwallet({ walletName: "pool" });
    const address = await daemon.rpc.getnewaddress();
    await daemon.rpc.generatetoaddress({ nblocks: 431, address });
    const pegIn = await daemon.rpc.getnewaddress({ addressType: "mweb" });
    await daemon.rpc.sendtoaddress({ address: pegIn, amount: "5" });
    const rules = presets.litecoin.rules.slice();
    for (let height = 432; height < 434; height++) {
      const template = await daemon.rpc.getblocktemplate({ rules });
      expect(template).toMatchObject({ height, mweb: expect.any(String) });
      const block = solveBlock(template, presets.litecoin);
      expect(block.endsWith(`01${template.mweb}`)).toBe(true);
      expect(await daemon.rpc.submitblock({ hexdata: block })).toBeNull();
      expect(await daemon.rpc.getblockcount()).toBe(height);
    }
  });
});

describe.skipIf(isWithoutLitecoind)("a daemon with much to do", { timeout: 60_000 }, () => {
  it("answers 300 calls at a time, though its queue has room for few", async () => {
    const daemon = await started({
      args: ["-rpcworkqueue=1", "-rpcthreads=1"],
      client: { connections: 300, retryFor: 30_000 },
    });
    const counts = await Promise.all(Array.from({ length: 300 }, () => daemon.rpc.getblockcount()));
    expect(counts).toEqual(Array(300).fill(0));
  });

  it("says that a call was not executed where its queue is full and calls are not retried", async () => {
    const daemon = await started({
      args: ["-rpcworkqueue=1", "-rpcthreads=1"],
      client: { retryFor: 0 },
      stopDeadline: 500,
    });
    // One occupies the only thread, one the queue.
    for (let call = 0; call < 2; call++) daemon.rpc.waitfornewblock().catch(() => {});
    await vi.waitFor(
      () =>
        expect(daemon.rpc.getblockchaininfo({ deadline: 500 })).rejects.toMatchObject({
          code: "OVERLOADED",
          executed: "no",
          method: "getblockchaininfo",
        }),
      within,
    );
  });

  it("answers other calls while four wait for a block", async () => {
    const daemon = await started();
    const waiting = Array.from({ length: 4 }, () => daemon.rpc.waitfornewblock());
    await vi.waitFor(async () => {
      const { active_commands: active } = await daemon.rpc.getrpcinfo();
      expect(active.filter(({ method }) => method === "waitfornewblock")).toHaveLength(4);
    }, within);
    for (let call = 0; call < 100; call++) expect(await daemon.rpc.getblockcount()).toBe(0);
    const [hash] = await daemon.rpc.generatetoaddress({ nblocks: 1, address: elsewhere });
    expect(await Promise.all(waiting)).toEqual(Array(4).fill({ hash, height: 1 }));
  });
});
