import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DaemonClient } from "../../../src/daemon/client.js";
import { decodeTransaction } from "../../../src/dev-chain/transaction.js";
import { witnessCommitment } from "../../../src/dev-chain/verdict.js";
import { expectRefusal } from "../refusals.js";
import { solveBlock } from "../solve.js";
import { fundedWallet, mineElsewhere, type Subject } from "../subject.js";

export function reorganizations(start: () => Promise<Subject>): void {
  describe("reorganizations", () => {
    let subject: Subject;
    let pool: DaemonClient["rpc"];
    /** Has one coin of 10, which is no reward of a block. */
    let payer: DaemonClient["rpc"];
    beforeAll(async () => {
      subject = await start();
      pool = (await fundedWallet(subject, "pool")).rpc;
      await pool.createwallet({ walletName: "payer" });
      payer = subject.wallet("payer").rpc;
      await pool.sendtoaddress({ address: await payer.getnewaddress(), amount: "10" });
      await mineElsewhere(subject);
    });
    afterAll(() => subject?.stop());

    /** Rewards go to a new address: two blocks on the same one to the same address may be the same block. */
    const mine = async (nblocks = 1) =>
      pool.generatetoaddress({ nblocks, address: await pool.getnewaddress() });
    const standing = async (wallet: DaemonClient["rpc"], txid: string) => {
      const { confirmations, details } = await wallet.gettransaction({ txid });
      return [confirmations, details[0]?.category];
    };
    const tips = async () =>
      (await pool.getchaintips()).map(({ hash, status, branchlen }) => [hash, status, branchlen]);
    const again = async (blockhash: string) =>
      pool.submitblock({ hexdata: await pool.getblock({ blockhash, verbosity: 0 }) });

    /** Spends the payer's coin as a whole. */
    const spend = async (address: string, fee: number, locktime = 0) => {
      const [coin] = await payer.listunspent();
      const amount = (Number(coin?.amount) - fee).toFixed(8);
      const inputs = [{ txid: coin?.txid ?? "", vout: coin?.vout ?? 0 }];
      const hexstring = await payer.createrawtransaction({
        inputs,
        outputs: { [address]: amount },
        locktime,
      });
      return { ...(await payer.signrawtransactionwithwallet({ hexstring })), amount };
    };

    it("returns transactions to the mempool, and makes a reward an orphan", async () => {
      const before = await pool.getbestblockhash();
      const { immature } = (await pool.getbalances()).mine;
      const txid = await payer.sendtoaddress({ address: subject.elsewhere, amount: "1" });
      const [blockhash = ""] = await mine();
      const [reward = ""] = (await pool.getblock({ blockhash })).tx;
      expect(await standing(payer, txid)).toEqual([1, "send"]);
      expect(await standing(pool, reward)).toEqual([1, "immature"]);

      expect(await pool.invalidateblock({ blockhash })).toBeNull();
      expect(await pool.getbestblockhash()).toBe(before);
      expect(await pool.getrawmempool()).toEqual([txid]);
      expect(await standing(payer, txid)).toEqual([0, "send"]);
      expect(await standing(pool, reward)).toEqual([0, "orphan"]);
      expect(await pool.gettransaction({ txid: reward })).toMatchObject({ trusted: false, generated: true });
      expect((await pool.getbalances()).mine.immature).toBe(immature);
      expect(await tips()).toEqual([
        [blockhash, "invalid", 1],
        [before, "active", 0],
      ]);
      expect(await pool.getblockheader({ blockhash })).toMatchObject({ confirmations: -1 });
      expect(await pool.listsinceblock({ blockhash })).toMatchObject({
        removed: [{ txid: reward, category: "orphan", confirmations: 0 }],
        lastblock: before,
      });
      expect(await again(blockhash)).toBe("duplicate-invalid");

      expect(await pool.reconsiderblock({ blockhash })).toBeNull();
      expect(await pool.getbestblockhash()).toBe(blockhash);
      expect(await standing(payer, txid)).toEqual([1, "send"]);
      expect(await standing(pool, reward)).toEqual([1, "immature"]);
      expect(await pool.getrawmempool()).toEqual([]);
    });

    it("stays on a branch that has grown longer meanwhile", async () => {
      const [left = ""] = await mine();
      await pool.invalidateblock({ blockhash: left });
      const [, tip = ""] = await mine(2);
      await pool.reconsiderblock({ blockhash: left });
      expect(await tips()).toEqual([
        [tip, "active", 0],
        [left, "valid-fork", 1],
      ]);
      expect(await again(left)).toBe("duplicate");
    });

    it("goes back to the branch that came first where both have the same work", async () => {
      const [first = ""] = await mine();
      await pool.invalidateblock({ blockhash: first });
      const [second = ""] = await mine();
      expect(await pool.getbestblockhash()).toBe(second);
      await pool.reconsiderblock({ blockhash: first });
      expect(await pool.getbestblockhash()).toBe(first);
    });

    it("leaves several blocks at once, and all of their transactions wait again", async () => {
      const hashes: string[] = [];
      const sent: string[] = [];
      for (let count = 0; count < 3; count++) {
        const { hex } = await spend(await payer.getnewaddress(), 0.001);
        sent.push(await payer.sendrawtransaction({ hexstring: hex }));
        hashes.push(...(await mine()));
      }
      await pool.invalidateblock({ blockhash: hashes[0] ?? "" });
      for (const txid of sent) expect(await standing(payer, txid)).toEqual([0, "send"]);
      expect(await pool.getmempoolinfo()).toMatchObject({ size: 3 });
      const [blockhash = ""] = await mine();
      expect((await pool.getblock({ blockhash })).tx.slice(1)).toEqual(sent);
    });

    it("drops a transaction whose time has not come any more", async () => {
      const blockhash = await pool.getbestblockhash();
      const { hex } = await spend(await payer.getnewaddress(), 0.001, await pool.getblockcount());
      const txid = await payer.sendrawtransaction({ hexstring: hex });
      await mine();
      await pool.invalidateblock({ blockhash });
      expect(await pool.getrawmempool()).not.toContain(txid);
      await expectRefusal(payer.sendrawtransaction({ hexstring: hex }), -26, /non-final/);
      await mine();
      expect(await payer.sendrawtransaction({ hexstring: hex })).toBe(txid);
      await mine();
      expect(await standing(payer, txid)).toEqual([1, "send"]);
    });

    it("contradicts a payment with a block that spends the same coin", async () => {
      const template = await pool.getblocktemplate({ rules: [...subject.coin.rules] });
      const waiting = await spend(subject.elsewhere, 0.001);
      const second = await spend(await payer.getnewaddress(), 0.002);
      const rival = decodeTransaction(Buffer.from(second.hex, "hex"));
      const txid = await payer.sendrawtransaction({ hexstring: waiting.hex });
      expect(await standing(payer, txid)).toEqual([0, "send"]);
      expect(await payer.getbalance()).toBe("0.00000000");

      const transaction = { data: second.hex, txid: rival.txid, hash: rival.wtxid };
      const edits = {
        transactions: [{ ...transaction, depends: [], sigops: 1 }],
        default_witness_commitment: witnessCommitment([rival]).toString("hex"),
      };
      const hexdata = solveBlock(template, subject.coin, { template: edits });
      expect(await pool.submitblock({ hexdata })).toBeNull();
      expect(await pool.getrawmempool()).toEqual([]);
      expect(await standing(payer, txid)).toEqual([-1, "send"]);
      const { walletconflicts, trusted } = await payer.gettransaction({ txid });
      expect({ walletconflicts, trusted }).toEqual({ walletconflicts: [rival.txid], trusted: false });
      expect(await standing(payer, rival.txid)).toEqual([1, "send"]);
      expect(await payer.getbalance()).toBe(second.amount);
      await mine();
      expect(await standing(payer, txid)).toEqual([-2, "send"]);
      await expectRefusal(payer.sendrawtransaction({ hexstring: waiting.hex }), -25);
    });
  });
}
