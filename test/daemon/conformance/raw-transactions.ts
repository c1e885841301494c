import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UnspentOutput } from "../../../generated/daemon/index.js";
import type { DaemonClient } from "../../../src/daemon/client.js";
import { expectRefusal } from "../refusals.js";
import { fundedWallet, mineElsewhere, type Subject } from "../subject.js";

export function rawTransactions(start: () => Promise<Subject>): void {
  describe("raw transactions", () => {
    let subject: Subject;
    let pool: DaemonClient["rpc"];
    let coin: Pick<UnspentOutput, "txid" | "vout">;
    beforeAll(async () => {
      subject = await start();
      pool = (await fundedWallet(subject, "pool")).rpc;
      const [{ txid, vout } = { txid: "" }] = await pool.listunspent();
      coin = { txid, vout };
    });
    afterAll(() => subject?.stop());

    const build = ({ txid = coin.txid, vout = coin.vout ?? 0 }, amount: string) =>
      pool.createrawtransaction({ inputs: [{ txid, vout }], outputs: { [subject.elsewhere]: amount } });
    const sign = async (hexstring: string) => (await pool.signrawtransactionwithwallet({ hexstring })).hex;
    const test = async (hexstring: string) => (await pool.testmempoolaccept({ rawtxs: [hexstring] }))[0];
    const send = (hexstring: string) => pool.sendrawtransaction({ hexstring });

    it("builds, signs and decodes one", async () => {
      const unsigned = await build({}, "49.99900000");
      const bare = await pool.decoderawtransaction({ hexstring: unsigned });
      expect(bare).toMatchObject({
        vin: [{ ...coin, sequence: 0xffffffff, scriptSig: { asm: "", hex: "" } }],
        vout: [{ value: "49.99900000", n: 0, scriptPubKey: { hex: `0014${"00".repeat(20)}` } }],
      });
      const signed = await pool.signrawtransactionwithwallet({ hexstring: unsigned });
      expect(signed.complete).toBe(true);
      const { txid, hash, vin } = await pool.decoderawtransaction({ hexstring: signed.hex });
      expect(txid).toBe(bare.txid);
      expect(hash).not.toBe(txid);
      expect(vin[0]).toHaveProperty("txinwitness", [expect.any(String), expect.any(String)]);
    });

    it("takes outputs in a list, and holds data in one", async () => {
      const outputs = [{ [subject.elsewhere]: "1" }, { data: "00ff" }];
      const inputs = [{ txid: coin.txid, vout: 3, sequence: 5 }];
      const hexstring = await pool.createrawtransaction({ inputs, outputs, locktime: 7 });
      expect(await pool.decoderawtransaction({ hexstring })).toMatchObject({
        locktime: 7,
        vin: [{ vout: 3, sequence: 5 }],
        vout: [
          { value: "1.00000000" },
          { value: "0.00000000", scriptPubKey: { hex: "6a0200ff", type: "nulldata" } },
        ],
      });
    });

    it("does not sign for the coins of others", async () => {
      const hexstring = await build({ txid: "12".repeat(32) }, "1");
      expect(await pool.signrawtransactionwithwallet({ hexstring })).toMatchObject({
        complete: false,
        errors: [{ txid: "12".repeat(32), error: expect.stringMatching(/not found or already spent/) }],
      });
    });

    it("refuses what is no transaction", async () => {
      await expectRefusal(send("00"), -22, /TX decode failed/);
      await expectRefusal(test("00"), -22, /TX decode failed/);
      await expectRefusal(pool.decoderawtransaction({ hexstring: "00" }), -22, /TX decode failed/);
      await expectRefusal(send(`${await sign(await build({}, "49.999"))}00`), -22, /TX decode failed/);
    });

    it("refuses one that spends what is not there", async () => {
      const hexstring = await build({ txid: "12".repeat(32) }, "1");
      expect(await test(hexstring)).toMatchObject({ allowed: false, "reject-reason": "missing-inputs" });
      await expectRefusal(send(hexstring), -25, /bad-txns-inputs-missingorspent/);
    });

    it("refuses one that spends more than there is, pays too little or too much, or is not signed", async () => {
      const [above, free, generous, unsigned] = [
        await sign(await build({}, "50.1")),
        await sign(await build({}, "50")),
        await sign(await build({}, "1")),
        await build({}, "49.999"),
      ];
      expect(await test(above)).toMatchObject({ allowed: false, "reject-reason": "bad-txns-in-belowout" });
      await expectRefusal(send(above), -26, /bad-txns-in-belowout/);
      expect(await test(free)).toMatchObject({ allowed: false, "reject-reason": "min relay fee not met" });
      await expectRefusal(send(free), -26, /min relay fee not met/);
      expect(await test(generous)).toMatchObject({ allowed: false, "reject-reason": "max-fee-exceeded" });
      await expectRefusal(send(generous), -25, /Fee exceeds maximum/);
      expect(await test(unsigned)).toMatchObject({ allowed: false });
      await expectRefusal(send(unsigned), -26, /script-verify-flag/);
    });

    it("refuses one that spends a reward too early", async () => {
      const { tx } = await pool.getblock({ blockhash: await pool.getbestblockhash() });
      const hexstring = await sign(await build({ txid: tx[0] ?? "", vout: 0 }, "49.999"));
      const reason = "bad-txns-premature-spend-of-coinbase";
      expect(await test(hexstring)).toMatchObject({ allowed: false, "reject-reason": reason });
      await expectRefusal(send(hexstring), -26, /bad-txns-premature-spend-of-coinbase/);
    });

    it("lets one in that is as it should be, and takes it again without harm", async () => {
      const hexstring = await sign(await build({}, "49.999"));
      const verdict = await test(hexstring);
      expect(verdict).toMatchObject({ allowed: true, vsize: 110, fees: { base: "0.00100000" } });
      expect(await send(hexstring)).toBe(verdict?.txid);
      expect(await send(hexstring)).toBe(verdict?.txid);
      expect(await test(hexstring)).toMatchObject({
        allowed: false,
        "reject-reason": "txn-already-in-mempool",
      });
      expect(await pool.getrawmempool()).toEqual([verdict?.txid]);
      expect(await pool.gettxout({ txid: coin.txid, n: coin.vout ?? 0 })).toBeNull();
      expect(
        await pool.gettxout({ txid: coin.txid, n: coin.vout ?? 0, includeMempool: false }),
      ).toMatchObject({
        value: "50.00000000",
      });
      expect(await pool.gettxout({ txid: verdict?.txid ?? "", n: 0 })).toMatchObject({ confirmations: 0 });
    });

    it("refuses another one that spends the same", async () => {
      const hexstring = await sign(await build({}, "49.998"));
      expect(await test(hexstring)).toMatchObject({ allowed: false });
      await expectRefusal(send(hexstring), -26, /txn-mempool-conflict/);
    });

    it("finds it while it waits, and then in its block", async () => {
      const hexstring = await sign(await build({}, "49.999"));
      const { txid } = await pool.decoderawtransaction({ hexstring });
      const waiting = await pool.getrawtransaction({ txid, verbosity: 1 });
      expect(waiting).toMatchObject({ txid, hex: await pool.getrawtransaction({ txid }) });
      expect(waiting).not.toHaveProperty("blockhash");
      const [blockhash = ""] = await mineElsewhere(subject);
      await expectRefusal(pool.getrawtransaction({ txid }), -5, /No such mempool transaction/);
      expect(await pool.getrawtransaction({ txid, verbosity: 0, blockhash })).toBe(waiting.hex);
      expect(await pool.getrawtransaction({ txid, verbosity: 1, blockhash })).toMatchObject({
        in_active_chain: true,
        blockhash,
        confirmations: 1,
      });
      const elsewhere = await pool.getblockhash({ height: 1 });
      await expectRefusal(pool.getrawtransaction({ txid, blockhash: elsewhere }), -5, /provided block/);
      expect(await test(waiting.hex)).toMatchObject({ allowed: false, "reject-reason": "txn-already-known" });
      await expectRefusal(send(waiting.hex), -27, /already in block chain/);
      await expectRefusal(pool.getmempoolentry({ txid }), -5, /not in mempool/);
    });

    it("prefers one in the next block as much as it is told to", async () => {
      await mineElsewhere(subject);
      const txid = await pool.sendtoaddress({ address: subject.elsewhere, amount: "1" });
      const { fees } = await pool.getmempoolentry({ txid });
      const modified = (Number(fees?.base) + 0.001).toFixed(8);
      expect(await pool.prioritisetransaction({ txid, feeDelta: 100_000 })).toBe(true);
      expect((await pool.getmempoolentry({ txid })).fees).toMatchObject({ base: fees?.base, modified });
      await expectRefusal(
        pool.prioritisetransaction({ txid, dummy: 1, feeDelta: 1 }),
        -8,
        /no longer supported/,
      );
      expect(await pool.prioritisetransaction({ txid, feeDelta: -10_000_000 })).toBe(true);
      const [blockhash = ""] = await mineElsewhere(subject);
      expect((await pool.getblock({ blockhash })).tx).toHaveLength(1);
      expect(await pool.getrawmempool()).toEqual([txid]);
    });
  });
}
