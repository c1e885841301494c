import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DaemonClient } from "../../../src/daemon/client.js";
import { expectRefusal } from "../refusals.js";
import { solveBlock } from "../solve.js";
import { fundedWallet, mineElsewhere, type Subject } from "../subject.js";

/** Satoshis for a virtual byte. */
const feeRate = 100;

/** An amount's satoshis. */
const satoshis = (amount = "") => BigInt(amount.replace(".", ""));

export function payments(start: () => Promise<Subject>): void {
  describe("payments", () => {
    let subject: Subject;
    let wallet: DaemonClient;
    let pool: DaemonClient["rpc"];
    let miner: DaemonClient["rpc"];
    beforeAll(async () => {
      subject = await start();
      wallet = await fundedWallet(subject, "pool");
      pool = wallet.rpc;
      await pool.createwallet({ walletName: "miner" });
      miner = subject.wallet("miner").rpc;
    });
    afterAll(() => subject?.stop());

    /** Pays at a known fee rate; not verbose, so the answer is the id. */
    const send = async (order: Omit<Parameters<typeof pool.sendmany>[0], "verbose" | "feeRate">) =>
      pool.sendmany({ ...order, feeRate });

    /** The ids of what is in the mempool. */
    const waiting = async () => {
      const ids = await pool.getrawmempool();
      return Array.isArray(ids) ? ids : ids.txids;
    };

    it("has one reward to spend after 101 blocks", async () => {
      expect(await pool.getbalances()).toMatchObject({
        mine: { trusted: "50.00000000", untrusted_pending: "0.00000000", immature: "5000.00000000" },
      });
      expect(await pool.getbalance()).toBe("50.00000000");
      expect(await pool.getbalance({ dummy: "*", minconf: 102 })).toBe("0.00000000");
      expect(await pool.getwalletinfo()).toMatchObject({ txcount: 101 });
      const unspent = await pool.listunspent();
      expect(unspent).toMatchObject([
        { amount: "50.00000000", confirmations: 101, safe: true, spendable: true },
      ]);
      const oldest = await pool.gettransaction({ txid: unspent[0]?.txid ?? "" });
      expect(oldest).toMatchObject({ amount: "50.00000000", confirmations: 101, generated: true });
      expect(oldest.details).toMatchObject([{ category: "generate", amount: "50.00000000", vout: 0 }]);
      expect(oldest).not.toHaveProperty("fee");
    });

    it("shows rewards that are too new as immature", async () => {
      const [newest] = await pool.listtransactions({ count: 1 });
      expect(newest).toMatchObject({ category: "immature", amount: "50.00000000", confirmations: 1 });
      expect(await pool.gettransaction({ txid: newest?.txid ?? "" })).toMatchObject({ amount: "0.00000000" });
    });

    it.each([
      { amount: "0", code: -6, words: /amount too small/ },
      { amount: "0.00000001", code: -6, words: /amount too small/ },
      { amount: 1e-8, code: -6, words: /amount too small/ },
      { amount: "50", code: -6, words: /Insufficient funds/ },
      { amount: 1000, code: -6, words: /Insufficient funds/ },
      { amount: "-1", code: -3, words: /Amount out of range/ },
      { amount: 84_000_001, code: -3, words: /Amount out of range/ },
      { amount: "abc", code: -3, words: /Invalid amount/ },
      { amount: "0.123456789", code: -3, words: /Invalid amount/ },
      { amount: 0.1 + 0.2, code: -3, words: /Invalid amount/ },
      { amount: "1,5", code: -3, words: /Invalid amount/ },
      { amount: ".5", code: -3, words: /Invalid amount/ },
      { amount: "00.5", code: -3, words: /Invalid amount/ },
      { amount: " 1", code: -3, words: /Invalid amount/ },
      { amount: true, code: -3, words: /[Aa]mount/ },
    ])("refuses to send $amount with $code", async ({ amount, code, words }) => {
      const address = subject.elsewhere;
      await expectRefusal(wallet.call("sendtoaddress", [address, amount]), code, words);
      await expectRefusal(wallet.call("sendmany", ["", { [address]: amount }]), code, words);
      expect(await pool.getrawmempool()).toEqual([]);
    });

    it("refuses what is no order", async () => {
      await expectRefusal(pool.sendmany({ amounts: {} }), -6, /at least one recipient/);
      await expectRefusal(pool.sendmany({ amounts: { nowhere: "1" } }), -5, /Invalid .*address: nowhere/);
      await expectRefusal(pool.sendtoaddress({ address: "nowhere", amount: "1" }), -5, /Invalid .*address/);
      const amounts = { [subject.elsewhere]: "1" };
      await expectRefusal(wallet.call("sendmany", ["x", amounts]), -8, /Dummy value/);
    });

    it("pays many at once, to the satoshi", async () => {
      const [alice, bob] = [await miner.getnewaddress({ label: "alice" }), await miner.getnewaddress()];
      const amounts = { [alice]: "0.10000000", [bob]: "0.20000001", [subject.elsewhere]: "0.001" };
      const txid = await send({ amounts, comment: "round 1" });
      const { vsize } = await pool.getmempoolentry({ txid });
      const sent = await pool.gettransaction({ txid, verbose: true });
      expect(sent).toMatchObject({
        amount: "-0.30100001",
        confirmations: 0,
        trusted: true,
        comment: "round 1",
      });
      expect(-satoshis(sent.fee)).toBe(BigInt(feeRate * (vsize ?? 0)));
      expect(sent.decoded).toMatchObject({ txid, vsize });
      expect(sent.details.map(({ category, amount, fee }) => [category, amount, fee]).sort()).toEqual([
        ["send", "-0.00100000", sent.fee],
        ["send", "-0.10000000", sent.fee],
        ["send", "-0.20000001", sent.fee],
      ]);
      const left = 5_000_000_000n - 30_100_001n + satoshis(sent.fee);
      expect(satoshis(await pool.getbalance())).toBe(left);
      expect(satoshis((await pool.getbalances()).mine.trusted)).toBe(left);
      expect(await pool.getbalance({ minconf: 1 })).toBe("0.00000000");
    });

    it("shows what waits to the one who gets it, but not as safe", async () => {
      expect((await miner.getbalances()).mine).toMatchObject({
        trusted: "0.00000000",
        untrusted_pending: "0.30000001",
      });
      expect(await miner.getbalance()).toBe("0.00000000");
      const received = await miner.listtransactions();
      expect(
        received.map(({ category, amount, label, trusted }) => [category, amount, label, trusted]).sort(),
      ).toEqual([
        ["receive", "0.10000000", "alice", false],
        ["receive", "0.20000001", "", false],
      ]);
      expect(await miner.listunspent()).toEqual([]);
      expect(await miner.listunspent({ minconf: 0 })).toMatchObject([{ safe: false }, { safe: false }]);
      expect(await miner.listunspent({ minconf: 0, includeUnsafe: false })).toEqual([]);
      const address =
        (await miner.listunspent({ minconf: 0 })).find(({ label }) => label === "alice")?.address ?? "";
      expect(await miner.getreceivedbyaddress({ address })).toBe("0.00000000");
      expect(await miner.getreceivedbyaddress({ address, minconf: 0 })).toBe("0.10000000");
      expect(await miner.listreceivedbyaddress({ minconf: 0, addressFilter: address })).toMatchObject([
        { address, amount: "0.10000000", confirmations: 0, label: "alice" },
      ]);
    });

    it("spends its own change before it is mined, and shows what needs what", async () => {
      const [parent = ""] = await waiting();
      const child = await send({ amounts: { [subject.elsewhere]: "1" } });
      const entries = await pool.getrawmempool({ verbose: true });
      expect(entries[child]).toMatchObject({
        depends: [parent],
        spentby: [],
        ancestorcount: 2,
        descendantcount: 1,
      });
      expect(entries[parent]).toMatchObject({
        depends: [],
        spentby: [child],
        ancestorcount: 1,
        descendantcount: 2,
      });
      const [first, second] = [entries[parent], entries[child]];
      expect(second?.ancestorsize).toBe((first?.vsize ?? 0) + (second?.vsize ?? 0));
      expect(satoshis(second?.fees?.ancestor)).toBe(
        satoshis(first?.fees?.base) + satoshis(second?.fees?.base),
      );
      expect(await pool.getmempoolentry({ txid: child })).toEqual(entries[child]);
      expect(await pool.getmempoolinfo()).toMatchObject({ size: 2, bytes: second?.ancestorsize });
      expect(await pool.getrawmempool({ mempoolSequence: true })).toEqual({
        txids: expect.arrayContaining([parent, child]),
        mempool_sequence: expect.any(Number),
      });
    });

    it("puts them into a block, those that others need first, and their fees into its reward", async () => {
      const txids = await waiting();
      const fees = await Promise.all(
        txids.map(async (txid) => satoshis((await pool.gettransaction({ txid })).fee)),
      );
      const total = -fees.reduce((sum, fee) => sum + fee, 0n);
      const address = await pool.getnewaddress();
      const [blockhash = ""] = await pool.generatetoaddress({ nblocks: 1, address });
      const { tx } = await pool.getblock({ blockhash, verbosity: 2 });
      expect(
        tx
          .slice(1)
          .map(({ txid }) => txid)
          .sort(),
      ).toEqual([...txids].sort());
      const [coinbase] = await pool.listtransactions({ count: 1 });
      expect(coinbase).toMatchObject({ category: "immature", address });
      expect(satoshis(coinbase?.amount)).toBe(5_000_000_000n + total);
      expect(await pool.getrawmempool()).toEqual([]);
      expect(await miner.getbalance()).toBe("0.30000001");
      const inBlock = await pool.gettransaction({ txid: tx[1]?.txid ?? "" });
      expect(inBlock).toMatchObject({
        confirmations: 1,
        blockhash,
        blockindex: 1,
        blocktime: expect.any(Number),
      });
      expect(inBlock).not.toHaveProperty("trusted");
    });

    it("has who is paid pay the fee", async () => {
      const address = await miner.getnewaddress({ label: "pays" });
      const txid = await send({
        amounts: { [address]: "0.5", [subject.elsewhere]: "0.25" },
        subtractfeefrom: [address],
      });
      const { amount, fee } = await pool.gettransaction({ txid });
      expect(satoshis(amount) + satoshis(fee)).toBe(-75_000_000n);
      const [received] = await miner.listtransactions({ label: "pays" });
      expect(satoshis(received?.amount)).toBe(50_000_000n + satoshis(fee));
      await mineElsewhere(subject);
    });

    it("says why the fee is what it is, where it is asked", async () => {
      await pool.settxfee({ amount: "0.00100000" });
      const order = { address: subject.elsewhere, amount: "0.1", comment: "note", commentTo: "somebody" };
      const sent = await pool.sendtoaddress({ ...order, verbose: true });
      expect(sent.fee_reason).toBe("PayTxFee set");
      const { vsize } = await pool.getmempoolentry({ txid: sent.txid });
      const found = await pool.gettransaction({ txid: sent.txid });
      expect(found).toMatchObject({ comment: "note", to: "somebody" });
      expect(-satoshis(found.fee)).toBe(BigInt(100 * (vsize ?? 0)));
      await pool.settxfee({ amount: "0" });
      expect(
        await pool.sendtoaddress({ address: subject.elsewhere, amount: "0.1", verbose: true }),
      ).toMatchObject({
        fee_reason: "Fallback fee",
      });
      await mineElsewhere(subject);
    });

    it("gives a template with what waits, from which a block can be built", async () => {
      await mineElsewhere(subject);
      const parent = await send({ amounts: { [subject.elsewhere]: (await pool.getbalance()).slice(0, -9) } });
      const child = await send({ amounts: { [subject.elsewhere]: "0.01" } });
      const entries = await pool.getrawmempool({ verbose: true });
      const template = await pool.getblocktemplate({ rules: [...subject.coin.rules] });
      expect(template.transactions.map(({ txid, depends }) => [txid, depends])).toEqual([
        [parent, []],
        [child, [1]],
      ]);
      let fees = 0;
      for (const { txid = "", hash, data, fee = 0, weight } of template.transactions) {
        const entry = entries[txid];
        expect([hash, weight]).toEqual([entry?.wtxid, entry?.weight]);
        expect(BigInt(fee)).toBe(satoshis(entry?.fees?.base));
        expect(await pool.getrawtransaction({ txid })).toBe(data);
        fees += fee;
      }
      expect(template.coinbasevalue).toBe(5_000_000_000 + fees);
      expect(await pool.submitblock({ hexdata: solveBlock(template, subject.coin) })).toBeNull();
      expect(await pool.gettransaction({ txid: child })).toMatchObject({ confirmations: 1, blockindex: 2 });
    });
  });
}
