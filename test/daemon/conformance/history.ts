import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DaemonClient } from "../../../src/daemon/client.js";
import { expectRefusal } from "../refusals.js";
import { fundedWallet, mineElsewhere, type Subject } from "../subject.js";

export function history(start: () => Promise<Subject>): void {
  describe("what a wallet did", () => {
    let subject: Subject;
    let wallet: DaemonClient;
    let pool: DaemonClient["rpc"];
    beforeAll(async () => {
      subject = await start();
      wallet = await fundedWallet(subject, "pool");
      pool = wallet.rpc;
    });
    afterAll(() => subject?.stop());

    const pay = (address: string, amount: string) => pool.sendtoaddress({ address, amount });

    it("can be followed from a block on", async () => {
      const { lastblock } = await pool.listsinceblock();
      expect(lastblock).toBe(await pool.getbestblockhash());
      expect(await pool.listsinceblock({ blockhash: lastblock })).toEqual({
        transactions: [],
        removed: [],
        lastblock,
      });
      const txid = await pay(subject.elsewhere, "0.5");
      expect((await pool.listsinceblock({ blockhash: lastblock })).transactions).toMatchObject([
        { txid, category: "send", amount: "-0.50000000", confirmations: 0 },
      ]);
      const [next] = await mineElsewhere(subject);
      expect(await pool.listsinceblock({ blockhash: lastblock })).toMatchObject({
        transactions: [{ txid, confirmations: 1, blockhash: next }],
        lastblock: next,
      });
      expect(await pool.listsinceblock({ targetConfirmations: 2 })).toMatchObject({ lastblock });
    });

    it("can't be followed from a block that is none", async () => {
      await expectRefusal(pool.listsinceblock({ blockhash: "12".repeat(32) }), -5, /Block not found/);
      await expectRefusal(wallet.call("listsinceblock", ["zz"]), -8);
      await expectRefusal(wallet.call("listsinceblock", [null, 0]), -8);
    });

    it("shows a payment to itself from both sides", async () => {
      const before = await pool.getbalance();
      const address = await pool.getnewaddress({ label: "self" });
      const txid = await pay(address, "0.75");
      const { amount, fee = "", details } = await pool.gettransaction({ txid });
      expect(amount).toBe("0.00000000");
      expect(details.map(({ category, amount, label }) => [category, amount, label])).toEqual([
        ["send", "-0.75000000", "self"],
        ["receive", "0.75000000", "self"],
      ]);
      expect(Number(await pool.getbalance())).toBeCloseTo(Number(before) + Number(fee), 8);
      await mineElsewhere(subject);
    });

    it("is listed oldest first, as far back as it is asked for", async () => {
      const newest = await pool.listtransactions({ count: 2 });
      expect(newest.map(({ category }) => category)).toEqual(["receive", "send"]);
      expect(await pool.listtransactions({ count: 1, skip: 1 })).toEqual([newest[0]]);
      expect(await pool.listtransactions({ count: 1000 })).toHaveLength(101 + 1 + 2);
      expect(await pool.listtransactions()).toHaveLength(10);
      expect(await pool.listtransactions({ label: "self" })).toEqual([newest[0]]);
      expect(await pool.listtransactions({ label: "nobody" })).toEqual([]);
    });

    it("leaves outputs that can be told apart", async () => {
      const [{ address = "" } = {}] = await pool.listtransactions({ label: "self" });
      expect(await pool.listunspent({ addresses: [address] })).toMatchObject([
        { address, label: "self", amount: "0.75000000", confirmations: 1, safe: true },
      ]);
      expect(await pool.listunspent({ addresses: [subject.elsewhere] })).toEqual([]);
      expect(await pool.listunspent({ maxconf: 1 })).toHaveLength(2);
      const only = { minimumAmount: "0.75000000", maximumAmount: "0.75000000" };
      expect(await pool.listunspent({ queryOptions: only })).toHaveLength(1);
      expect(await pool.listunspent({ queryOptions: { maximumCount: 1 } })).toHaveLength(1);
      await expectRefusal(pool.listunspent({ addresses: ["nowhere"] }), -5, /Invalid .*address/);
    });

    it("does not include what others did", async () => {
      const [txid = ""] = (await pool.getblock({ blockhash: await pool.getblockhash({ height: 1 }) })).tx;
      await expectRefusal(pool.gettransaction({ txid }), -5, /non-wallet transaction id/);
    });
  });
}
